"""Yiwang (一网): the operations platform of a district big-data centre."""
