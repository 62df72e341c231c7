"""`yiwang parts`."""
