"""Quality of resources: their rules in editions, what each run found, what went back to units."""
