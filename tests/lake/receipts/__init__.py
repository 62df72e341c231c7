"""Rows, sums and receipts of the lake."""
