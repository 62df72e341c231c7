"""Rules found in the data itself, and what they say is wrong."""
