"""PDF files: letters with their positions become lines, ruled tables become grids."""
