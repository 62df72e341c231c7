"""What pages are made of: layout, components, styles."""
