"""Figures: any plan as a table and a chart, its rows, and what each indicator means."""
