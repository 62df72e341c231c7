"""Findings and documents told to people and machines: text, JSON, xlsx, SARIF, a page."""
