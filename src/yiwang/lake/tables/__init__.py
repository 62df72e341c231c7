"""Tables on disk: one copy in Delta, with versions; every engine reads the same Parquet files."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "sampling", "store")
