"""Documents become typed: sections, tables, cells with labels and places."""
