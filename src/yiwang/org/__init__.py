"""Units, people, areas, duties and deputies."""
