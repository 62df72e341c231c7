"""The feeds of the made-up units: real files and one database, brought in as users do it."""

from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from yiwang.demo import deliveries as files
from yiwang.demo import registers
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.feeds import actions, asking, deliveries, running
from yiwang.hub.feeds.models import Feed, Run
from yiwang.hub.feeds.words import Every, Mode, Source
from yiwang.org.actors import Worker

FOLDER = "demo"
# What the police's own system calls its columns.
POLICE = {
    "identity_card": "gmsfhm",
    "name": "xm",
    "sex": "xb",
    "born": "csrq",
    "nation": "mz",
    "address": "zz",
    "household": "hh",
    "changed_at": "gxsj",
}


@dataclass(frozen=True)
class Told:
    """One feed: where its rows lie and how often they come."""

    resource: str
    name: str
    source: Source = Source.DELIVERY
    mode: Mode = Mode.FULL
    every: Every = Every.BY_HAND
    cursor: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


def bring_in(resources: dict[str, Resource], officer: Worker) -> list[Run]:
    """Write the files, publish the feeds, run each once; what the runs were."""
    runs = []
    paths = _written(resources, timezone.localdate())
    for told in _feeds(paths):
        feed = _published(told, resources[told.resource], officer)
        if told.source == Source.DELIVERY:
            hand_in(feed, paths[told.resource], officer)
        else:
            asking.run_now(feed=feed, by=officer)
        runs += running.run_feed(feed)
    return runs


def hand_in(feed: Feed, path: Path, by: Worker) -> None:
    """A file through the door of the page."""
    deliveries.hand_in(feed=feed, name=path.name, blocks=[path.read_bytes()], by=by)


def folder() -> Path:
    """Where the files lie: below the folder in which others leave files for the hub."""
    found = Path(settings.INBOX_ROOT) / FOLDER
    found.mkdir(parents=True, exist_ok=True)
    return found


def names(resource: Resource) -> dict[str, str]:
    """What people call the columns."""
    return {one.key: one.label for one in resource.schema.fields}


def _published(told: Told, resource: Resource, officer: Worker) -> Feed:
    new = actions.NewFeed(
        key=told.resource.replace("_", "-"),
        resource=resource,
        name=told.name,
        source=told.source,
        mode=told.mode,
        settings=told.settings,
        cursor=told.cursor,
        every=told.every,
        at=time(2, 30),
        steward=f"{resource.unit.name}数据专员",
    )
    return actions.publish(told=new, reason="按数源清单接入", by=officer)


def _written(resources: dict[str, Resource], today: date) -> dict[str, Path]:
    """The files, by resource."""
    at, called = folder(), {key: names(one) for key, one in resources.items()}
    return {
        "population": files.database(registers.persons(today), POLICE, at / "人口.db", "t_czrk"),
        "medical_insurance": files.separated(
            registers.insured(today), called["medical_insurance"], at / "参保信息.csv", "gb18030"
        ),
        "social_assistance": files.workbook(
            registers.aided(today), called["social_assistance"], at / "社会救助.xlsx"
        ),
        "legal_persons": files.separated(
            registers.firms(), called["legal_persons"], at / "法人登记.csv"
        ),
        "licences": files.archive(registers.licences(today), at / "许可.zip"),
        "housing": files.columnar(registers.homes(), at / "housing.parquet"),
        "water_use": files.separated(registers.meters(today), called["water_use"], at / "抄表.csv"),
        "shop_signs": files.workbook(
            registers.signs(today), called["shop_signs"], at / "招牌备案.xlsx"
        ),
        "schools": files.lines(registers.schools(), at / "学校.ndjson"),
    }


def _feeds(paths: dict[str, Path]) -> tuple[Told, ...]:
    database = {
        "address": f"sqlite:///{paths['population']}",
        "table": "t_czrk",
        "aliases": {theirs: ours for ours, theirs in POLICE.items()},
    }
    exchanged = {"path": f"{FOLDER}/{paths['housing'].name}"}
    merged, changed = Mode.MERGE, "changed_at"
    return (
        Told("population", "人口库增量", Source.DATABASE, merged, Every.DAY, changed, database),
        Told("medical_insurance", "参保信息月报"),
        Told("social_assistance", "社会救助月报"),
        Told("legal_persons", "法人登记周报", mode=merged),
        Told("licences", "许可结果公示"),
        Told("housing", "房屋信息交换", Source.FILE, settings=exchanged),
        Told("water_use", "抄表数据", mode=Mode.APPEND),
        Told("shop_signs", "招牌备案"),
        Told("schools", "学校名录"),
    )
