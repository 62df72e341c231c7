"""`yiwang import`."""
