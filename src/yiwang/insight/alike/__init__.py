"""Alike: which cases are the same matter, who appeals in numbers, and who comes again."""
