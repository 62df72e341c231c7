"""People on the street: shifts, who is on duty, log-ins, coverage, training."""
