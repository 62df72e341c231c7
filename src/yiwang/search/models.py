"""The index is a table of the database's own full-text engine; it has no model."""
