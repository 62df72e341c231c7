"""The made-up district's hub: who provides data, what comes in, and what becomes of it."""

from dataclasses import dataclass

from yiwang.demo import checks, feeds, lateness, resources, sharing, upward
from yiwang.demo.district import PASSWORD, Made
from yiwang.engine.duties import Duty
from yiwang.hub.exchange import following as receipts
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import Worker
from yiwang.org.models import Unit

# Units that provide data and have nothing to do with appeals; each with a steward of its data.
UNITS = (
    ("D01", "区公安分局", "data_police"),
    ("D02", "区民政局", "data_civil"),
    ("D03", "区医保局", "data_medical"),
    ("D04", "区行政审批局", "data_permits"),
)


@dataclass(frozen=True)
class Filled:
    """What there is now, for who starts the demo."""

    resources: int
    rows: int
    rejected: int
    receipts: int
    late: int
    checked: int
    readings: int


def fill(made: Made) -> Filled:
    """Everything, through the doors of the rooms, in the order in which it would happen."""
    people = made.workers | _stewards()
    officer = people["data_officer"]
    known = resources.publish(officer)
    runs = feeds.bring_in(known, officer)
    checked = checks.fill(known, officer)
    checks.send_back(known["medical_insurance"], officer)
    checks.mask()
    checks.hold(known["social_assistance"], officer)
    late = lateness.fill(known, people)
    readings = sharing.fill(known, people)
    issued = receipts.follow()
    upward.fill()
    return Filled(
        resources=len(known),
        rows=sum(run.accepted for run in runs),
        rejected=sum(run.rejected for run in runs),
        receipts=issued,
        late=len(late),
        checked=len(checked),
        readings=readings,
    )


def _stewards() -> dict[str, Worker]:
    found = {}
    for code, name, login in UNITS:
        unit = org.add_unit(code=code, name=name, kind="department")
        found[login] = _steward(unit, login)
    return found


def _steward(unit: Unit, login: str) -> Worker:
    """Keeps the data of a unit and answers what is sent back to it."""
    person = org.add_person(login=login, name=f"{unit.name[1:3]}数据", password=PASSWORD)
    org.give_post(person=person, unit=unit, duty=Duty.DATA_STEWARD)
    org.give_post(person=person, unit=unit, duty=Duty.HANDLER)
    posts = people.workers_of(person.pk)
    return next(one for one in posts if one.duty is Duty.DATA_STEWARD)
