"""The language of indicators: periods, facts, formulas, plans; it writes SQL and runs none."""
