"""Questions in plain words over the registers of a district."""
