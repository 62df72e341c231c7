"""Frozen figures (冻结): published once, replayed from the log, corrected in the open."""
