"""Names every procedure and starts the program."""
