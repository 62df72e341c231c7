"""Left-overs, punctuation, names, contents, numbering and dates of what is written."""
