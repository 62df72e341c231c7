"""Commands about the declarations."""
