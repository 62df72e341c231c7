"""The rules of the money tables."""
