"""Commands of frozen figures."""
