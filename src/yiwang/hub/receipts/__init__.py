"""Receipts of what came into the hub and what left it: issued, answered, verified, handed out."""
