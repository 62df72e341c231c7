"""Doubtful pairs (疑似重复): which waits next, and how a pair is shown; showing one is a look."""

from dataclasses import dataclass

from yiwang.hub.bases import queries, reading, rights
from yiwang.hub.bases.comparing import Compared, compared
from yiwang.hub.bases.looks import Shown, Why, note
from yiwang.hub.bases.models import Decision, Doubt
from yiwang.hub.bases.words import FIELDS, Act, Base, Purpose, Said
from yiwang.hub.catalogue.models import Resource
from yiwang.kernel import masking
from yiwang.kernel.refusals import NotFound
from yiwang.lake.schema import Meaning
from yiwang.org.actors import Worker

_PERSONAL = (Meaning.IDENTITY_CARD, Meaning.PHONE, Meaning.PERSON_NAME, Meaning.CREDIT_CODE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A doubtful pair as it is shown: the names of both records, and their fields."""

    doubt: Doubt
    left: str
    right: str
    rows: tuple[Compared, ...]


def waiting(base: str) -> list[int]:
    """The undecided pairs of the last build, the strongest first, those put off at the end."""
    put_off: dict[tuple[str, str], int] = {}
    decided = set()
    said = Decision.objects.filter(base=base).order_by("id")
    for number, left, right, word in said.values_list("id", "left", "right", "said"):
        (decided.discard if word == Said.LATER else decided.add)((left, right))
        put_off[left, right] = number if word == Said.LATER else 0
    rows = Doubt.objects.filter(base=base).values_list("id", "left", "right", "probability")
    left_over = [row for row in rows if (row[1], row[2]) not in decided]
    left_over.sort(key=lambda row: (put_off.get((row[1], row[2]), 0), -row[3], row[0]))
    return [row[0] for row in left_over]


def counted(base: str) -> tuple[int, int]:
    """How many pairs of the last build wait, and how many are decided."""
    many = len(waiting(base))
    return many, Doubt.objects.filter(base=base).count() - many


def next_pair(base: str) -> Doubt | None:
    """The pair that waits first."""
    first = next(iter(waiting(base)), None)
    return Doubt.objects.get(pk=first) if first else None


def again(base: str, decision: int) -> Doubt:
    """A pair on which people decided already, to look at once more. Raises `NotFound`."""
    left, right = decided(base, decision)
    known = Doubt.objects.filter(base=base, left=left, right=right).first()
    return known or Doubt(base=base, left=left, right=right, probability=0.0, grounds=[])


def pair_of(base: str, number: int) -> tuple[str, str]:
    """The records of a pair. Raises `NotFound` where a build took it away meanwhile."""
    found = Doubt.objects.filter(base=base, pk=number).values_list("left", "right").first()
    if found is None:
        raise NotFound("这对记录已不在疑似重复中，可能刚重新建库，请看下一对")
    return (found[0], found[1])


def decided(base: str, number: int) -> tuple[str, str]:
    """The records of a decision. Raises `NotFound`."""
    found = Decision.objects.filter(base=base, pk=number).values_list("left", "right").first()
    if found is None:
        raise NotFound("没有这条判定")
    return (found[0], found[1])


def shown(doubt: Doubt, by: Worker) -> Pair:
    """A pair side by side, masked; that it is shown is noted before. Raises `NotAllowed`."""
    rights.may_keep(by)
    left, right = queries.record(doubt.base, doubt.left), queries.record(doubt.base, doubt.right)
    fields = [field for field in FIELDS[doubt.base] if left.get(field.key) or right.get(field.key)]
    things = "+".join(sorted({one["golden"] for one in (left, right) if one}))
    owners = reading.owners([one for one in (left, right) if one])
    why = Why(purpose=Purpose.CORRECTION, words="判定两条记录是否同一主体")
    told = Shown(Base(doubt.base), things, tuple(one.key for one in fields), owners)
    note(Act.COMPARE, why, by, told)
    rows = tuple(compared(one, left.get(one.key), right.get(one.key)) for one in fields)
    resources = queries.resources()
    return Pair(doubt, name(doubt.left, resources), name(doubt.right, resources), rows)


def name(record: str, resources: dict[str, Resource]) -> str:
    """A record as people know it: its resource and its key there, masked where that is personal."""
    key, _colon, number = record.partition(":")
    resource = resources.get(key)
    if resource is None:
        return masking.numbers(record)
    fields = {one.key: one.meaning for one in resource.schema.fields}
    if any(fields.get(one) in _PERSONAL for one in resource.keys):
        return f"{resource.name} {masking.identity_card(number)}"
    return f"{resource.name} {masking.numbers(number)}"


def said(base: str) -> list[tuple[Decision, str, str]]:
    """The last decisions, newest first, with the masked names of their records."""
    resources = queries.resources()
    rows = Decision.objects.filter(base=base).order_by("-id")[: queries.PAGE // 2]
    return [(one, name(one.left, resources), name(one.right, resources)) for one in rows]
