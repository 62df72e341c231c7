"""Parts (部件): what stands in the street, where, whose, in what state, census by census."""
