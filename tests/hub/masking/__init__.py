"""Recipes of masks in editions, and the copies analysts read."""
