"""What computes: DuckDB in this process by birth, Spark where one machine cannot hold it."""

import ibis

# Fused, a step that names its column three times repeats all steps before it three times.
ibis.options.sql.fuse_selects = False
