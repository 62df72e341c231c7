"""Classes and units learned from cases."""
