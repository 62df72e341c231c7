"""Pages of the data hub: catalogue, feeds, quality, base databases."""
