"""Made-up records of made-up persons with known truth, as two registers would hold them.

Names follow Zipf's law; families share door and surname, some share a phone; twins share the birth
day. Division codes are 420199, which no place has. The same seed gives the same records.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
    "闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华红玉建国志海永春梅金小晓宇浩子梓涵轩雨欣怡佳俊嘉思晨博然一诺萱泽语彤瑞雪莹琳倩婷颖洁"
    "云莲清凤林德福贵荣庆祥发生光中东南西北山河江峰岩松柏竹菊月星辰阳天龙飞鹏翔宏达远航思源安康宁和顺利民义礼智信仁忠孝廉正直良善美真诚"
)
ROADS = tuple(f"{one}{two}路" for one in "柳杏枫槐梧松云星" for two in "园溪林岸桥亭")
STREETS = ("临江街道", "望湖街道", "枫桥街道", "云溪街道")
_WEIGHTS = np.array((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
_DAYS = 29_000
_FIRST = np.datetime64("1940-01-01")
COLUMNS = ("record", "name", "identity_card", "born", "sex", "phone", "address")


@dataclass(frozen=True, slots=True)
class Faults:
    """How often the second register errs, as shares of its records."""

    card_missing: float = 0.25
    card_typo: float = 0.05
    name: float = 0.05
    born: float = 0.03
    born_missing: float = 0.05
    phone_changed: float = 0.25
    phone_missing: float = 0.15
    moved: float = 0.20


@dataclass(frozen=True, slots=True)
class Made:
    """Two registers; record `a:17` and `b:17` are of the same person."""

    first: pa.Table
    second: pa.Table
    shared: int


def persons(
    first: int, second: int, shared: int, *, seed: int = 7, faults: Faults | None = None
) -> Made:
    """Two registers of so many persons, of whom `shared` are in both."""
    random = np.random.default_rng(seed)
    people = _people(random, first + second - shared)
    order = random.permutation(len(people["name"]))
    mine = order[:first]
    theirs = np.concatenate([order[:shared], order[first:]])
    kept = {key: column[theirs] for key, column in people.items()}
    return Made(
        _table("a", mine, {key: column[mine] for key, column in people.items()}),
        _table("b", theirs, _erring(random, kept, faults or Faults())),
        shared,
    )


def _table(letter: str, numbers: np.ndarray, people: dict[str, np.ndarray]) -> pa.Table:
    records = np.char.add(f"{letter}:", numbers.astype(str))
    shown = {key: pa.array(people[key].tolist(), pa.string()) for key in COLUMNS if key != "record"}
    return pa.table({"record": pa.array(records.tolist(), pa.string())} | shown)


def _people(random: np.random.Generator, count: int) -> dict[str, np.ndarray]:
    """Families of one to five live at one door; children have the surname of the first."""
    sizes = random.choice([1, 2, 3, 4, 5], size=count, p=[0.25, 0.3, 0.25, 0.15, 0.05])
    family = np.repeat(np.arange(count), sizes)[:count]
    place = np.arange(count) - np.searchsorted(family, family)
    own = _zipf(random, SURNAMES, count)
    surname = np.where(place == 1, own, own[np.searchsorted(family, family)])
    given = np.char.add(
        _zipf(random, GIVEN, count),
        np.where(random.random(count) < 0.8, _zipf(random, GIVEN, count), ""),
    )
    slot = _days(random, count, place)
    card, male = _cards(slot)
    phone = _phones(random, count)
    child = (place >= 2) & (random.random(count) < 0.3)
    return {
        "name": np.char.add(surname, given).astype(object),
        "identity_card": card.astype(object),
        "born": (_FIRST + slot % _DAYS).astype(str).astype(object),
        "sex": np.where(male, "男", "女").astype(object),
        "phone": np.where(child, phone[np.searchsorted(family, family)], phone).astype(object),
        "address": _addresses(random, count)[family].astype(object),
    }


def _days(random: np.random.Generator, count: int, place: np.ndarray) -> np.ndarray:
    """A number of its own for everybody: its rest by the days is the birth day, then a sequence."""
    slot = (np.arange(count, dtype=np.int64) * 7_368_787 + int(random.integers(_DAYS))) % (
        _DAYS * 900
    )
    # Twins: born on the day of the one before them, with a sequence that nobody else has.
    twin = np.flatnonzero((place >= 3) & (random.random(count) < 0.05))
    slot[twin] = slot[twin - 1] % _DAYS + _DAYS * (900 + slot[twin] // _DAYS % 99)
    return slot


def _cards(slot: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    born = np.char.replace((_FIRST + slot % _DAYS).astype(str), "-", "")
    sequence = slot // _DAYS
    first = np.char.add(np.char.add("420199", born), np.char.zfill(sequence.astype(str), 3))
    digits = first.astype("U17").view("U1").reshape(-1, 17).astype(np.int64)
    check = np.array(list("10X98765432"))[(digits * _WEIGHTS).sum(axis=1) % 11]
    return np.char.add(first, check), sequence % 2 == 1


def _phones(random: np.random.Generator, count: int) -> np.ndarray:
    head = random.choice(np.array(["139", "158", "177", "186", "199"]), size=count)
    return np.char.add(head, np.char.zfill(random.integers(0, 10**8, count).astype(str), 8))


def _addresses(random: np.random.Generator, count: int) -> np.ndarray:
    parts = (
        random.choice(np.array(STREETS), size=count),
        random.choice(np.array(ROADS), size=count),
        random.integers(1, 400, count).astype(str),
        np.array(["号"]),
        random.integers(1, 15, count).astype(str),
        np.array(["栋"]),
        (random.integers(1, 31, count) * 100 + random.integers(1, 5, count)).astype(str),
        np.array(["室"]),
    )
    whole = parts[0]
    for part in parts[1:]:
        whole = np.char.add(whole, part)
    return whole


def _zipf(random: np.random.Generator, signs: str, count: int) -> np.ndarray:
    share = 1 / np.arange(1, len(signs) + 1) ** 0.8
    return np.array(list(signs))[random.choice(len(signs), size=count, p=share / share.sum())]


def _erring(
    random: np.random.Generator, people: dict[str, np.ndarray], faults: Faults
) -> dict[str, np.ndarray]:
    """The same persons as a register holds them that was kept less well."""
    count = len(people["name"])

    def hit(share: float) -> np.ndarray:
        return np.flatnonzero(random.random(count) < share)

    _change(random, people["identity_card"], hit(faults.card_typo), "0123456789", slice(6, 17))
    _change(random, people["name"], hit(faults.name), GIVEN, slice(1, 3))
    _change(random, people["born"], hit(faults.born), "0123456789", slice(8, 10))
    changed, moved = hit(faults.phone_changed), hit(faults.moved)
    people["phone"][changed] = _phones(random, len(changed))
    people["address"][moved] = _addresses(random, len(moved))
    for key, share in (
        ("identity_card", faults.card_missing),
        ("born", faults.born_missing),
        ("phone", faults.phone_missing),
    ):
        people[key][hit(share)] = None
    return people


def _change(
    random: np.random.Generator, column: np.ndarray, places: np.ndarray, signs: str, within: slice
) -> None:
    """One sign of each of these values becomes another."""
    for at in places:
        text = list(column[at])
        spots = range(len(text))[within]
        text[spots[int(random.integers(len(spots)))]] = signs[int(random.integers(len(signs)))]
        column[at] = "".join(text)
