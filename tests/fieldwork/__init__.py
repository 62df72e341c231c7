"""The registers of the district."""
