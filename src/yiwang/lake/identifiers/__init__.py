"""Chinese identifiers as expressions over columns; equal to `kernel.identifiers` row by row."""
