"""Import of other systems' case files into complete cases with their events."""
