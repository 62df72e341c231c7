"""Receipts of transfers: counted, hashed, chained, signed by both sides, verified offline."""
