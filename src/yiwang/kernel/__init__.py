"""Words that every floor may use: refusals, working time, identifiers, coordinates. Pure Python."""
