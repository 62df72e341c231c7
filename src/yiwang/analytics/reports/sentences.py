"""What the tables of a report come to, in sentences; pure, and every number is a reading."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_noop as _

from yiwang.analytics.reports import changes
from yiwang.analytics.reports.contents import Contents, Line, Reach, Table
from yiwang.measure.language import Say
from yiwang.measure.period import Grain
from yiwang.measure.plan import Compare
from yiwang.measure.reading import Reading, Scale, rounded

NAMED = 3
_THIS = {Grain.WEEK: _("本周"), Grain.MONTH: _("本月"), Grain.QUARTER: _("本季度")}


@dataclass(frozen=True)
class Seen:
    """A table with all that its sentences need."""

    contents: Contents
    table: Table
    say: Say = str

    def __call__(self, sentence: str, **blanks: object) -> str:
        """A sentence with its blanks filled."""
        return self.say(sentence).format(**blanks)

    @property
    def this(self) -> str:
        """本周, 本月 …"""
        return self.say(_THIS.get(self.contents.period.grain, _("本期")))

    def changes(self, line: Line, key: str) -> str:
        """How a figure moved since the periods that it is compared with."""
        return self.listed(
            changes.told(line.now[key], found[key], compare, self.contents.reach[compare], self.say)
            for compare, found in line.then.items()
        )

    def listed(self, words: Iterable[str]) -> str:
        """Words one after the other."""
        return self.say(_("，")).join(words)

    def named(self, lines: Iterable[Line], words: Callable[[Line], str]) -> str:
        """Rows by their names, each with a word on it."""
        return self.say(_("、")).join(
            self(_("{name}（{words}）"), name=called(line, self.say), words=words(line))
            for line in lines
        )


def called(line: Line, say: Say = str) -> str:
    """The name of a row."""
    return " ".join(names_of(line, say))


def names_of(line: Line, say: Say = str) -> tuple[str, ...]:
    """Its names; only the word for nothing known is put into the reader's language."""
    pairs = zip(line.keys, line.names, strict=True)
    return tuple(name if key else say(name) for key, name in pairs)


Telling = Callable[[Seen], Iterator[str]]


def overview(seen: Seen) -> Iterator[str]:
    """How much came, how much was closed and in time, what is still open."""
    total = seen.table.total
    now = total.now
    if not now["received"].value:
        yield seen(_("{this}没有受理案件。"), this=seen.this)
    else:
        yield seen(
            _("{this}共受理案件{count}件，{changes}。"),
            this=seen.this,
            count=now["received"].text,
            changes=seen.changes(total, "received"),
        )
    yield seen(
        _("结案{closed}件，{changes}。"),
        closed=now["closed"].text,
        changes=seen.changes(total, "closed"),
    )
    yield from _in_time(seen)
    yield seen(
        _("期末在办{backlog}件，其中超期{overdue}件。"),
        backlog=now["backlog"].text,
        overdue=now["overdue_backlog"].text,
    )


def _in_time(seen: Seen) -> Iterator[str]:
    total = seen.table.total
    share = total.now["on_time_rate"]
    if not share.whole:
        yield seen(_("{this}没有应结案件。"), this=seen.this)
        return
    yield seen(
        _("应结案{whole}件，按期结案{part}件，按期结案率{share}，{changes}。"),
        whole=f"{share.whole:,}",
        part=f"{share.part:,}",
        share=share.text,
        changes=seen.changes(total, "on_time_rate"),
    )


def most(seen: Seen) -> Iterator[str]:
    """Which rows have the most, and which share of all these are."""
    key = seen.table.columns[0].key
    lines = [line for line in seen.table.lines if line.now[key].value][:NAMED]
    if not lines:
        yield seen(_("{this}没有可列的案件。"), this=seen.this)
        return
    whole = seen.table.total.now[key]

    def words(line: Line) -> str:
        share = _share(line.now[key], whole)
        return seen(_("{count}件，占{share}"), count=line.now[key].text, share=share)

    yield seen(
        _("{label}最多的是{names}。"), label=_label(seen, key), names=seen.named(lines, words)
    )


def _share(one: Reading, whole: Reading) -> str:
    share = (one.value or Fraction(0)) / (whole.value or Fraction(1))
    return Reading(Scale.PERCENT, share, None, None).text


def _label(seen: Seen, key: str) -> str:
    return seen.say(seen.table.column(key).label)


def risen(seen: Seen) -> Iterator[str]:
    """What rose most since the period before; what only the facts do not know has not risen."""
    key, compare = seen.table.columns[0].key, Compare.BEFORE
    reach = seen.contents.reach[compare]
    if reach is not Reach.WHOLE:
        nothing = Reading(Scale.COUNT, Fraction(0), None, 0)
        yield f"{seen.say(changes.unknown(nothing, nothing, compare, reach))}{seen.say(_('。'))}"
        return
    lines = [line for line in seen.table.lines if _more(line, key, compare) > 0][:NAMED]
    if not lines:
        yield seen(_("与上期相比，没有明显上升的类别。"))
        return

    def words(line: Line) -> str:
        return seen(
            _("{count}件，比上期多{more}件"),
            count=line.now[key].text,
            more=f"{rounded(_more(line, key, compare), 0):,}",
        )

    yield seen(_("比上期增加最多的是{names}。"), names=seen.named(lines, words))


def _more(line: Line, key: str, compare: Compare) -> Fraction:
    return (line.now[key].value or Fraction(0)) - (line.then[compare][key].value or Fraction(0))


def behind(seen: Seen) -> Iterator[str]:
    """Who has the lowest share; `having` of the plan leaves out who is not behind."""
    key = seen.table.columns[0].key
    lines = [line for line in seen.table.lines if line.now[key].value is not None]
    if not lines:
        yield seen(_("没有任务达到统计件数而{label}不足100%的单位。"), label=_label(seen, key))
        return

    def words(line: Line) -> str:
        one = line.now[key]
        return seen(_("{share}，{part}/{whole}件"), share=one.text, part=one.part, whole=one.whole)

    yield seen(
        _("{label}较低的是{names}。"),
        label=_label(seen, key),
        names=seen.named(lines[:NAMED], words),
    )


def late(seen: Seen) -> Iterator[str]:
    """How many became late, where most of them are, and how many are late and open."""
    total = seen.table.total
    if not total.now["late"].value:
        yield seen(_("{this}没有超期案件。"), this=seen.this)
    else:
        yield seen(
            _("{this}超期{count}件，{changes}。"),
            this=seen.this,
            count=total.now["late"].text,
            changes=seen.changes(total, "late"),
        )
        lines = [line for line in seen.table.lines if line.now["late"].value][:NAMED]
        names = seen.named(lines, lambda line: seen(_("{count}件"), count=line.now["late"].text))
        yield seen(_("超期最多的单位是{names}。"), names=names)
    yield seen(_("期末超期未结{count}件。"), count=total.now["overdue_backlog"].text)


def repeated(seen: Seen) -> Iterator[str]:
    """Reports of the same matter, and cases that were opened again."""
    for key, told in (
        ("merged_rate", _("受理的{whole}件中，{part}件是重复反映、已并入主案，占{share}。")),
        ("reopened_rate", _("结案的{whole}件中，{part}件重办，重办率{share}。")),
        ("rework_rate", _("结案的{whole}件中，{part}件有过返工，返工率{share}。")),
    ):
        one = seen.table.total.now[key]
        if one.whole:
            yield seen(told, whole=f"{one.whole:,}", part=f"{one.part:,}", share=one.text)
    if not any(seen.table.total.now[column.key].whole for column in seen.table.columns):
        yield seen(_("{this}没有可列的案件。"), this=seen.this)


def together(seen: Seen) -> Iterator[str]:
    """Where many people tell of the same: a community and a class."""
    if not seen.table.lines:
        yield seen(_("{this}没有同一社区同一小类达到统计件数的集中反映。"), this=seen.this)
        return
    yield seen(
        _("{this}同一社区同一小类集中反映的有{count}处，最多的是{names}。"),
        this=seen.this,
        count=len(seen.table.lines),
        names=seen.named(
            seen.table.lines[:NAMED],
            lambda line: seen(_("{count}件"), count=line.now["received"].text),
        ),
    )


def called_back(seen: Seen) -> Iterator[str]:
    """What people said when they were called; who was not reached is in no share."""
    total = seen.table.total
    reached = total.now["satisfied_rate"]
    if not reached.whole:
        yield seen(_("{this}没有有效回访。"), this=seen.this)
        return
    yield seen(
        _("有效回访{whole}件，解决率{solved}，满意率{satisfied}，{changes}。"),
        whole=f"{reached.whole:,}",
        solved=total.now["solved_rate"].text,
        satisfied=reached.text,
        changes=seen.changes(total, "satisfied_rate"),
    )
