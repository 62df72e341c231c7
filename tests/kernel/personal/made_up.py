"""Made-up people and numbers by the valid algorithms, put into sentences; a seed decides all."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import compile as pattern

from yiwang.kernel.identifiers import check_sign

HERE = Path(__file__).parent
_SLOT = pattern(r"\{(n:)?(\w+)\}")
PLACES = ("420102", "420117", "110105", "350102", "440304", "510104", "650102", "330106")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Made:
    """A sentence, and the places that are personal: from, to, kind."""

    text: str
    personal: tuple[tuple[int, int, str], ...]


def lines(file: str) -> list[str]:
    """The lines of a file beside this module, without its comments."""
    rows = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def made(file: str, *, people: str = "names.txt", seed: int, times: int) -> Iterator[Made]:
    """Every sentence of a file so many times, each with other values."""
    chance = random.Random(seed)
    named = [name for row in lines(people) for name in row.split()]
    for _ in range(times):
        for row in lines(file):
            yield _filled(row, chance, named)


def _filled(row: str, chance: random.Random, people: list[str]) -> Made:
    text, personal, done = "", [], 0
    for slot in _SLOT.finditer(row):
        text += row[done : slot.start()]
        done = slot.end()
        other, name = slot.groups()
        value = chance.choice(people) if name == "name" else VALUES[name](chance)
        if not other and name != "surname":
            personal.append((len(text), len(text) + len(value), name.split("_")[0]))
        text += value
    return Made(text + row[done:], tuple(personal))


def _digits(chance: random.Random, count: int, first: str = "") -> str:
    return first + "".join(chance.choice("0123456789") for _ in range(count - len(first)))


def _mobile(chance: random.Random) -> str:
    return _digits(chance, 11, "1" + chance.choice("3456789"))


def _mobile_spaced(chance: random.Random) -> str:
    number, cut = _mobile(chance), chance.choice(" -")
    return f"{number[:3]}{cut}{number[3:7]}{cut}{number[7:]}"


def _mobile_86(chance: random.Random) -> str:
    return chance.choice(("+86", "+86 ", "86-", "0086")) + _mobile(chance)


def _area(chance: random.Random) -> str:
    return chance.choice(("027", "010", "0755", "0591", "021", "0731"))


def _local(chance: random.Random) -> str:
    return _digits(chance, 8, chance.choice("2345678"))


def _landline(chance: random.Random) -> str:
    return _area(chance) + chance.choice(("-", "", "－", " ")) + _local(chance)


def _landline_brackets(chance: random.Random) -> str:
    left, right = chance.choice(("()", "（）"))
    return left + _area(chance) + right + _local(chance)


def _identity(chance: random.Random) -> str:
    day = f"{chance.randint(1935, 2020)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    first = chance.choice(PLACES) + day + _digits(chance, 3)
    sign = check_sign(first)
    whole = first + (sign.lower() if chance.random() < 0.3 else sign)
    way = chance.random()
    if way < 0.1:
        return f"{whole[:6]} {whole[6:14]} {whole[14:]}"
    return whole.translate(_WIDE) if way < 0.2 else whole


_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def _bank(chance: random.Random) -> str:
    first = chance.choice(("6222", "6217", "6228", "6214", "4367", "5187", "621700"))
    count = 19 if first.startswith("6") and chance.random() < 0.6 else 16
    body = _digits(chance, count - 1, first)
    doubled = sum(sum(divmod(2 * int(sign), 10)) for sign in body[::-2])
    return body + str(-(doubled + sum(int(sign) for sign in body[-2::-2])) % 10)


def _bad_bank(chance: random.Random) -> str:
    right = _bank(chance)
    return right[:-1] + str((int(right[-1]) + 1) % 10)


def _bank_spaced(chance: random.Random) -> str:
    number = _bank(chance)
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _plate(chance: random.Random) -> str:
    head = chance.choice("鄂京沪粤苏湘豫闽川新") + chance.choice("ABCDEFGHJK")
    way = chance.random()
    if way < 0.2:
        return head + chance.choice("DF") + chance.choice(LETTERS) + _digits(chance, 4)
    if way < 0.3:
        return head + _digits(chance, 4) + chance.choice("警挂学")
    if way < 0.4:
        return head + "·" + _digits(chance, 5)
    if way < 0.5:
        return head.replace(head[1], head[1].lower()) + _digits(chance, 5)
    return head + chance.choice(LETTERS) + _digits(chance, 3) + chance.choice(LETTERS + "123")


def _email(chance: random.Random) -> str:
    host = chance.choice(("example.org", "mail.example.com", "example.cn"))
    return f"{chance.choice(('li', 'wang_', 'zhao.'))}{_digits(chance, 4)}@{host}"


def _day(chance: random.Random) -> str:
    year, month, day = chance.randint(2015, 2026), chance.randint(1, 12), chance.randint(1, 28)
    forms = (
        "{0}年{1}月{2}日",
        "{0}-{1:02}-{2:02}",
        "{0}.{1}.{2}",
        "{0}/{1}/{2}",
        "{0}{1:02}{2:02}",
    )
    return chance.choice(forms).format(year, month, day)


def _credit(chance: random.Random) -> str:
    return "91420100MA" + "".join(
        chance.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in "8bytes!!"
    )


def _of(count: int, first: str = "") -> Callable[[random.Random], str]:
    return lambda chance: _digits(chance, count + len(first), first)


VALUES: dict[str, Callable[[random.Random], str]] = {
    "mobile": _mobile,
    "mobile_spaced": _mobile_spaced,
    "mobile_86": _mobile_86,
    "landline": _landline,
    "landline_brackets": _landline_brackets,
    "identity": _identity,
    "bank": _bank,
    "bank_spaced": _bank_spaced,
    "bad_bank": _bad_bank,
    "plate": _plate,
    "email": _email,
    "passport": lambda c: c.choice(("E", "G", "EA", "EJ")) + _digits(c, 8)[:8],
    "permit": lambda c: "C" + _digits(c, 8),
    "wechat": lambda c: c.choice(("wx_", "abc-", "liu")) + _digits(c, 6),
    "qq": lambda c: _digits(c, c.choice((6, 8, 9, 10)), c.choice("123456789")),
    "surname": lambda c: c.choice("王李张刘陈"),
    "year": lambda c: str(c.randint(1990, 2026)),
    "clock": lambda c: f"{c.randint(0, 23)}:{c.randint(0, 59):02}",
    "money": lambda c: c.choice((_digits(c, 5, "1"), "13812", "3500.50", "1580000")),
    "order": _of(18, "20"),
    "contract": lambda c: f"HT-{c.randint(2015, 2026)}-{_digits(c, 4)}",
    "case": lambda c: c.choice(("FZ19", "SQ2026", "GD", "2026")) + _digits(c, 10),
    "court": lambda c: f"（{c.randint(2015, 2026)}）鄂0102民初{_digits(c, 4)}号",
    "date": _day,
    "uscc": _credit,
    "certificate": lambda c: f"J4201{_digits(c, 2)}-{c.randint(2015, 2026)}-{_digits(c, 6)}",
    "age": lambda c: str(c.randint(3, 95)),
    "area": lambda c: str(c.randint(20, 9000)),
    "waybill": lambda c: c.choice(("SF", "YT", "75", "43")) + _digits(c, 13),
    "document": lambda c: f"武政规〔{c.randint(2015, 2026)}〕{c.randint(1, 99)}号",
    "lamp": lambda c: f"LD{_digits(c, 7)}",
    "extension": lambda c: _digits(c, 3),
    "hospital": _of(8, "00"),
    "insurance": _of(7, "A0"),
    "penalty": _of(14, "4201"),
    "frame": lambda c: "LSV" + "".join(c.choice(LETTERS + "0123456789") for _ in "fourteen signs"),
    "days": lambda c: str(c.randint(2, 60)),
    "house": lambda c: str(c.randint(1, 400)),
    "license": _of(13, "42"),
    "bill": _of(10, "3"),
}
