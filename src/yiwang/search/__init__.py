"""Chinese full-text search over bigrams, on SQLite and PostgreSQL."""
