"""Forms of performance targets and self-evaluations, read out of their irregular sheets."""

from yiwang.disclosure.reading.performance.forms import performance_forms

__all__ = ["performance_forms"]
