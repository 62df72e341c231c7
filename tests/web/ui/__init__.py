"""Tests of the look of the pages."""
