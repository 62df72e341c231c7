"""Tests of the base databases."""
