"""What is pushed upward to the city: tables and the catalogue, in parts, each with its receipt."""
