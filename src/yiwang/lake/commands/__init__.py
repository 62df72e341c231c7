"""Commands of the lake that stand alone: no server, no database, no settings."""
