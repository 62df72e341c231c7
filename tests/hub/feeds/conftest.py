"""The small district with one resource of the bureau, its steward, and the centre's officer."""

from dataclasses import dataclass

import pytest

from tests.district import District, build
from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import actions as catalogue
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.words import Group, Opening, Period, Sharing
from yiwang.hub.feeds import actions
from yiwang.hub.feeds.models import Feed
from yiwang.hub.feeds.words import Mode, Source
from yiwang.lake.schema import Field, Kind, Meaning, Schema
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import Worker

SHOPS = Schema(
    (
        Field("number", "门店编号", required=True),
        Field("name", "门店名称", required=True),
        Field("phone", "联系电话", meaning=Meaning.PHONE),
        Field("seats", "座位数", Kind.WHOLE),
        Field("changed_at", "更新时间", Kind.MOMENT),
    ),
    ("number",),
)


@dataclass
class Hub:
    """Who keeps the hub, who provides the bureau's data, and the resource."""

    district: District
    officer: Worker
    steward: Worker
    stranger: Worker
    resource: Resource

    def feed(self, **more) -> Feed:
        """A feed of files of the shops."""
        given = {"key": "shops", "name": "门店", "source": Source.DELIVERY, "mode": Mode.FULL}
        told = actions.NewFeed(resource=self.resource, **given | more)
        return actions.publish(told=told, reason="新建", by=self.officer)


def _steward(unit, login: str) -> Worker:
    person = org.add_person(login=login, name="数据专员", password="a-long-word-9")
    org.give_post(person=person, unit=unit, duty=Duty.DATA_STEWARD)
    return people.workers_of(person.pk)[0]


@pytest.fixture
def hub(db, settings, tmp_path) -> Hub:
    settings.LAKE_ROOT = tmp_path / "lake"
    district = build()
    officer = district.worker(Duty.DATA_OFFICER)
    told = catalogue.Description(
        key="shops",
        code="301001/000001",
        name="餐饮门店",
        group=Group.DEPARTMENT,
        unit=district.units["bureau"],
        sharing=Sharing.UNCONDITIONAL,
        opening=Opening.CLOSED,
        period=Period.DAILY,
        schema=SHOPS,
    )
    resource = catalogue.publish(told=told, reason="登记", by=officer)
    steward = _steward(district.units["bureau"], "bureau_steward")
    stranger = _steward(district.units["street"], "street_steward")
    return Hub(district, officer, steward, stranger, resource)
