"""The map: layers over the district's own outlines, and the same in a table."""
