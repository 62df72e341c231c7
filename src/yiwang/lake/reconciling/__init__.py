"""Two tables compared by hash buckets, down to the rows and cells that differ."""
