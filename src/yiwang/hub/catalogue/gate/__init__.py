"""The one gate: every reading of table data, whatever the path, is decided and noted here."""
