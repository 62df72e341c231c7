"""What became of transfers: receipts of what came in, both sides beside each other, rows named."""
