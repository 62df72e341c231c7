"""Rules and doubtful cells found in data."""
