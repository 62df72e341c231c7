"""A made-up district as a vocabulary, and the day from which all questions are asked."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache

from tests.conftest import ROOT
from yiwang.measure.dimensions import Dimension
from yiwang.measure.standard import STANDARD
from yiwang.measure.words.vocabulary import Holiday, Matter, Name, Vocabulary
from yiwang.startup.apps import FOLDERS

# A Wednesday, in the middle of a month, a quarter and a half-year.
TODAY = date(2026, 6, 17)
STREETS = {
    "江滩街道": ("临江社区", "渡口社区", "老码头社区"),
    "湖畔街道": ("荷园社区", "柳堤社区", "水杉社区"),
    "工坊街道": ("机车社区", "红砖社区", "炉前社区"),
    "青桥街道": ("桥东社区", "桥西社区", "新苗社区"),
    # A second 新苗社区, and a community that is called like its street.
    "长堤街道": ("江北社区", "长堤社区", "新苗社区"),
}
BUREAUS = (
    "城市管理局",
    "住房保障局",
    "水务局",
    "市场监管局",
    "交通分局",
    "教育局",
    "人社局",
    "卫健局",
)
NATURES = {
    "consult": "咨询",
    "help": "求助",
    "complaint": "投诉",
    "report": "举报",
    "advice": "建议",
    "praise": "表扬",
}
URGENCIES = {"normal": "一般", "urgent": "紧急", "emergency": "特急（涉及人身安全）"}
HOLIDAYS = (
    ("国庆节、中秋节", "2025-10-01", "2025-10-08"),
    ("元旦", "2026-01-01", "2026-01-03"),
    ("春节", "2026-02-15", "2026-02-23"),
    ("清明节", "2026-04-04", "2026-04-06"),
    ("劳动节", "2026-05-01", "2026-05-05"),
)
SOURCE = ROOT / "src/yiwang"
_D = Dimension


@cache
def vocabulary() -> Vocabulary:
    """The district of all questions."""
    return Vocabulary(
        indicators=(*STANDARD, *(one for folder in FOLDERS for one in folder.INDICATORS)),
        names=(*_areas(), *_units(), *_choices()),
        matters=tuple(_matters()),
        holidays=tuple(
            Holiday(name, date.fromisoformat(first), date.fromisoformat(last))
            for name, first, last in HOLIDAYS
        ),
        with_nature=("appeals",),
    )


def _areas() -> Iterator[Name]:
    for number, (street, communities) in enumerate(STREETS.items(), 1):
        code = f"420199{number:03}"
        yield Name(_D.STREET, code, street)
        for place, community in enumerate(communities, 1):
            below = f"{code}{place:03}"
            yield Name(_D.COMMUNITY, below, community, within=code)
            for grid in range(1, 4):
                yield Name(_D.GRID, f"{below}{grid:03}", f"第{grid}网格", within=below)


def _units() -> Iterator[Name]:
    units = [("区大数据中心", "centre")]
    units += [(f"区{name}", "department") for name in BUREAUS]
    units += [(f"{street}办事处", "street") for street in STREETS]
    units += [(name, "community") for below in STREETS.values() for name in below]
    for number, (name, kind) in enumerate(units, 1):
        yield Name(_D.UNIT, str(number), name, kind=kind)


def _choices() -> Iterator[Name]:
    for row in csv.DictReader((SOURCE / "dials/catalogue/channels.csv").open()):
        yield Name(_D.CHANNEL, row["key"], row["label"])
    yield from (Name(_D.NATURE, key, name) for key, name in NATURES.items())
    yield from (Name(_D.URGENCY, key, name) for key, name in URGENCIES.items())
    yield Name(_D.PROCEDURE, "appeals", "群众诉求")
    words = ("数字城管", "数字城管案件", "城管案件")
    yield Name(_D.PROCEDURE, "urban_management", "城市管理", words)
    yield Name(_D.PROCEDURE, "grid_matters", "网格事项")


def _matters() -> Iterator[Matter]:
    for procedure in ("appeals", "urban_management", "grid_matters"):
        for row in csv.DictReader((SOURCE / f"procedures/{procedure}/catalogue.csv").open()):
            words = tuple(row["keywords"].split())
            yield Matter(row["code"], row["name"], procedure, words)
