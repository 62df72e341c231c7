"""What of a resource analysts see: recipes of masks in editions, and the masked copies."""
