"""Audits of disclosures that were handed in."""
