"""`yiwang places`."""
