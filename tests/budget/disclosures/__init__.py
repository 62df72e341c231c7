"""Tests of disclosures written from the register."""
