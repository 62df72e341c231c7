"""Pages on which a disclosure is dropped and read beside its findings."""
