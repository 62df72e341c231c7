"""What computes: DuckDB in this process by birth, Spark where one machine cannot hold it."""
