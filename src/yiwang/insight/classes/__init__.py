"""Class and unit of an appeal from its text, learned from the centre's own cases."""
