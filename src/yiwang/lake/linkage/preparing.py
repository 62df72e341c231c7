"""Raw values brought into the form in which they are compared, as expressions of both engines.

A table to be linked has a column `record` that names each row among all tables, and some of the
columns of its kind; those it lacks count as missing.
"""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from yiwang.lake.linkage.declarations import Linkage

_PERSON = ("name", "identity_card", "born", "sex", "phone", "address")
_ENTERPRISE = ("name", "credit_code", "legal", "phone", "address")
_PLACE = ("address", "community")
RAW = {"person": _PERSON, "enterprise": _ENTERPRISE, "place": _PLACE}

_CARD_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# Surnames of two signs that are usual enough to be cut as such.
_DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "夏侯",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "司徒",
    "端木",
)
_FORMS = (
    "(股份有限公司|有限责任公司|有限公司|合伙企业|个人独资企业|分公司|公司|经营部|商行"
    "|[(（].*?[)）])"
)


def cleaned(table: ir.Table, linkage: Linkage) -> ir.Table:
    """The first step: `record` and the raw columns of this kind, tidied.

    A linkage of another kind is taken to compare columns as they are.
    """
    if linkage.key not in RAW:
        return table
    columns = {
        name: _TIDY.get(name, _tidy)(table[name] if name in table.columns else ibis.null("string"))
        for name in RAW[linkage.key]
    }
    return table.select("record", **columns)


def derived(table: ir.Table, linkage: Linkage) -> ir.Table:
    """The second step, from what the first has written: the columns that are compared.

    In two steps, since an engine would tidy a value anew wherever its result is used.
    """
    return _BY_KIND.get(linkage.key, _as_is)(table)


def _as_is(table: ir.Table) -> ir.Table:
    return table


def _tidy(column: ir.Value) -> ir.StringValue:
    return text(column).nullif("")


def _code(column: ir.Value) -> ir.StringValue:
    return _tidy(column).upper()


def _person(raw: ir.Table) -> ir.Table:
    name, card = raw.name, raw.identity_card
    surname = ibis.ifelse(name.substr(0, 2).isin(_DOUBLE), name.substr(0, 2), name.substr(0, 1))
    right = valid_card(card)
    written = card.substr(6, 4) + "-" + card.substr(10, 2) + "-" + card.substr(12, 2)
    sex = ibis.ifelse(card.substr(16, 1).isin(("1", "3", "5", "7", "9")), "男", "女")
    nothing = ibis.null("string")
    columns = {
        "name": name,
        "surname": surname,
        "given": ibis.ifelse(surname.length() < name.length(), name.substr(surname.length()), ""),
        "card": card,
        "sure": ibis.ifelse(right, card, nothing),
        "born": ibis.coalesce(raw.born.substr(0, 10), ibis.ifelse(right, written, nothing)),
        "sex": ibis.coalesce(raw.sex, ibis.ifelse(right, sex, nothing)),
        "phone": raw.phone,
    }
    return raw.select("record", **columns, **_address(raw.address))


def _enterprise(raw: ir.Table) -> ir.Table:
    core = raw.name.re_replace(_FORMS, "").re_replace("^.{2,6}?[市区县]", "")
    columns = {
        "name": raw.name,
        "core": core.nullif(""),
        "code": raw.credit_code,
        "sure": ibis.ifelse(valid_code(raw.credit_code), raw.credit_code, ibis.null("string")),
        "legal": raw.legal,
        "phone": raw.phone,
    }
    return raw.select("record", **columns, **_address(raw.address))


def _place(raw: ir.Table) -> ir.Table:
    room = raw.address.re_extract("([0-9]+)(室|号房|户)$", 1).nullif("")
    return raw.select("record", room=room, community=raw.community, **_address(raw.address))


_BY_KIND: dict[str, Callable[[ir.Table], ir.Table]] = {
    "person": _person,
    "enterprise": _enterprise,
    "place": _place,
}


def _address(whole: ir.StringValue) -> dict[str, ir.Value]:
    """The address, up to the building or house number, and its road."""
    built = whole.re_extract("^(.*(栋|幢|号楼|座))", 1)
    door = ibis.ifelse(built != "", built, whole.re_extract("^(.*?[0-9]+号)", 1))
    road = whole.re_extract("^(.*?(路|街|巷|大道))", 1)
    named = {"address": whole, "building": door, "road": road}
    return {name: column.nullif("") for name, column in named.items()}


def text(column: ir.Value) -> ir.StringValue:
    """Without any white space; a missing value is empty."""
    return column.cast("string").fill_null("").re_replace("[\\s\u3000]+", "")


def phone(column: ir.Value) -> ir.StringValue:
    """The last eleven digits; fewer than seven are none."""
    digits = column.cast("string").fill_null("").re_replace("[^0-9]", "")
    last = ibis.ifelse(digits.length() > 11, digits.right(11), digits)
    return ibis.ifelse(last.length() < 7, ibis.null("string"), last)


_TIDY = {"phone": phone, "identity_card": _code, "credit_code": _code}


def valid_card(card: ir.StringValue) -> ir.BooleanValue:
    """Whether it has 18 signs and the right check sign; basis: GB 11643."""
    # Two casts and whole numbers: sign by sign it would cost the tenfold.
    halves = (card.substr(0, 9).try_cast("int64"), card.substr(9, 8).try_cast("int64"))
    total = ibis.literal(0)
    for place, weight in enumerate(_CARD_WEIGHTS):
        half, power = (halves[0], 8 - place) if place < 9 else (halves[1], 16 - place)
        total = total + (half // 10**power) % 10 * weight
    check = ibis.literal("10X98765432").substr(total % 11, 1)
    shaped = card.re_search("^[0-9]{17}[0-9X]$")
    return (shaped & (check == card.substr(17, 1))).fill_null(False)


def valid_code(code: ir.StringValue) -> ir.BooleanValue:
    """Whether it has 18 signs and the right check sign; basis: GB 32100."""
    total = ibis.literal(0)
    for place in range(17):
        sign = ibis.literal(_CODE_SIGNS).find(code.substr(place, 1))
        total = total + sign * pow(3, place, 31)
    check = ibis.literal(_CODE_SIGNS).substr((31 - total % 31) % 31, 1)
    shaped = code.re_search(f"^[{_CODE_SIGNS}]{{18}}$")
    return (shaped & (check == code.substr(17, 1))).fill_null(False)
