"""Grids (单元网格): outlines with dates of effect, which grid a point lies in, adjustments."""
