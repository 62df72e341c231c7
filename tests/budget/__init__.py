"""Tests of money and promises."""
