"""Identifiers over columns: their answers are those of the kernel."""
