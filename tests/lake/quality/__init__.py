"""Rules of quality, and what they find."""
