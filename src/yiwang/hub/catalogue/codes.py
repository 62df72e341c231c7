"""Codes of resources by the guide: 类(1) + 项(2) + 目(3) + 细目, a stroke, and a sequence.

basis: 政务信息资源目录编制指南（试行）, 资源代码: 前段为分类码，后段为流水号.
"""

import re

from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.words import Group
from yiwang.kernel.refusals import Conflict, Invalid
from yiwang.org.models import Unit

SIGNS = re.compile(r"[123][0-9]{5}[0-9A-Z]{0,6}/[0-9]{1,6}")
# The items of the base class are the same everywhere.
BASE_ITEMS = {
    "人口": "01",
    "法人": "02",
    "自然资源和空间地理": "03",
    "社会信用": "04",
    "电子证照": "05",
}
SEQUENCE_SIGNS = 5


def check(code: str) -> str:
    """The code without blanks. Raises `Invalid` where it is not one of the guide's."""
    plain = code.strip().upper()
    if not SIGNS.fullmatch(plain):
        raise Invalid(
            "资源代码“{code}”不符合编制指南：类1位、项2位、目3位、细目，斜线，流水号", code=code
        )
    return plain


def fit(code: str, group: str, theme: str, unit: Unit) -> str:
    """The code where it is one for this class, item and unit, and nobody else's.

    Raises `Invalid` for a code that says another class or item, `Conflict` for one that is taken.
    """
    plain = check(code)
    if plain[0] != group:
        raise Invalid(
            "资源代码“{code}”的首位应是类“{group}”的代码{sign}",
            code=plain, group=str(Group(group).label), sign=group,
        )  # fmt: skip
    if group == Group.BASE:
        _fit_base(plain, theme)
    if group == Group.DEPARTMENT:
        _fit_unit(plain, unit)
    return plain


def _fit_base(code: str, theme: str) -> None:
    names = {item: name for name, item in BASE_ITEMS.items()}
    wanted, meant = BASE_ITEMS.get(theme), names.get(code[1:3])
    if wanted and wanted != code[1:3]:
        raise Invalid(
            "基础类“{theme}”的项是{item}，资源代码“{code}”写的是{other}",
            theme=theme, item=wanted, code=code, other=code[1:3],
        )  # fmt: skip
    if meant is None and not theme:
        raise Invalid(
            "资源代码“{code}”的项{item}不在基础类的项中：{known}；其他项请填写主题",
            code=code, item=code[1:3], known="、".join(f"{i}{n}" for i, n in names.items()),
        )  # fmt: skip


def _fit_unit(code: str, unit: Unit) -> None:
    """An item of the class of departments is one department's."""
    same = Resource.objects.filter(group=Group.DEPARTMENT, code__startswith=code[:3])
    other = same.exclude(unit=unit).select_related("unit").first()
    if other is not None and not same.filter(unit=unit).exists():
        raise Conflict(
            "资源代码“{code}”的项{item}是“{unit}”的；留空则由系统按本单位编码",
            code=code, item=code[1:3], unit=other.unit.name,
        )  # fmt: skip


def suggested(group: str, theme: str, unit: Unit) -> str:
    """The next free code of its class, item and directory; the same words go to the same prefix."""
    prefix = _prefix(group, theme, unit)
    used = Resource.objects.filter(code__startswith=f"{prefix}/").values_list("code", flat=True)
    numbers = [int(code.rpartition("/")[2]) for code in used if code.rpartition("/")[2].isdigit()]
    return f"{prefix}/{max(numbers, default=0) + 1:0{SEQUENCE_SIGNS}d}"


def suggested_key(code: str) -> str:
    """The key of a resource without one of its own, made of its code."""
    return "r" + re.sub(r"[^0-9a-z]+", "_", code.lower())


def _prefix(group: str, theme: str, unit: Unit) -> str:
    if group == "1" and theme in BASE_ITEMS:
        return f"1{BASE_ITEMS[theme]}001"
    same = Resource.objects.filter(group=group, theme=theme)
    if group == "3":
        # The department is the item; its themes are directories below.
        own = Resource.objects.filter(group=group, unit=unit)
        item = _item(own.first()) or _free_item(group)
        found = same.filter(unit=unit).first()
        return _directory(found) or _next_directory(f"3{item}", own)
    return _directory(same.first()) or f"{group}{_free_item(group)}001"


def _item(row: Resource | None) -> str:
    return row.code[1:3] if row and SIGNS.fullmatch(row.code) else ""


def _directory(row: Resource | None) -> str:
    return row.code.partition("/")[0] if row and SIGNS.fullmatch(row.code) else ""


def _free_item(group: str) -> str:
    used = {
        code[1:3] for code in Resource.objects.filter(group=group).values_list("code", flat=True)
    }
    free = (f"{number:02d}" for number in range(1, 100))
    reserved = set(BASE_ITEMS.values()) if group == "1" else set()
    found = next((item for item in free if item not in used | reserved), None)
    if found is None:
        raise Invalid("这一类的项已用完，请手工编码")
    return found


def _next_directory(start: str, own: object) -> str:
    used = {code[3:6] for code in own.values_list("code", flat=True) if code.startswith(start)}  # type: ignore[attr-defined]
    numbers = [int(one) for one in used if one.isdigit()]
    return f"{start}{max(numbers, default=0) + 1:03d}"
