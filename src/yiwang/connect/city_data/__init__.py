"""The city's exchange platform: takes tables and the catalogue in parts, with receipts."""
