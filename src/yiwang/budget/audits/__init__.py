"""Audits of disclosures, our own or another's: files handed in, and what was found in them."""
