"""The one gate: every reading of table data, whatever the path, is decided and noted here."""

from yiwang.kernel.loading import at_first_use

at_first_use(
    __name__, "files", "grammar", "masks", "narrowing", "opening", "paging", "questions", "sql"
)
