"""The form on which units hand in their catalogue: one row a field, read with whatever is wrong.

basis: 政务信息资源目录编制指南（试行）, the sheet of its annex; headings are taken loosely.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_noop
from python_calamine import CalamineError, CalamineWorkbook

from yiwang.hub.catalogue import codes
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.words import Form, Grade, Group, Opening, Period, Sharing
from yiwang.kernel import text_files
from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.lake.schema import Kind, Meaning
from yiwang.org import queries as org

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 40

# Heading → name; the first that fits is taken. Those of one field stand last.
HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("信息资源代码", "资源代码", "目录代码"),
    "name": ("信息资源名称", "资源名称", "目录名称"),
    "group": ("类", "信息资源分类", "资源分类"),
    "theme": ("项", "主题", "所属主题"),
    "unit_code": ("提供方代码", "单位代码"),
    "unit": ("提供方", "信息资源提供方", "提供单位"),
    "abstract": ("摘要", "信息资源摘要", "资源摘要"),
    "form": ("格式", "信息资源格式", "资源格式"),
    "sharing": ("共享类型", "共享属性"),
    "condition": ("共享条件",),
    "basis": ("不予共享依据", "依据"),
    "opening": ("开放属性", "开放类型", "是否开放", "是否向社会开放"),
    "period": ("更新周期",),
    "grade": ("数据级别", "分级"),
    "key": ("标识", "表名"),
    "field": ("信息项名称", "信息项", "数据项"),
    "field_key": ("字段名", "英文名称", "字段英文名"),
    "kind": ("数据类型", "类型"),
    "meaning": ("含义",),
    "required": ("是否必填", "必填"),
    "is_key": ("是否主键", "主键"),
    "field_grade": ("信息项级别", "字段级别"),
    "note": ("备注", "说明"),
}
KINDS = {
    "字符": Kind.TEXT, "文本": Kind.TEXT, "整数": Kind.WHOLE, "整型": Kind.WHOLE,
    "数值": Kind.DECIMAL, "小数": Kind.DECIMAL, "货币": Kind.DECIMAL, "浮点": Kind.NUMBER,
    "是否": Kind.YES_NO, "布尔": Kind.YES_NO, "日期时间": Kind.MOMENT, "时间": Kind.MOMENT,
    "日期": Kind.DAY,
}  # fmt: skip
# Which fields tell of persons is seen from their names; a person corrects it.
MEANINGS = {
    "身份证": Meaning.IDENTITY_CARD, "公民身份号码": Meaning.IDENTITY_CARD,
    "统一社会信用代码": Meaning.CREDIT_CODE, "手机": Meaning.PHONE, "电话": Meaning.PHONE,
    "银行卡": Meaning.BANK_CARD, "银行账号": Meaning.BANK_CARD, "车牌": Meaning.PLATE,
    "邮箱": Meaning.EMAIL, "出生日期": Meaning.BIRTH_DAY, "性别": Meaning.SEX,
    "姓名": Meaning.PERSON_NAME, "单位名称": Meaning.ORGANISATION_NAME,
    "企业名称": Meaning.ORGANISATION_NAME, "区划": Meaning.DIVISION, "住址": Meaning.ADDRESS,
    "地址": Meaning.ADDRESS,
}  # fmt: skip
_YES = ("是", "√", "y", "yes", "1", "true")
OF_RESOURCE = (
    "code", "name", "group", "theme", "unit_code", "unit", "abstract", "form", "sharing",
    "condition", "basis", "opening", "period", "grade", "key",
)  # fmt: skip


def read(name: str, content: bytes) -> list[dict[str, Any]]:
    """The resources of a file, each with its fields and its faults in words.

    Raises `Invalid` where it is no such form and `TooLarge`.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge("文件超过{most}MB，请拆分后再试", most=MOST_BYTES // 1024 // 1024)
    rows = _rows(name, content)
    head, names = _head(rows)
    found = [_resource(one) for one in _grouped(rows[head + 1 :], names)]
    if not found:
        raise Invalid("表中没有资源：每行一个信息项，资源名称写在第一行")
    _check_twice(found)
    return found


def _rows(name: str, content: bytes) -> list[list[str]]:
    if name.lower().endswith(".csv"):
        text = text_files.decode(content, name=name).text
        rows: Iterable[Sequence[Any]] = csv.reader(io.StringIO(text))
    else:
        try:
            rows = (
                CalamineWorkbook.from_filelike(io.BytesIO(content))
                .get_sheet_by_index(0)
                .to_python()
            )
        except (CalamineError, IndexError, ValueError):
            raise Invalid("“{name}”不是可以读的xlsx或csv文件", name=name[:80]) from None
    taken = [[_text(cell) for cell in row[:MOST_COLUMNS]] for row in rows]
    if len(taken) > MOST_ROWS:
        raise TooLarge("表格超过{most}行，请拆分后再试", most=MOST_ROWS)
    return taken


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()[:500]


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row of headings, among the first ten, and where each named column is."""
    for place, row in enumerate(rows[:10]):
        plain = [re.sub(r"[\s*（(].*$", "", cell) for cell in row]
        names = {
            name: plain.index(word)
            for name, words in HEADINGS.items()
            for word in reversed(words)
            if word in plain
        }
        if {"name", "field"} <= set(names):
            return place, names
    raise Invalid("没有找到表头：须有“信息资源名称”和“信息项名称”两列")


def _grouped(
    rows: Sequence[Sequence[str]], names: dict[str, int]
) -> Iterator[list[dict[str, str]]]:
    """The rows of one resource together: an empty name, or the same one, goes on with it."""
    group: list[dict[str, str]] = []
    for row in rows:
        told = {name: row[at] if at < len(row) else "" for name, at in names.items()}
        if not any(told.values()):
            continue
        if group and told["name"] and told["name"] != group[0]["name"]:
            yield group
            group = []
        group.append(told)
    if group:
        yield group


def _resource(rows: list[dict[str, str]]) -> dict[str, Any]:
    first = {name: next((r[name] for r in rows if r.get(name)), "") for name in OF_RESOURCE}
    faults: list[str] = []
    unit = org.unit_of_code(first["unit_code"]) if first["unit_code"] else None
    unit = unit or next((one for one in org.units() if one.name == first["unit"]), None)
    if unit is None:
        faults.append(gettext_noop("提供单位不在单位表中"))
    if not first["name"]:
        faults.append(gettext_noop("没有资源名称"))
    code = first["code"]
    if code and not codes.SIGNS.fullmatch(code):
        faults.append(gettext_noop("资源代码不符合编制指南"))
    fields = [_field(row, place) for place, row in enumerate(rows, start=1) if row.get("field")]
    told = {
        "name": first["name"][:120],
        "code": code,
        "key": _key(first["key"]) or (codes.suggested_key(code) if code else ""),
        "unit": unit.pk if unit else None,
        "unit_name": unit.name if unit else first["unit"],
        "theme": first["theme"][:40],
        "abstract": first["abstract"],
        "condition": first["condition"][:200],
        "basis": first["basis"][:200],
        "group": _choice(first["group"] or code[:1], Group, Group.DEPARTMENT),
        "form": _choice(first["form"], Form, Form.TABLE),
        "sharing": _choice(first["sharing"], Sharing, ""),
        "opening": _opening(first["opening"]),
        "period": _choice(first["period"], Period, ""),
        "grade": _choice(first["grade"], Grade, Grade.GENERAL_2),
        "fields": fields,
        "keys": [
            one["key"] for one, r in zip(fields, rows, strict=False) if _yes(r.get("is_key", ""))
        ],
    }
    return told | {"faults": faults + _faults(told)}


def _faults(told: dict[str, Any]) -> list[str]:
    faults = []
    if not told["sharing"]:
        faults.append(gettext_noop("共享类型须为无条件共享、有条件共享或不予共享"))
    if told["sharing"] == Sharing.NONE and not told["basis"]:
        faults.append(gettext_noop("不予共享须写明依据"))
    if told["sharing"] == Sharing.CONDITIONAL and not told["condition"]:
        faults.append(gettext_noop("有条件共享须写明共享条件"))
    if not told["period"]:
        faults.append(gettext_noop("更新周期不在清单中"))
    if not told["fields"]:
        faults.append(gettext_noop("没有信息项"))
    keys = [one["key"] for one in told["fields"]]
    if len(set(keys)) < len(keys):
        faults.append(gettext_noop("字段名重复"))
    return faults


def _field(row: dict[str, str], place: int) -> dict[str, Any]:
    label = row["field"][:60]
    kind = next((kind for word, kind in KINDS.items() if word in row.get("kind", "")), Kind.TEXT)
    meaning = next((one for word, one in MEANINGS.items() if word in label), Meaning.PLAIN)
    return {
        "key": _key(row.get("field_key", "")) or f"field_{place}",
        "label": label,
        "kind": kind,
        "meaning": meaning,
        "required": _yes(row.get("required", "")),
        "grade": _choice(row.get("field_grade", ""), Grade, ""),
        "note": row.get("note", "")[:200],
    }


def _choice(text: str, choices: Any, otherwise: Any) -> str:
    """The value whose word or sign this is."""
    for value, label in choices.choices:
        if text and text in (value, str(label), str(label).removesuffix("共享")):
            return str(value)
    return str(otherwise)


def _opening(text: str) -> str:
    if _yes(text):
        return Opening.OPEN.value
    return _choice(text, Opening, Opening.CLOSED)


def _yes(text: str) -> bool:
    return text.strip().lower() in _YES


def _key(text: str) -> str:
    return re.sub(r"[^0-9a-z_]+", "_", text.lower()).strip("_")[:60]


def _check_twice(found: list[dict[str, Any]]) -> None:
    for one in found:
        same = [o for o in found if o is not one and o["code"] and o["code"] == one["code"]]
        if same:
            one["faults"].append(gettext_noop("表中有两个资源用同一代码"))
        known = Resource.objects.filter(code=one["code"]).first() if one["code"] else None
        one["before"] = known.edition if known else 0
        if known:
            one["key"] = known.key
