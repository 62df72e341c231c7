"""Tests of targets and self-evaluations."""
