"""The closed list of operations on a column that cleaning and masking are made of."""
