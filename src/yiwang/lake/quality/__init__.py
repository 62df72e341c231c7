"""Rules of quality as declarations, compiled to one pass with the rows that break them."""

from yiwang.lake.quality.bad import RULE, bad_rows
from yiwang.lake.quality.checking import Around, Count, Outcome, check, check_by
from yiwang.lake.quality.defaults import default_rules
from yiwang.lake.quality.rules import Rule, fit, rule
from yiwang.lake.quality.scoring import by_dimension, score
from yiwang.lake.quality.words import (
    Counting,
    Dimension,
    Identifier,
    Relation,
    RuleKind,
    Severity,
)

__all__ = [
    "RULE",
    "Around",
    "Count",
    "Counting",
    "Dimension",
    "Identifier",
    "Outcome",
    "Relation",
    "Rule",
    "RuleKind",
    "Severity",
    "bad_rows",
    "by_dimension",
    "check",
    "check_by",
    "default_rules",
    "fit",
    "rule",
    "score",
]
