"""The register of grids: its list, changes drawn on a map or written, files of outlines."""
