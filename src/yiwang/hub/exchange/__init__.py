"""What became of transfers: receipts of what came in, both sides beside each other, rows named."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "reconciled")
