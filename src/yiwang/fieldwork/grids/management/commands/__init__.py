"""`yiwang grids`."""
