"""Rules of quality as declarations, compiled to one pass with the rows that break them."""
