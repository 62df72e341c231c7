"""A made-up district for trial, screenshots and tests."""
