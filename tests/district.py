"""A small district for tests: a centre, a street with two communities, a bureau and people."""

from dataclasses import dataclass
from typing import Any

from yiwang.cases.actions import Act, Done, Opening, open_case, perform
from yiwang.cases.belonging import ReporterFacts
from yiwang.dials import kept as dials
from yiwang.dials.actions import load_catalogue
from yiwang.engine.duties import CENTRE, Duty
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import CITIZEN, SYSTEM, Worker
from yiwang.org.models import Unit
from yiwang.worktime import queries as worktime

APPEAL = {"title": "路灯不亮", "content": "小区门口路灯坏了三天", "channel": "phone"}
REPLY = {"handling_record": "已更换", "public_reply": "路灯已修好", "solved_claim": "solved"}


@dataclass
class District:
    """Units by short names, and a worker for each duty."""

    units: dict[str, Unit]
    workers: dict[tuple[str, Duty], Worker]

    def worker(self, duty: Duty, unit: str = "") -> Worker:
        """Who works under a duty, by default at the centre."""
        key = unit or ("centre" if duty in CENTRE else "street")
        if duty is Duty.DATA_STEWARD and (key, duty) not in self.workers:
            # Units have a data steward only where data is what a test is about.
            self.workers[key, duty] = _person(self.units, key, duty)
        return self.workers[key, duty]

    def open(self, **given: Any) -> Done:
        """A new appeal taken by the operator."""
        reporter = ReporterFacts(name="张小明", phone="13800000000")
        return open_case(
            Opening(
                procedure="appeals",
                worker=self.worker(Duty.OPERATOR),
                given=APPEAL | given,
                reporter=reporter,
            )
        )

    def act(self, number: str, action: str, worker: Worker, **given: Any) -> Done:
        """One act on a case."""
        return perform(Act(number=number, action=action, worker=worker, given=given))

    def handled(self, unit: str = "street") -> str:
        """An appeal that a unit has in hand; its number."""
        done, operator = self.open(), self.worker(Duty.OPERATOR)
        self.act(done.number, "accept", operator)
        self.act(done.number, "establish", operator, category="030401")
        dispatcher = self.worker(Duty.DISPATCHER)
        self.act(done.number, "dispatch", dispatcher, lead_unit=self.units[unit].pk)
        return done.number

    def answered(self, unit: str = "street") -> str:
        """An appeal that its unit has answered; its number."""
        number, handler = self.handled(unit), self.worker(Duty.HANDLER, unit)
        self.act(number, "sign", handler)
        self.act(number, "reply", handler, **REPLY)
        return number


def build() -> District:
    """The district, in an empty database."""
    dials.forget()
    worktime.forget()
    load_catalogue()
    district = org.add_area(code="420199", name="临江区", level="district")
    street = org.add_area(code="420199001", name="江滩街道", level="street", parent=district)
    units = {"centre": org.add_unit(code="C", name="大数据中心", kind="centre")}
    units["street"] = org.add_unit(code="S1", name="江滩街道办", kind="street", area=street)
    for key, name in (("community", "临江社区"), ("other", "滨湖社区")):
        area = org.add_area(
            code=f"420199001{len(units):03d}", name=name, level="community", parent=street
        )
        units[key] = org.add_unit(
            code=key, name=name, kind="community", parent=units["street"], area=area
        )
    units["bureau"] = org.add_unit(code="B1", name="城管局", kind="department")
    return District(units, _people(units))


def _people(units: dict[str, Unit]) -> dict[tuple[str, Duty], Worker]:
    wanted = [("centre", duty) for duty in Duty if duty in CENTRE]
    wanted += [(key, Duty.HANDLER) for key in units if key != "centre"]
    wanted += [("street", Duty.REVIEWER), ("street", Duty.VERIFIER)]
    wanted += [("community", Duty.GRID_WORKER), ("other", Duty.GRID_WORKER)]
    return {(key, duty): _person(units, key, duty) for key, duty in wanted}


def _person(units: dict[str, Unit], key: str, duty: Duty) -> Worker:
    login = f"{key}_{duty.value}"
    person = org.add_person(login=login, name=duty.label, password="a-long-word-9")
    org.give_post(person=person, unit=units[key], duty=duty)
    return people.workers_of(person.pk)[0]


__all__ = ["APPEAL", "CITIZEN", "REPLY", "SYSTEM", "District", "build"]
