"""The operator's desk, my list, search and saved views."""
