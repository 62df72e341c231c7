"""Score cards (考核): readings become points, points a ranking; shape in code, values in rows."""
