"""The first part of a document: duties, the units in it, its staff; the last: the glossary."""

from yiwang.disclosure.codes import above, name, subject
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.blocks import Block, Heading, Words
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.classes import numeral
from yiwang.disclosure.writing.sources import Source

_MARKS = {3: "类", 5: "款", 7: "项"}

_TERMS: tuple[tuple[str, str, tuple[Source, ...]], ...] = (
    ("一般公共预算财政拨款收入", "指本级财政一般公共预算当年拨付的资金。", (Source.GENERAL,)),
    ("政府性基金预算财政拨款收入", "指本级财政政府性基金预算当年拨付的资金。", (Source.FUND,)),
    (
        "国有资本经营预算财政拨款收入",
        "指本级财政国有资本经营预算当年拨付的资金。",
        (Source.CAPITAL,),
    ),
    (
        "财政专户管理资金收入",
        "指缴入财政专户、实行专项管理的教育收费收入。",
        (Source.SPECIAL_ACCOUNT,),
    ),
    ("上级补助收入", "指从主管部门和上级单位取得的非财政补助收入。", (Source.SUPERIOR,)),
    ("事业收入", "指事业单位开展专业业务活动及其辅助活动取得的收入。", (Source.BUSINESS,)),
    (
        "事业单位经营收入",
        "指事业单位在专业业务活动及其辅助活动之外开展非独立核算经营活动取得的收入。",
        (Source.OPERATING,),
    ),
    (
        "附属单位上缴收入",
        "指附属独立核算单位按有关规定上缴的收入。",
        (Source.SUBORDINATE,),
    ),
    ("其他收入", "指单位取得的除上述收入以外的各项收入。", (Source.OTHER,)),
)
_BASIC = "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"
_PROJECT = "指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。"
_THREE = (
    "纳入财政预决算管理的“三公”经费，是指用财政拨款安排的因公出国（境）费、公务用车购置及"
    "运行维护费和公务接待费。其中，因公出国（境）费反映单位公务出国（境）的国际旅费、国外城市"
    "间交通费、住宿费、伙食费、培训费、公杂费等支出；公务用车购置及运行维护费反映单位公务用车"
    "购置支出（含车辆购置税、牌照费）及燃料费、维修费、过桥过路费、保险费、安全奖励费用等支出；"
    "公务接待费反映单位按规定开支的各类公务接待（含外宾接待）费用。"
)
_RUNNING = (
    "指为保障行政单位（包括参照公务员法管理的事业单位）运行用于购买货物和服务的各项资金，"
    "包括办公及印刷费、邮电费、差旅费、会议费、福利费、日常维修费、专用材料及一般设备购置费、"
    "办公用房水电费、办公用房取暖费、办公用房物业管理费、公务用车运行维护费以及其他费用。"
)


def overview(book: Book) -> list[Block]:
    """第一部分: what the unit is for, which units are in the document, who works there."""
    unit = book.unit
    told = f"{book.year}年度{unit.level}决算" if book.final else f"{book.year}年{unit.level}预算"
    names = "、".join(one.name for one in unit.members)
    return [
        Heading(1, "第一部分", f"{unit.name}概况"),
        Heading(2, "一、", f"{unit.level}主要职责"),
        *(Words(f"{number}.{duty}") for number, duty in enumerate(unit.duties, 1)),
        Heading(2, "二、", "机构设置情况"),
        Words(
            f"纳入{unit.name}（以下简称“{unit.short}”）{told}编制范围的预算单位共"
            f"{len(unit.members)}个，包括：{names}。"
        ),
        Heading(2, "三、", "人员构成情况"),
        Words(_staff(book)),
    ]


def _staff(book: Book) -> str:
    one = book.unit.staff
    posts = one.administrative + one.institution
    serving = one.serving_administrative + one.serving_institution

    def parts(administrative: int, institution: int, like: int) -> str:
        first = f"行政编制{administrative}人、" if administrative else ""
        return f"{first}事业编制{institution}人（其中：参照公务员法管理{like}人）"

    return (
        f"{book.unit.short}总编制人数{posts}人，其中："
        f"{parts(one.administrative, one.institution, one.institution_like)}。"
        f"在职实有人数{serving}人，其中："
        + parts(one.serving_administrative, one.serving_institution, one.serving_institution_like)
        + f"。退休人员{one.retired}人。"
    )


def glossary(book: Book) -> list[Block]:
    """名词解释: only the sources and subjects that this unit has, then its own words."""
    terms = [
        (label, told)
        for label, told, sources in _TERMS
        if sums.income(book, sources) or sums.started(book, sources)
    ]
    terms += _kinds(book)
    terms.append(("“三公”经费", _THREE))
    if book.running_costs is not None:
        terms.append(("机关运行经费", _RUNNING))
    terms += [(one.word, one.meaning) for one in book.terms]
    blocks: list[Block] = [
        Words(f"（{numeral(order)}）{word}：{told}") for order, (word, told) in enumerate(terms, 1)
    ]
    head = f"（{numeral(len(terms) + 1)}）本{book.unit.level}使用的支出功能分类科目（到项级）："
    return [*blocks, Words(head), *_subjects(book)]


def subject_path(code: str, year: int) -> str:
    """社会保障和就业支出（类）行政事业单位养老支出（款）…（项）."""
    return "".join(f"{name(one, year)}（{_MARKS[len(one)]}）" for one in above(code))


def _kinds(book: Book) -> list[tuple[str, str]]:
    spent = sums.spending(book)
    found = []
    if sums.started(book):
        label = "年初结转和结余" if book.final else "上年结转结余"
        found.append(
            (label, "指以前年度尚未完成、结转到本年继续使用的资金，或项目已完成等产生的结余资金。")
        )
    if spent.basic:
        found.append(("基本支出", _BASIC))
    if spent.project:
        found.append(("项目支出", _PROJECT))
    if spent.operating:
        text = "指事业单位在专业业务活动及其辅助活动之外开展非独立核算经营活动发生的支出。"
        found.append(("经营支出", text))
    if sums.left(book):
        label = "年末结转和结余" if book.final else "年终结转结余"
        found.append((label, "指结转到下年继续使用的资金，或项目已完成等产生的结余资金。"))
    return found


def _subjects(book: Book) -> list[Block]:
    codes = sorted({one.code for one in book.spending if one.amount})
    blocks: list[Block] = []
    for order, code in enumerate(codes, 1):
        known = subject(code, book.year)
        meaning = known.meaning if known and known.meaning else f"反映用于{name(code)}的支出。"
        blocks.append(Words(f"{order}.{subject_path(code, book.year)}：{meaning}"))
    return blocks
