"""What a text says."""
