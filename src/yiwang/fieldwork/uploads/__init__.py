"""Files that were handed in on a page and wait: for a person's word, or to be worked on."""
