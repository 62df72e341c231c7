"""The cockpit of those who lead: the district at one glance, on the wall and on the desk."""
