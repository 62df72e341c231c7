"""Files on this machine: which kind they are, what names their content, their rows."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yiwang.kernel.refusals import Invalid, NotFound, TooLarge
from yiwang.lake.intake.chunks import Chunk, Position, Span, rest
from yiwang.lake.intake.sources import archives, columnar, delimited, objects, sheets
from yiwang.lake.intake.sources.limits import MEGA, USUAL, Limits
from yiwang.lake.intake.sources.suffixes import BOOKS, LINES, SUFFIXES, TEXT

_STEP = 4 * 1024 * 1024


@dataclass(frozen=True)
class FileSource:
    """One file, or an archive of several; `digest` where its SHA-256 is known already."""

    path: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""
    limits: Limits = USUAL

    def span(self, since: Position | None) -> Span:
        """The whole file, named by its content. Raises `NotFound`, `TooLarge`."""
        if not self.path.is_file():
            raise NotFound("没有文件“{name}”", name=self.path.name)
        if self.path.stat().st_size > self.limits.file:
            raise TooLarge("文件超过{most}MB", most=self.limits.file // MEGA)
        return Span(version=self.digest or digest(self.path))

    def chunks(self, span: Span, after: Position | None) -> Iterator[Chunk]:
        """Its rows after a row number."""
        for chunk in self._all():
            left = rest(chunk, after)
            if left is not None:
                yield left

    def _all(self) -> Iterator[Chunk]:
        if self.path.suffix.lower() != ".zip":
            yield from opened(self.path, self.settings, self.limits)
            return
        before = 0
        pattern = str(self.settings.get("members", "*"))
        for member in archives.members(self.path, pattern, self.limits):
            with archives.unpacked(self.path, member, self.limits) as path:
                last = 0
                for chunk in opened(path, self.settings, self.limits):
                    yield moved(chunk, before)
                    last = chunk.position[0] if chunk.position else last
                before += last


def opened(path: Path, settings: Mapping[str, Any], limits: Limits = USUAL) -> Iterator[Chunk]:
    """The rows of one file, by its suffix. Raises `Invalid` for one that is not read."""
    suffix = path.suffix.lower()
    if suffix in TEXT:
        said = {name: str(settings.get(name, "")) for name in ("encoding", "delimiter")}
        return delimited.chunks(path, **said, limits=limits)
    if suffix in BOOKS:
        return sheets.chunks(path, sheet=str(settings.get("sheet", "")), limits=limits)
    if suffix in LINES:
        return objects.lines(path, limits=limits)
    if suffix == ".json":
        return objects.array(path, records=str(settings.get("records", "")), limits=limits)
    if suffix == ".parquet":
        return columnar.chunks(path, limits=limits)
    raise Invalid("不能接收“{suffix}”文件；可用 {known}", suffix=suffix, known="、".join(SUFFIXES))


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def moved(chunk: Chunk, by: int) -> Chunk:
    """The same with numbers that go on after the members before."""
    if not by:
        return chunk
    bad = tuple(replace(one, row=one.row + by) for one in chunk.bad)
    position = [chunk.position[0] + by] if chunk.position else None
    numbers = pc.add(chunk.numbers, pa.scalar(by, pa.int64()))
    return Chunk(chunk.rows, numbers, bad, position)
