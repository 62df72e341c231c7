"""Every operation has one meaning, on every engine."""
