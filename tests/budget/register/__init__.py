"""Tests of the register of money."""
