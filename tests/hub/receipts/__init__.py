"""Tests of receipts in the hub."""
