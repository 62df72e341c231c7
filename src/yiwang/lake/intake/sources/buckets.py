"""Objects of an S3-like store: those under a prefix, each read as a file of its kind."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.fs as pafs

from yiwang.kernel.refusals import NotFound, TooLarge
from yiwang.lake.intake.chunks import Chunk, Position, Span, rest
from yiwang.lake.intake.sources.files import moved, opened
from yiwang.lake.intake.sources.limits import MEGA, USUAL, Limits
from yiwang.lake.intake.sources.tables import Unreachable

_STEP = 4 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class BucketSource:
    """Everything under `prefix` (“bucket/folder/”) of a store at `endpoint`.

    The objects are named by their keys, sizes and times: the same ones again are the same content.
    """

    prefix: str
    endpoint: str = ""
    access_key: str = ""
    secret_key: str = ""
    region: str = "us-east-1"
    settings: Mapping[str, Any] = field(default_factory=dict)
    limits: Limits = USUAL

    def span(self, since: Position | None) -> Span:
        """All objects, named by what they are. Raises `NotFound`, `TooLarge`, `Unreachable`."""
        told = "\n".join(f"{one.path} {one.size} {one.mtime_ns}" for one in self._objects())
        return Span(version=hashlib.sha256(told.encode()).hexdigest())

    def chunks(self, span: Span, after: Position | None) -> Iterator[Chunk]:
        """Their rows, one object after another, in the order of their keys."""
        before = 0
        for one in self._objects():
            with TemporaryDirectory(prefix="yiwang-") as folder:
                path = Path(folder) / ("object" + PurePosixPath(one.path).suffix.lower())
                self._fetch(one.path, path)
                last = 0
                for chunk in opened(path, self.settings, self.limits):
                    left = rest(moved(chunk, before), after)
                    last = chunk.position[0] if chunk.position else last
                    if left is not None:
                        yield left
                before += last

    def _objects(self) -> list[pafs.FileInfo]:
        selector = pafs.FileSelector(self.prefix.rstrip("/"), recursive=True, allow_not_found=True)
        try:
            infos = self._store().get_file_info(selector)
        except OSError as fault:
            raise Unreachable("对象存储没有正常回答：{why}", why=self._plain(fault)) from None
        files = [one for one in infos if one.type is pafs.FileType.File and one.size]
        if not files:
            raise NotFound("“{prefix}”下没有文件", prefix=self.prefix)
        if len(files) > self.limits.objects or sum(o.size for o in files) > self.limits.file:
            raise TooLarge("“{prefix}”下的文件太多或太大", prefix=self.prefix)
        return sorted(files, key=lambda one: str(one.path))

    def _fetch(self, name: str, path: Path) -> None:
        left = self.limits.file
        try:
            with self._store().open_input_stream(name) as source, path.open("wb") as file:
                while block := source.read(_STEP):
                    left -= len(block)
                    if left < 0:
                        raise TooLarge("文件超过{most}MB", most=self.limits.file // MEGA)
                    file.write(block)
        except OSError as fault:
            raise Unreachable("对象存储没有正常回答：{why}", why=self._plain(fault)) from None

    def _store(self) -> pafs.FileSystem:
        scheme, _sep, host = self.endpoint.rpartition("://")
        return pafs.S3FileSystem(
            access_key=self.access_key or None,
            secret_key=self.secret_key or None,
            endpoint_override=host or None,
            scheme=scheme or "https",
            region=self.region,
            connect_timeout=5,
            request_timeout=60,
        )

    def _plain(self, fault: Exception) -> str:
        words = " ".join(str(fault).split())[:200]
        return words.replace(self.secret_key, "***") if self.secret_key else words
