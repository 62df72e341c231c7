"""What citizens see: submit, follow, rate."""
