"""Reading a text: what it says of places, people, times and dangers. A person decides."""
