"""Terminals (终端与资费): phones of people on the street, their quotas and their bills."""
