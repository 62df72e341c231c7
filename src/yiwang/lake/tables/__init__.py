"""Tables on disk: one copy in Delta, with versions; every engine reads the same Parquet files."""
