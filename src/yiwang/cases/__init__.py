"""The log of every case, its projection, and the one door for writing."""
