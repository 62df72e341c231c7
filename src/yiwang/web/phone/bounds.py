"""Bounds what a phone sends before it is read: by what it says of itself, and while it arrives."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from yiwang.kernel.refusals import TooLarge

MOST_PHOTOS = 9
# The phone makes about 300 KB of a photo; a picture that is much larger is not from there.
MOST_OF_A_PHOTO = 1024 * 1024
MOST_BYTES = 10 * 1024 * 1024


def bound(request: HttpRequest) -> None:
    """Let nothing above the bounds be read. Raises `TooLarge` for what says so itself.

    To be called before anything asks for the form or the files. What names no length at all is
    read by nobody: without it the server hands on an empty request.
    """
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > MOST_BYTES:
        raise TooLarge("一次上报不能超过{most}兆字节", most=MOST_BYTES // 1024 // 1024)
    request.upload_handlers.insert(0, _Counting(request))


def large_photo() -> TooLarge:
    """The refusal of a photo that is no photo of the phone."""
    return TooLarge("每张照片不能超过{most}KB", most=MOST_OF_A_PHOTO // 1024)


class _Counting(FileUploadHandler):
    """Counts a photo while it arrives and stops where it is none; others keep it.

    How many files there may be and how long the texts are, Django's own settings bound.
    """

    seen = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The next photo begins."""
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Raises `TooLarge` as soon as the photo is."""
        self.seen += len(raw_data)
        if self.seen > MOST_OF_A_PHOTO:
            raise large_photo()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Kept by the next one."""
