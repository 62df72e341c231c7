"""The declarations: one folder a procedure, none knows another."""
