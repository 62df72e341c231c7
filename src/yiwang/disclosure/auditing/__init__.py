"""Rules that a published document must keep, and the findings where it does not."""

from yiwang.disclosure.auditing.auditor import audit

__all__ = ["audit"]
