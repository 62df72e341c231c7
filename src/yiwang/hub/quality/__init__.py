"""Quality of resources: their rules in editions, what each run found, what went back to units."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "tables")
