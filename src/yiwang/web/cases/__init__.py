"""The case page, the action form and attachments."""
