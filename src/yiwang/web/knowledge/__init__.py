"""The knowledge base on screen."""
