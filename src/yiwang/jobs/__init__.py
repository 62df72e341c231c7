"""What runs by the clock; wires, decides nothing."""
