"""People and housing."""
