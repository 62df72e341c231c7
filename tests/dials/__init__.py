"""Tests of the dials."""
