"""Registers of the district: what lies where, and who looks after it. Each is a folder here."""
