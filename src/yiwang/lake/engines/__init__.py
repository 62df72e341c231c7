"""What computes: DuckDB in this process by birth, Spark where one machine cannot hold it."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "duck")
