"""The language of indicators."""
