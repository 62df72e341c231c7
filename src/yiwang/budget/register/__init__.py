"""The register of public money: every movement is appended, a correction is a counter-entry."""
