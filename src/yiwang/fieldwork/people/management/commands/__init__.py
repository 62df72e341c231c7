"""`yiwang people`."""
