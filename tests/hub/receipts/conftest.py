"""The small district, a resource of the bureau with its table in the lake, keys of its own."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pyarrow as pa
import pytest
from django.utils import timezone

from tests.district import District, build
from yiwang.engine.duties import Duty
from yiwang.hub import places
from yiwang.hub.catalogue import actions as catalogue
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.words import Group, Period, Sharing
from yiwang.hub.feeds import actions as feeds
from yiwang.hub.feeds.models import Feed, Run
from yiwang.hub.feeds.words import Mode, RunState, Source, Trigger
from yiwang.lake.schema import Field, Kind, Schema
from yiwang.lake.tables.store import TableStore
from yiwang.org.actors import Worker

SHOPS = Schema(
    (Field("number", "门店编号", required=True), Field("seats", "座位数", Kind.WHOLE)), ("number",)
)


@dataclass
class Hub:
    """Who keeps the hub, the resource, its feed, and runs that bring rows."""

    district: District
    officer: Worker
    resource: Resource
    feed: Feed

    @property
    def unit(self) -> str:
        """The code of the unit that provides the resource."""
        return self.resource.unit.code

    def rows(self, count: int) -> pa.Table:
        """So many made-up shops."""
        numbers = [f"S{number:06}" for number in range(count)]
        return pa.table([numbers, list(range(count))], schema=SHOPS.arrow())

    def write(self, count: int) -> int:
        """The table of the resource with so many rows; its version."""
        store = TableStore(places.root())
        done = store.replace(self.resource.key, self.rows(count), run=uuid4().hex, part=0)
        return done.version

    def run(self, version: int | None, state: RunState = RunState.SUCCEEDED) -> Run:
        """A run of the feed that ended a minute ago."""
        now = timezone.now()
        return feeds.append(
            Run(
                feed=self.feed,
                key="k",
                state=state,
                trigger=Trigger.values[0],
                version=version,
                started_at=now - timedelta(minutes=1),
                by_name="时钟",
            )
        )


@pytest.fixture
def hub(db, settings, tmp_path) -> Hub:
    settings.LAKE_ROOT = tmp_path / "lake"
    settings.KEYS_ROOT = tmp_path / "keys"
    district = build()
    officer = district.worker(Duty.DATA_OFFICER)
    told = catalogue.Description(
        key="shops",
        code="301001/000001",
        name="门店",
        group=Group.DEPARTMENT,
        unit=district.units["bureau"],
        sharing=Sharing.UNCONDITIONAL,
        period=Period.values[0],
        schema=SHOPS,
    )
    resource = catalogue.publish(told=told, reason="新建", by=officer)
    new = feeds.NewFeed(
        key="shops", resource=resource, name="门店", source=Source.DELIVERY, mode=Mode.FULL
    )
    return Hub(district, officer, resource, feeds.publish(told=new, reason="新建", by=officer))
