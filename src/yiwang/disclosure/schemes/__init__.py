"""How self-evaluations are scored: schemes as data, and exact arithmetic over them."""
