"""The case engine: the language of procedures, and what decides. Pure Python, no Django."""
