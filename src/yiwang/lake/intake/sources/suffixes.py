"""Which files can be read, by how their names end."""

TEXT = (".csv", ".txt", ".tsv")
BOOKS = (".xlsx", ".xls", ".ods", ".xlsm")
LINES = (".ndjson", ".jsonl")
SUFFIXES = (*TEXT, *BOOKS, *LINES, ".json", ".parquet", ".zip")
