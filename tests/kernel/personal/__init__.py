"""What is recognised as personal in free text, and what is not."""
