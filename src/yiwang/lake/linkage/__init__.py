"""Which records are of one person, enterprise or place; and what their common record is."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "golden", "looking")
