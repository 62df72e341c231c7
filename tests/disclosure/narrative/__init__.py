"""What the text says in figures, and whether it says it rightly."""
