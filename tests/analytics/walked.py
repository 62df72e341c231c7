"""Facts of random ways through every procedure, without a database, and registers made up."""

import random
from contextlib import suppress
from dataclasses import fields
from datetime import date, timedelta

from tests.measure.facts import Facts, facts_of, put
from tests.moves import paths
from tests.walks import START, UNITS, Walk, actor_for
from yiwang.analytics.drafts import load
from yiwang.analytics.rows import VIEWS, Row, rows_of
from yiwang.cases.facts import Measured
from yiwang.cases.reckoning import Happened, Log, reckon
from yiwang.engine import register
from yiwang.engine.counts import ANSWERS
from yiwang.engine.duties import Duty
from yiwang.engine.language import Procedure
from yiwang.engine.possible import Possible, possible
from yiwang.kernel.refusals import Refusal
from yiwang.measure import register as measures
from yiwang.measure.examples import TYPICAL, row_of, view_of
from yiwang.measure.facts import CASES, DUTIES, FORECASTS, PATROLS
from yiwang.measure.period import Period, parse
from yiwang.measure.standard.closing import OPEN

# The walks begin in the summer and reach into autumn; the facts end among them.
NOW = "2026-10-20 10:30"
PERIOD: Period = parse("2026-06-01..2026-12-31")
AREAS = ("420199001", "420199001001", "420199001002", "420199002001", "")
DAYS = [date(2026, 7, 1) + timedelta(days=at) for at in range(150)]


def stroll(procedure: Procedure, seed: int, begins: int) -> Walk:
    """The shortest way to some state, then by whoever may act, with answers at random."""
    chance = random.Random(seed)
    ends = [action for action in procedure.actions if action.to and action.to.final]
    # Most end in order, if they end.
    barred = {action.key for action in ends if action.to.key != procedure.done and seed % 4}
    walk = begun(procedure, chance, begins)
    for _ in range(60):
        actor = actor_for(chance.choice(list(Duty)), chance.choice(list(UNITS)))
        choices = [
            item
            for item in possible(procedure, walk.standing, actor, walk.now + 60)
            if item.refusal is None and item.action.key not in barred
        ]
        moving = [one for one in choices if one.action.to or one.action.on]
        if choices:
            item = chance.choice(moving if moving and chance.random() < 0.8 else choices)
            after = chance.choice((60, 5_000, 90_000, 300_000))
            said = {"actor": actor, "subject": item.subject, "given": _answers(item, chance)}
            with suppress(Refusal):
                walk.go(item.action.key, after=after, **said)
    return walk


def begun(procedure: Procedure, chance: random.Random, begins: int) -> Walk:
    """At some state that is no end, some with a limit from above."""
    opening, *more = chance.choice(
        [
            path
            for state, path in paths(procedure).items()
            if not procedure.state_by_key[state].final
        ]
    )
    given = {"outer_due": begins + chance.choice((1, 9)) * 86_400} if chance.random() < 0.6 else {}
    known = {key: due for key, due in given.items() if key in procedure.opening.need_by_key}
    opener = actor_for(chance.choice(procedure.opening.by))
    walk = Walk(procedure, now=begins).go(opening, given=known, actor=opener)
    return walk.go(*more, after=chance.choice((600, 90_000)))


def _answers(item: Possible, chance: random.Random) -> dict[str, str]:
    return {
        need.key: chance.choice(need.choices).key
        for need in item.action.needs
        if need.key in ANSWERS
    }


def measured(walk: Walk, key: int) -> Measured:
    """What is counted of a walk."""
    plain = [field.name for field in fields(Happened) if field.name != "answers"]
    happened = [
        Happened(
            **{name: getattr(event, name) for name in plain},
            answers={need: event.given[need] for need in ANSWERS if event.given.get(need)},
        )
        for event in walk.events
    ]
    facts = reckon(walk.procedure, Log(walk.standing, happened))
    return Measured(key, walk.standing, facts)


def walks(each: int) -> list[Walk]:
    """So many strolls through every procedure, and the shortest way to each state."""
    found = []
    for procedure in register.procedures():
        for seed in range(each):
            found.append(stroll(procedure, seed, START - (seed * 83 % 80) * 86_400))
        for at, path in enumerate(paths(procedure).values()):
            found.append(Walk(procedure, now=START - at * 200_000).go(*path))
    return found


def walked(each: int = 30) -> Facts:
    """All of it in DuckDB, what it is about varied at random."""
    facts, chance = facts_of(NOW), random.Random(1)
    cases = [(measured(walk, key), _about(chance)) for key, walk in enumerate(walks(each), 1)]
    for view in VIEWS:
        rows = [row | about for case, about in cases for row in rows_of(view, case)]
        load(facts, view, rows)
    areas = [{"code": code, "street": code[:9], "community": code} for code in AREAS[:-1]]
    facts.executemany("INSERT INTO areas VALUES (?, ?, ?)", [tuple(a.values()) for a in areas])
    put(facts, DUTIES, [_duty(chance) for _ in range(60)])
    put(facts, PATROLS, [_week(chance) for _ in range(60)])
    put(facts, FORECASTS, [_forecast(chance, at) for at in range(60)])
    _put_examples(facts)
    return facts


def _put_examples(facts: Facts) -> None:
    """What random ways seldom come to: every example of every indicator, and what is soon late."""
    number = 20_000
    for indicator in measures.indicators():
        for example in indicator.examples:
            number += 1
            mine = {"id": number} if view_of(indicator).of_case else {}
            put(facts, view_of(indicator), [row_of(indicator, example) | mine])
    soon = {"id": 1, "handled_at": None, "due_at": "2026-10-20 18:00"}
    put(facts, CASES, [TYPICAL[CASES.key] | OPEN | soon])


def _about(chance: random.Random) -> Row:
    return {
        "registered_by": chance.choice((11, 12, None)),
        "channel": chance.choice(("phone", "web", "")),
        "category": chance.choice(("030401", "030402", "0101", "")),
        "nature": chance.choice(("complaint", "help", "")),
        "urgency": chance.choice(("normal", "urgent", "")),
        "area": chance.choice(AREAS),
        "grid": chance.choice(("420199001001001", "420199001001002", "")),
    }


def _duty(chance: random.Random) -> Row:
    excused = chance.random() < 0.2
    return {
        "person": chance.choice((31, 32)),
        "unit": chance.choice((1, 2, None)),
        "area": chance.choice(AREAS),
        "day": chance.choice(DAYS),
        "excused": excused,
        "logged_in": not excused and chance.random() < 0.7,
    }


def _week(chance: random.Random) -> Row:
    cells, points, rounds = chance.randint(0, 90), chance.randint(0, 9), chance.randint(0, 7)
    return {
        "grid": chance.choice(("420199001001001", "420199001001002")),
        "area": chance.choice(AREAS),
        "unit": chance.choice((1, 2)),
        "cells": cells,
        "touched": chance.randint(0, cells),
        "points": points,
        "reached": chance.randint(0, points),
        "rounds_due": rounds,
        "rounds": chance.randint(0, rounds),
        "sunday": chance.choice([day for day in DAYS if day.weekday() == 6]),
    }


def _forecast(chance: random.Random, at: int) -> Row:
    due = chance.choice(DAYS)
    return _about(chance) | {
        "id": 9_000 + at,
        "procedure": chance.choice(("appeals", "urban_management")),
        "opened_at": due - timedelta(days=9),
        "number": f"SQ{at}",
        "unit": chance.choice((1, 2, None)),
        "chance": chance.randint(0, 1000),
        "alike": 40,
        "due_at": due,
    }
