"""The phone of those on the street: an installable app that works without network."""
