"""Words of direction against figures and against each other; words left undecided."""

from collections.abc import Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.context import paragraph
from yiwang.disclosure.auditing.narrative.reckoning import amount, found
from yiwang.disclosure.document import Document
from yiwang.disclosure.statement import Measure, Says, Statement, Way

_LESS_WORDS = ("减少", "下降", "降低", "压减", "小于")
_MORE_WORDS = ("增加", "增长", "上升", "提高", "大于")
_OPPOSITE = {Way.UP: Way.DOWN, Way.DOWN: Way.UP}
_TOLD = {Way.UP: "增加（大于）", Way.DOWN: "减少（小于）"}


def reasons(audited: Audited) -> Iterator[Finding]:
    """Reasons that explain the opposite of what the figures before them say."""
    document = audited.document
    for one in document.statements:
        if one.kind is Says.REASON and one.way in _OPPOSITE:
            yield from _reason(document, one)


def _reason(document: Document, reason: Statement) -> Iterator[Finding]:
    way = _way_by_budget(document, reason) if "预算" in reason.base else _way_told(document, reason)
    if way is not None and way is not reason.way:
        text = f"前文数字为{_TOLD[way]}，原因却写成{_TOLD[_OPPOSITE[way]]}，请改正方向词或数字"
        yield found("narrative-direction", Severity.ERROR, reason, _TOLD[way], text)


def _way_by_budget(document: Document, reason: Statement) -> Way | None:
    """Whether the account is above or below the budget of the same paragraph."""
    amounts = [
        one
        for one in paragraph(document, reason, Says.AMOUNT)
        if one.start < reason.start and one.subject == reason.subject
    ]
    budget = [one for one in amounts if one.measure is Measure.BUDGET]
    account = [one for one in amounts if one.measure is not Measure.BUDGET]
    if not budget or not account or amount(budget[-1]) == amount(account[-1]):
        return None
    return Way.UP if amount(account[-1]) > amount(budget[-1]) else Way.DOWN


def _way_told(document: Document, reason: Statement) -> Way | None:
    """The way of the last change in the paragraph, or the only way in the section so far."""
    if reason.about is not None:
        told = [
            one
            for one in paragraph(document, reason, Says.CHANGE, Says.RATE)
            if one.start < reason.start and one.about is reason.about
        ]
        return told[-1].way if told and told[-1].way in _OPPOSITE else None
    ways = {
        one.way
        for one in document.statements
        if one.kind is Says.CHANGE and one.section == reason.section
        if one.paragraph < reason.paragraph and one.about is not None
    }
    return ways.pop() if len(ways) == 1 and ways <= set(_OPPOSITE) else None


def steady_reasons(audited: Audited) -> Iterator[Finding]:
    """“As before” followed by a reason why it went up or down."""
    document = audited.document
    for one in document.statements:
        if one.kind is not Says.REASON or one.way is not None:
            continue
        told = [
            other
            for other in paragraph(document, one, Says.SAME, Says.CHANGE, Says.RATE)
            if other.start < one.start and other.about is one.about
        ]
        words = (*_LESS_WORDS, *_MORE_WORDS)
        if told and told[-1].kind is Says.SAME and one.reason.endswith(_ending(words)):
            text = "前文表述为持平，却说明了增减的原因，请核对数字或删去原因"
            yield found("narrative-steady-reason", Severity.WARNING, one, "无需说明原因", text)


def _ending(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{word}{tail}" for word in words for tail in ("", "支付", "支出", "开支", "经费"))


def undecided(audited: Audited) -> Iterator[Finding]:
    """“More (less)” of the template left standing: harmless at nought, wrong elsewhere."""
    for one in audited.document.statements:
        if one.way is not Way.OPEN or one.kind is Says.REASON or one.figure is None:
            continue
        severity = Severity.ERROR if one.figure.value else Severity.WARNING
        expected = "与上年（预算）持平" if not one.figure.value else "增加或减少，二者择一"
        text = f"模板中的“增加（减少）”未作选择，应改为“{expected}”"
        yield found("narrative-undecided", severity, one, expected, text)


RULES = (
    Rule(
        key="narrative-direction",
        label="方向词与数字相反",
        explanation="说明原因时所用的增加、减少、大于、小于须与前文的增减、决算与预算的大小一致。",
        basis="部门决算公开样本“决算数大于（小于）预算数的主要原因”",
        example=(
            "基本支出 10 万元，比上年减少 5 万元。增加的主要原因是人员变动",
            "基本支出 10 万元，比上年减少 5 万元。减少的主要原因是人员变动",
        ),
        check=reasons,
    ),
    Rule(
        key="narrative-steady-reason",
        label="持平却有增减原因",
        explanation="表述为持平的，不应再说明增加或减少的原因。",
        basis="部门决算公开样本“如持平作持平表述”",
        example=(
            "项目支出 10 万元，与上年相比持平。主要原因：合同减少支付",
            "项目支出 10 万元，与上年相比减少 2 万元。主要原因：合同减少支付",
        ),
        check=steady_reasons,
    ),
    Rule(
        key="narrative-undecided",
        label="增减未作选择",
        explanation="模板的“增加（减少）”“增长（下降）”须选定一个；数字为 0 时应作持平表述。",
        basis="部门决算公开样本“如持平作持平表述”",
        example=("培训费 3 万元，比上年增加（减少）0 万元", "培训费 3 万元，与上年持平"),
        check=undecided,
    ),
)
