"""Tests of bringing rows in."""
