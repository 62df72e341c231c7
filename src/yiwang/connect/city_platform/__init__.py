"""The link to the city-level hotline platform."""
