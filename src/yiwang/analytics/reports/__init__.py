"""Reports (简报): written at the due time from indicators, reviewed by another, released once."""
