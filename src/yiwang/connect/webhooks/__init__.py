"""Signed notices to other systems about what happened to cases."""
