"""Figures: facts of cases in DuckDB, read by plans of indicators."""
