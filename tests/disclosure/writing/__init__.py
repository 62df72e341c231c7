"""A made-up year, written and read back."""
