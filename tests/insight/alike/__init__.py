"""The same matter again: found, judged, grouped, counted."""
