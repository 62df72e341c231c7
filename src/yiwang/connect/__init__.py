"""The outside world, one folder a system; no adapter knows another."""
