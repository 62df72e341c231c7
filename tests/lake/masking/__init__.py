"""Tables masked by recipes."""
