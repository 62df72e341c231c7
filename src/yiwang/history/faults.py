"""What is wrong with a file as a whole, or with one of its rows."""

from yiwang.kernel.refusals import Invalid


class FileFault(Invalid):
    """The file cannot be taken in at all; nothing was written. `details["kind"]` says why."""

    code = "unreadable_file"


class RowFault(Exception):
    """One row cannot be used; `code` is for the machine, `reason` for the person."""

    def __init__(self, code: str, reason: str) -> None:
        self.code = code
        self.reason = reason
        super().__init__(reason)
