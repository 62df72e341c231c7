"""Tests of the working calendar."""
