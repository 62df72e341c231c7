"""Disclosures: composed from the registers, audited, signed, published in editions."""
