"""The categories, limits and channels with which every installation begins.

Each procedure ships its own `catalogue.csv` and, where its classes differ, `limits.csv`; rows that
are there are left alone, so that what staff have changed stays changed.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files

from yiwang.dials.models import Category, Channel, LimitNotice
from yiwang.engine import register
from yiwang.engine.language import Procedure
from yiwang.kernel.worktime import TimeUnit

BASIS = "随软件提供的初始值，请按本地标准重新公布"
FIRST = datetime(2000, 1, 1, tzinfo=UTC)


def fill() -> None:
    """Add what is missing."""
    _fill_channels()
    for procedure in register.procedures():
        if procedure.catalogue:
            _fill_categories(procedure)
            _fill_limits(procedure)


def _rows(package: str, name: str) -> Iterator[dict[str, str]]:
    path = files(package) / name
    if path.is_file():
        with path.open(encoding="utf-8") as rows:
            yield from csv.DictReader(rows)


def _fill_channels() -> None:
    known = set(Channel.objects.values_list("key", flat=True))
    Channel.objects.bulk_create(
        Channel(key=row["key"], label=row["label"], outer=row["outer"] == "yes", order=order)
        for order, row in enumerate(_rows("yiwang.dials", "catalogue/channels.csv"))
        if row["key"] not in known
    )


def _fill_categories(procedure: Procedure) -> None:
    known = set(Category.objects.values_list("code", flat=True))
    Category.objects.bulk_create(
        Category(
            procedure=procedure.key,
            code=row["code"],
            name=row["name"],
            level=len(row["code"]) // 2,
            keywords=row["keywords"],
            close_condition=row.get("close_condition", ""),
        )
        for row in _rows(procedure.catalogue, "catalogue.csv")
        if row["code"] not in known
    )


def _fill_limits(procedure: Procedure) -> None:
    if LimitNotice.objects.filter(procedure=procedure.key).exists():
        return
    LimitNotice.objects.bulk_create(
        LimitNotice(
            procedure=procedure.key,
            limit=row["limit"],
            category=row["code"],
            urgency=row.get("urgency") or "",
            amount=int(row["amount"]),
            time_unit=TimeUnit(row["unit"]).value,
            valid_from=FIRST,
            published_by="系统",
            basis=BASIS,
        )
        for row in _rows(procedure.catalogue, "limits.csv")
    )
