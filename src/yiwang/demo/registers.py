"""Made-up rows of eight registers of the demo district, with faults as real ones have them.

Persons come from `lake.linkage.made`: division 420199, which no place has. Every fault is put in by
its place in the register, so that the demo is the same every time.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from yiwang.demo.bases import credit_code
from yiwang.lake.linkage import made

Row = dict[str, Any]
PERSONS, INSURED, FIRMS, LICENCES, HOMES, METERS, SIGNS, SCHOOLS = (
    1_200,
    900,
    400,
    600,
    800,
    1_000,
    300,
    60,
)
AIDED = 260
SEED = 42
TRADES = ("批发零售业", "住宿餐饮业", "制造业", "居民服务业", "软件信息业", "建筑业")
PERMITS = ("食品经营许可", "公共场所卫生许可", "户外广告设置许可", "临时占道许可", "排水许可")


def persons(today: date) -> list[Row]:
    """The register of the population: some cards and births that cannot be, some without a day."""
    rows = []
    for at, one in enumerate(_people().first.to_pylist()):
        card, born = one["identity_card"], one["born"]
        rows.append(
            {
                "identity_card": _typo(card) if at % 61 == 7 else card,
                "name": one["name"],
                "sex": ("女", "男")[one["sex"] == "女"] if at % 97 == 3 else one["sex"],
                "born": "1988-02-30" if at % 149 == 11 else born,
                "nation": "汉族" if at % 13 else "土家族",
                "address": None if at % 83 == 5 else one["address"],
                "household": f"H{at // 3:06}",
                "changed_at": f"{_moment(today, at)}",
            }
        )
    return rows


def insured(today: date) -> list[Row]:
    """The medical insurance: telephones with a digit too few, payments that are no amounts."""
    rows = []
    for at, one in enumerate(_people().second.to_pylist()):
        rows.append(
            {
                "number": f"YB420199{at:06}",
                "name": one["name"],
                "identity_card": one["identity_card"],
                "born": one["born"],
                "sex": one["sex"],
                "phone": one["phone"][:-1] if one["phone"] and at % 29 == 4 else one["phone"],
                "kind": ("城乡居民", "职工")[at % 3 == 0],
                "paid": "四百元" if at % 180 == 77 else f"{400 if at % 3 else 5_212}.00",
                "until": f"{today.year}-12-31",
            }
        )
    # The same number twice, as after two counters entered it.
    return [*rows, rows[10] | {"kind": "职工"}, rows[20] | {"paid": "0.00"}]


def firms() -> list[Row]:
    """Legal persons: some credit codes with a wrong check sign, some founded in no month."""
    names = _people().second.to_pylist()
    rows = []
    for at, one in enumerate(names[:FIRMS]):
        code = credit_code(5_000 + at)
        rows.append(
            {
                "code": _typo(code) if at % 67 == 9 else code,
                "name": None
                if at % 133 == 50
                else f"虚构{one['name'][-1]}{at}{TRADES[at % 6][:2]}有限公司",
                "legal": one["name"],
                "legal_card": one["identity_card"],
                "phone": one["phone"],
                "trade": TRADES[at % len(TRADES)],
                "capital": "一百万" if at % 151 == 30 else f"{(at % 50 + 1) * 10}",
                "founded": "2019-13-01" if at % 173 == 40 else f"{2008 + at % 18}-0{at % 9 + 1}-18",
                "status": "注销" if at % 12 == 0 else "在业",
            }
        )
    return rows


def aided(today: date) -> list[Row]:
    """Social assistance: amounts by month, some households with more money than a line allows."""
    people = _people().first.to_pylist()[:: PERSONS // AIDED]
    kinds = ("最低生活保障", "特困人员供养", "临时救助")
    return [
        {
            "identity_card": one["identity_card"],
            "name": one["name"],
            "phone": one["phone"] if at % 9 else None,
            "kind": "" if at % 71 == 20 else kinds[at % len(kinds)],
            "bank_card": _bank_card(at),
            "monthly": "待定" if at % 88 == 31 else 640 + at % 7 * 55,
            "since": today - timedelta(days=at * 5 % 1_200),
        }
        for at, one in enumerate(people[:AIDED])
    ]


def licences(today: date) -> list[Row]:
    """Permits that were given: open to the public, so without anybody's name."""
    rows = []
    for at in range(LICENCES):
        given = today - timedelta(days=at % 700)
        rows.append(
            {
                "number": f"XK420199{at:06}",
                "kind": PERMITS[at % len(PERMITS)],
                "holder": f"虚构{at % FIRMS}{TRADES[at % 6][:2]}有限公司",
                "credit_code": credit_code(5_000 + at % FIRMS),
                "given": "" if at % 199 == 60 else f"{given}",
                "until": f"{given + timedelta(days=1_095)}",
                "state": ("有效", "注销")[at % 17 == 0],
                # Nobody agreed on this one: it is shown and left out.
                "window": f"{at % 9 + 1}号窗口",
            }
        )
    return rows


def homes() -> list[Row]:
    """Flats of the stock of the district."""
    return [
        {
            "number": f"FW420199{at:06}",
            "address": f"{made.STREETS[at % 4]}{made.ROADS[at % 30]}{at % 90 + 1}号",
            "area": round(48 + at * 7 % 96 + at % 10 / 10, 2),
            "built": 1982 + at * 3 % 43,
            "kind": ("商品房", "保障性租赁住房", "公租房")[at % 11 % 3],
            "let": at % 5 == 0,
        }
        for at in range(HOMES)
    ]


def meters(today: date) -> list[Row]:
    """Water by meter and month; some meters ran backwards."""
    month = (today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    return [
        {
            "meter": f"SB{at:06}",
            "month": month,
            "tons": -3 if at % 211 == 17 else at * 7 % 31,
            "read_at": f"{_moment(today, at)}",
            "address": f"{made.STREETS[at % 4]}{made.ROADS[at % 30]}{at % 90 + 1}号",
        }
        for at in range(METERS)
    ]


def signs(today: date) -> list[Row]:
    """Signs on shops, which the bureau of the city keeps."""
    return [
        {
            "number": f"ZP{at:05}",
            "shop": f"虚构{at}号{('面馆', '药店', '五金店', '理发店')[at % 4]}",
            "kind": ("门头招牌", "楼顶广告", "落地灯箱")[at % 3],
            "wide": "3米" if at % 77 == 12 else f"{2 + at % 9 * 0.5}",
            "checked": f"{today - timedelta(days=at % 400)}",
            "phone": f"1390000{at:04}",
        }
        for at in range(SIGNS)
    ]


def schools() -> list[Row]:
    """Schools and nurseries, for everybody."""
    kinds = ("幼儿园", "小学", "初中")
    return [
        {
            "number": f"XX{at:04}",
            "name": f"虚构第{at + 1}{kinds[at % 3]}",
            "kind": kinds[at % 3],
            "street": made.STREETS[at % 4],
            "places": 120 + at * 45 % 900,
        }
        for at in range(SCHOOLS)
    ]


def in_order(rows: Sequence[Row]) -> Iterator[list[Any]]:
    """The values of rows, for files that name their columns once."""
    for row in rows:
        yield list(row.values())


def _people() -> made.Made:
    """The same persons in every register, as their units know them."""
    return made.persons(PERSONS, INSURED, INSURED * 3 // 4, seed=SEED)


def _typo(number: str) -> str:
    """The same with another last sign, so that its check fails."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def _moment(today: date, at: int) -> datetime:
    return datetime.combine(today, datetime.min.time()) - timedelta(
        hours=7, minutes=at * 37 % 9_000
    )


def _bank_card(at: int) -> str:
    """Sixteen digits of an issuer that does not exist, with their check digit (Luhn)."""
    first = f"629999{at:09}"
    doubled = [int(sign) * 2 for sign in first[::-2]]
    total = sum(one // 10 + one % 10 for one in doubled) + sum(map(int, first[-2::-2]))
    return f"{first}{-total % 10}"
