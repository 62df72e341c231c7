"""The registers of the district: parts, houses and people."""
