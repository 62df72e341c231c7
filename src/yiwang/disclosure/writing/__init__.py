"""The public document composed from a unit's books, and its files."""
