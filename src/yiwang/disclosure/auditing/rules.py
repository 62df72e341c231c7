"""Every rule that an audit asks, topic by topic; a new topic is one import and one line here."""

from yiwang.disclosure.auditing import money, narrative, performance, text
from yiwang.disclosure.auditing.finding import Rule

RULES: tuple[Rule, ...] = (
    *money.RULES,
    *narrative.RULES,
    *performance.RULES,
    *text.RULES,
)
