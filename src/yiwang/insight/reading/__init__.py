"""Reading a text: what it says of places, people, times and dangers; it suggests, a person decides."""
