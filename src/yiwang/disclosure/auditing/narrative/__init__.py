"""Rules on what the text says in figures: in itself, against the tables, against last year."""

from yiwang.disclosure.auditing.narrative import (
    completion,
    directions,
    earlier,
    economic,
    growth,
    shares,
    tables,
    three_public,
    twice,
    wholes,
    years,
)

RULES = (
    *growth.RULES,
    *completion.RULES,
    *tables.RULES,
    *economic.RULES,
    *three_public.RULES,
    *earlier.RULES,
    *shares.RULES,
    *wholes.RULES,
    *twice.RULES,
    *directions.RULES,
    *years.RULES,
)

__all__ = ["RULES"]
