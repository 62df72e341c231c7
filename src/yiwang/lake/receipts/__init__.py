"""Receipts of transfers: counted, hashed, chained, signed by both sides, verified offline."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "tallying")
