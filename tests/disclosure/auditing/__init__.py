"""The rules that audit a document."""
