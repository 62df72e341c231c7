"""What staff adjust in the web: limits, categories, channels, routing, templates."""
