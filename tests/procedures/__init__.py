"""Tests of the procedures, each by its own declaration."""
