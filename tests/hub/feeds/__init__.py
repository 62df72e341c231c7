"""Tests of how rows come into the hub."""
