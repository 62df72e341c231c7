"""Published budgets and final accounts: read, audited and written; pure, without a server."""
