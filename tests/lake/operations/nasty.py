"""Values that engines have been seen to disagree on, and declarations of every operation."""

from datetime import date
from decimal import Decimal
from typing import Any

from yiwang.kernel.identifiers import check_sign
from yiwang.lake import operations as known
from yiwang.lake.operations.days import DayTo, NormaliseDay
from yiwang.lake.operations.figures import Band, CastTo, Clip, Round
from yiwang.lake.operations.hiding import (
    Constant,
    HideAddress,
    HideCard,
    HideName,
    HidePhone,
    KeepEnds,
    Nullify,
)
from yiwang.lake.operations.lists import MapCodes, Pad, Part, ReplaceWords, Take
from yiwang.lake.operations.numbers import NormaliseCard, NormalisePhone
from yiwang.lake.operations.pseudonyms import KeepFormat, Pseudonym
from yiwang.lake.operations.text import (
    SPACES,
    Collapse,
    EmptyWords,
    HalfWidth,
    Lower,
    RemoveControl,
    RemoveSpaces,
    Trim,
    Upper,
)
from yiwang.lake.schema import Kind

SECRET = known.Secret(b"only for tests, not a real key")
_CARD = "42019919900307123"
CARD = _CARD + check_sign(_CARD)

SAMPLES: tuple[known.Operation, ...] = (
    Trim(),
    Collapse(),
    HalfWidth(),
    Upper(),
    Lower(),
    RemoveControl(),
    RemoveSpaces(),
    EmptyWords(),
    EmptyWords(words=("空白", "'", "\\")),
    NormalisePhone(),
    NormaliseCard(),
    NormaliseDay(),
    DayTo("month"),
    DayTo("year"),
    MapCodes((("1", "男"), ("2", "女"), ("'", "\\"))),
    MapCodes((("1", "男"), ("无", "")), otherwise="empty"),
    ReplaceWords((("街道", "街"), ("\\", "/"), ("'", ""), ("区", "$1\\1"))),
    Pad(12),
    Pad(3, "零"),
    Pad(2, "😀"),
    Part("-", 2),
    Part("街道", 1),
    Part(".", 3),
    Take(0, 4),
    Take(3, 10_000),
    CastTo("whole"),
    CastTo("number"),
    CastTo("decimal"),
    CastTo("yes_no"),
    Clip(-10, 100),
    Clip(0, 10**13),
    Round(0),
    Round(2),
    Round(4),
    Band(10),
    Band(7),
    KeepEnds(1, 1),
    KeepEnds(0, 4),
    KeepEnds(6, 0),
    HideName(),
    HidePhone(),
    HideCard(),
    HideCard("1+1"),
    HideAddress(),
    HideAddress("district"),
    Nullify(),
    Constant(),
    Constant("'\\"),
    Pseudonym("person"),
    Pseudonym("person", 64),
    Pseudonym("person", 16, "sm3"),
    KeepFormat(),
    KeepFormat("phone"),
    KeepFormat("identity_card"),
)


def _cut(text: str) -> list[str]:
    return text.split("|")


_WRITTEN = _cut(
    "2024年3月5日|20240305|2024/3/5|2024-03-05 10:20:30|2024.3.5|２０２４年３月５日"
    "| 2024-3-05\n|2023-02-29"
    "|2024-02-29|20240230|20240305102030|2024-3-5T8:00:00|2024-03-05T00:00:00+08:00|0001-01-01"
    "|1799-12-31|2199-12-31|2200-01-01|24-3-5|2024年3月5号|2024年13月1日|2024-00-10|2024--3-5"
)
_FIGURES = _cut(
    "12|12.0|12.00001|-3.5|+7|1,234.50|12,34|0.00005|0.00015|2.5|-2.5|1e5|１２．５|٣|0x1F|.5|5.|--1|NaN"
    "|Infinity|99999999999999|999999999999999999|1000000000000000000|123456789012345678901234567890"
    "|0.1|1.005|99999999999999.99995|1234567.89012345678|是|否|TRUE|y|０|-0|-0.0|00012"
)
_PHONES = _cut(
    "13800001234|+86 138-0000-1234|008613800001234|8613800001234|１３８００００１２３４"
    "|(027)8612-3456"
    "|027-86123456|0278612345|138 0000 1234\n|13800001234\n|138000012345"
    "|12345|+8612345678|０２７·86123456"
)
_ADDRESSES = _cut(
    "某市青山区钢花村街道12号|区|街道|某区街道|1号街道某区|开发区某镇5号|景德镇市某区某街道|青山区|某市某区３号街道"
    "|某市高新区某小区南街道|没有地名|某县某乡某村|街道"
    + "远" * 30
    + "区|"
    + "远" * 23
    + "区|"
    + "远" * 22
    + "区|区街道"
)
_SIGNS = (
    "",
    " ",
    "a",
    "张三",
    "张小三",
    "买买提·吐尔逊",
    "欧阳一二",
    "😀",
    "😀😀",
    "a😀𠮷b",
    "e\u0301",
    "👨\u200d👩\u200d👧",
    "ß İ ı ﬁ Ǆ",
    "ＡＢｃ１２！～\u3000x",
    "\ta \r\n b\u00a0\u3000",
    "\u2028x\u2029",
    "a\x00b",
    "\x01\x1f\x7f\x85\u200b\ufeff",
    "'",
    '"',
    "\\",
    "\\n",
    "\\N",
    "$1",
    "%_",
    "{}",
    "a-b-c",
    "a--c",
    "-",
    ".a..b.",
    "街道街道",
    "无",
    " 无 ",
    "Ｎ/Ａ",
    "NULL",
    "null ",
    "暂无",
    "1",
    "2",
    "01",
    "长" * 3000,
    "长区街道 -😀" * 2000,
    " " * 3000 + "x" + " " * 3000,
    CARD,
    CARD.lower(),
    CARD[:17] + "x",
    f" {CARD[:6]} {CARD[6:]}",
    CARD[:6] + CARD[8:17],
    CARD + "\n",
    CARD[:-1],
    "420199199002301239",
    "123456789012345678",
    "0000",
    "0" * 18,
    "0" * 19,
    *SPACES,
)
TEXTS = (None, *_SIGNS, *_WRITTEN, *_FIGURES, *_PHONES, *_ADDRESSES)

VALUES: dict[Kind, tuple[Any, ...]] = {
    Kind.TEXT: TEXTS,
    Kind.WHOLE: (
        None,
        0,
        1,
        -1,
        9,
        10,
        -10,
        101,
        10**15,
        -(10**15),
        10**15 + 1,
        2**63 - 1,
        -(2**63),
    ),
    Kind.NUMBER: (
        *(None, 0.0, -0.0, 0.5, -0.5, 1.005, 2.675, -2.5, 1e15, -1e16, 1e300, 5e-324, 0.1 + 0.2),
        *(float("nan"), float("inf"), float("-inf"), 100.00000001, 123456789.12345679),
    ),
    Kind.DECIMAL: tuple(
        None if one is None else Decimal(one).quantize(Decimal("0.0001"))
        for one in (
            None,
            "0",
            "0.5",
            "-0.5",
            "2.345",
            "-2.345",
            "0.0001",
            "99999999999999.9999",
            "-12.5",
        )
    ),
    Kind.YES_NO: (None, True, False),
    Kind.DAY: (None, date(2024, 2, 29), date(1900, 1, 1), date(2199, 12, 31), date(1999, 12, 31)),
    Kind.MOMENT: (None,),
}


def proofs() -> list[tuple[known.Operation, Kind]]:
    """Each declaration with each kind that it takes."""
    return [(one.under(SECRET), kind) for one in SAMPLES for kind in sorted(one.takes)]
