"""Base databases: what is one person, enterprise or place, which source counts, and who looked."""
