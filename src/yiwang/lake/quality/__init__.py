"""Rules of quality as declarations, compiled to one pass with the rows that break them."""

from yiwang.kernel.loading import at_first_use
from yiwang.lake.quality.counts import Count, Outcome
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
    "Count",
    "Counting",
    "Dimension",
    "Identifier",
    "Outcome",
    "Relation",
    "Rule",
    "RuleKind",
    "Severity",
    "by_dimension",
    "default_rules",
    "fit",
    "rule",
    "score",
]

# What compiles rules needs an engine; the rules themselves do not.
at_first_use(__name__, "bad", "checking", "examining")
