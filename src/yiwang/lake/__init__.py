"""The lake (数据底座): the tables of the hub as files, and what is computed on them; no Django."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "arrow", "finding", "masking", "operations")
