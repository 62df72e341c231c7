"""Dials, outbox and people, for those who run the centre."""
