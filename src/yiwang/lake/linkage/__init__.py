"""Which records are of one person, enterprise or place; and what their common record is."""
