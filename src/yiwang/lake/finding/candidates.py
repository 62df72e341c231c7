"""Rules that a table nearly keeps already, for somebody to accept: what breaks them is doubtful."""

from collections import Counter
from collections.abc import Iterator, Sequence

from yiwang.lake.finding.evidence import Columns, Found, rule_of
from yiwang.lake.finding.formats import usual
from yiwang.lake.quality.words import Counting, RuleKind
from yiwang.lake.schema import Field, Kind, Meaning, Schema

# Less than this share that keeps a rule is no rule.
_HELD = 0.95
_FEWEST = 50
_MOST_CODES = 40
# A code is used again and again; what is rarer is a slip or does not belong.
_USES_OF_A_CODE = 5
_EXAMPLES = 5
_SHARED = frozenset({Meaning.PERSON_NAME, Meaning.ADDRESS, Meaning.PHONE, Meaning.BIRTH_DAY})


def candidates(columns: Columns, schema: Schema) -> tuple[Found, ...]:
    """Filled, single, written so, one of these: only what nearly all rows keep."""
    found: list[Found] = []
    for field in schema.fields:
        values = columns.get(field.key, [])
        if len(values) >= _FEWEST:
            found.extend(_of_column(field, values))
    return tuple(found)


def _of_column(field: Field, values: Sequence[str]) -> Iterator[Found]:
    filled = [value for value in values if value]
    label = field.label
    if len(filled) >= _HELD * len(values):
        yield Found(rule_of(field, RuleKind.NOT_NULL, f"{label}不为空"), len(values), len(filled))
    if len(filled) < _FEWEST:
        return
    seen = Counter(filled)
    if len(seen) >= _HELD * len(filled) and _numbers(field):
        yield _single(field, seen)
    if field.kind is Kind.TEXT:
        yield from _written(field, filled, seen)


def _numbers(field: Field) -> bool:
    """Whether it can be the number of a thing: two may share a name, a home, a day, an amount."""
    return field.kind in (Kind.TEXT, Kind.WHOLE) and field.meaning not in _SHARED


def _single(field: Field, seen: Counter[str]) -> Found:
    rule = rule_of(field, RuleKind.UNIQUE, f"{field.label}不重复", counting=Counting.ROWS.value)
    again = [(value, count) for value, count in seen.most_common() if count > 1]
    total = seen.total()
    held = total - sum(count for _value, count in again)
    return Found(rule, total, held, tuple(value for value, _count in again[:_EXAMPLES]))


def _written(field: Field, filled: Sequence[str], seen: Counter[str]) -> Iterator[Found]:
    codes = sorted(value for value, count in seen.items() if count >= _USES_OF_A_CODE)
    held = sum(seen[code] for code in codes)
    if 1 < len(codes) <= _MOST_CODES and held >= _HELD * len(filled):
        rule = rule_of(field, RuleKind.ONE_OF, f"{field.label}在代码内", codes=codes)
        yield Found(rule, len(filled), held, _others(seen, set(codes)))
        return
    form = usual(filled)
    if form is not None and form.held >= _HELD * form.rows:
        rule = rule_of(field, RuleKind.PATTERN, f"{field.label}写法", pattern=form.pattern)
        odd = tuple(value for value in seen if not form.fits(value))
        yield Found(rule, form.rows, form.held, odd[:_EXAMPLES])


def _others(seen: Counter[str], codes: set[str]) -> tuple[str, ...]:
    return tuple(value for value in seen if value not in codes)[:_EXAMPLES]
