"""What must be equal in the money tables: every sum as one identity, checked in one way."""
