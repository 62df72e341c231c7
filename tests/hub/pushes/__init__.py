"""Tests of what is pushed upward."""
