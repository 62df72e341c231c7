"""The subjects of public money."""
