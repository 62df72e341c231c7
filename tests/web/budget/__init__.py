"""Tests of the pages of the budget."""
