"""Certificates (证照) of a holder, found by the holder's exact number; whether they hold."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.hub.bases import lakes, reading
from yiwang.hub.bases.words import Base
from yiwang.org.actors import Worker

SOON = timedelta(days=30)
ENDED_STATES = ("注销", "吊销", "撤销", "作废", "失效")
_FOREVER = ("长期", "永久")


class Validity(StrEnum):
    """Whether a certificate holds today (有效性)."""

    VALID = "valid"
    SOON = "soon"
    EXPIRED = "expired"
    ENDED = "ended"
    UNKNOWN = "unknown"


VALIDITY = {
    Validity.VALID: gettext_noop("有效"),
    Validity.SOON: gettext_noop("30天内到期"),
    Validity.EXPIRED: gettext_noop("已过期"),
    Validity.ENDED: gettext_noop("已注销或吊销"),
    Validity.UNKNOWN: gettext_noop("未注明有效期"),
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as far as the reader may see it."""

    thing: str
    plain: dict[str, str]
    validity: Validity


def validity(until: str, state: str, today: date) -> Validity:
    """Whether it holds on a day; its last day counts as valid, a state that ends it goes first."""
    if any(word in state for word in ENDED_STATES):
        return Validity.ENDED
    if any(word in until for word in _FOREVER):
        return Validity.VALID
    try:
        last = date.fromisoformat(until[:10])
    except ValueError:
        return Validity.UNKNOWN
    if last < today:
        return Validity.EXPIRED
    return Validity.SOON if last - today <= SOON else Validity.VALID


def of_holder(plain: dict[str, str], by: Worker) -> tuple[Certificate, ...]:
    """What is held under the identity card or credit code of these values, the latest first."""
    holder = plain.get("identity_card") or plain.get("credit_code")
    if not holder:
        return ()
    bound = lakes.blind("holder", holder)
    rows = reading.own(reading.lines(Base.CERTIFICATE, "holders", bound, "bound"), by)
    told: dict[str, dict[str, str]] = {}
    for row in rows:
        told.setdefault(row["golden"], {})[row["field"]] = row["value"]
    found = [Certificate(thing, plain, judged(plain)) for thing, plain in told.items()]
    return tuple(sorted(found, key=lambda one: one.plain.get("issued", ""), reverse=True))


def judged(plain: dict[str, str]) -> Validity:
    """Whether a certificate of these values holds today."""
    return validity(plain.get("until", ""), plain.get("state", ""), timezone.localdate())


def holders(holder: str) -> list[tuple[str, str]]:
    """(base, golden id) of who holds it: exactly this number, nothing like it."""
    persons = reading.found(Base.PERSON, "identity_card", holder)
    firms = reading.found(Base.ENTERPRISE, "credit_code", holder)
    return [(Base.PERSON, one) for one in persons] + [(Base.ENTERPRISE, one) for one in firms]
