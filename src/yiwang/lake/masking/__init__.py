"""Recipes of masking: which operation on which column, keyed pseudonyms, the masked copy."""
