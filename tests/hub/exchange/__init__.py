"""Tests of what both sides say of transfers."""
