"""The floor that reads, audits and writes disclosures."""
