"""The room of insight."""
