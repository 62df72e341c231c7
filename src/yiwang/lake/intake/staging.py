"""What was read and is not in the tables yet: parts on disk, each with a note that it is whole.

A note is written last and under its final name at once, so that a killed reader leaves nothing
that looks whole and is not; reading goes on after the last part.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from yiwang.lake.intake.chunks import Position
from yiwang.lake.intake.sieve import Sieved

GOOD, BAD, EXTRA = "good", "bad", "extra"
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True, slots=True)
class Part:
    """One whole part: its rows, and where its source is read on."""

    number: int
    rows_in: int
    accepted: int
    rejected: int
    position: Position | None


class Staging:
    """The folder of one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def plan(self) -> dict[str, Any] | None:
        """What this folder is for; None where there is nothing."""
        return read(self.folder / "plan.json")

    def begin(self, plan: dict[str, Any]) -> None:
        """A folder for a run, and nothing else in it."""
        self.drop()
        self.folder.mkdir(parents=True)
        write(self.folder / "plan.json", plan)

    def note(self, **more: Any) -> dict[str, Any]:
        """Add to the plan what was found out."""
        plan = (self.plan() or {}) | more
        write(self.folder / "plan.json", plan)
        return plan

    def drop(self) -> None:
        """Forget the run. The plan goes first: without it the rest is nothing."""
        (self.folder / "plan.json").unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def parts(self) -> list[Part]:
        """The parts that are whole, in their order."""
        found = [read(path) for path in sorted(self.folder.glob("part-*.json"))]
        return [Part(**one) for one in found if one]

    def keep(self, part: Part, sieved: list[Sieved]) -> None:
        """Write a part; it counts once its note is there."""
        self._write(part.number, GOOD, [one.good for one in sieved])
        self._write(part.number, BAD, [one.bad for one in sieved])
        extra = [one.extra for one in sieved if one.extra is not None]
        if extra:
            self._write(part.number, EXTRA, extra)
        write(self.folder / f"part-{part.number:06d}.json", asdict(part))

    def files(self, what: str) -> list[str]:
        """The files of whole parts that hold rows of this kind."""
        found = [self._path(part.number, what) for part in self.parts()]
        return [str(path) for path in found if path.exists()]

    def batches(self, what: str) -> Iterator[pa.RecordBatch]:
        """The rows of whole parts, a batch at a time."""
        for path in self.files(what):
            with pa.OSFile(path) as file, pa.ipc.open_file(file) as reader:
                for at in range(reader.num_record_batches):
                    yield reader.get_batch(at)

    def _path(self, number: int, what: str) -> Path:
        return self.folder / f"part-{number:06d}.{what}"

    def _write(self, number: int, what: str, batches: list[pa.RecordBatch]) -> None:
        with (
            pa.OSFile(str(self._path(number, what)), "wb") as file,
            pa.ipc.new_file(file, batches[0].schema, options=_OPTIONS) as writer,
        ):
            for batch in batches:
                writer.write_batch(batch)


def read(path: Path) -> dict[str, Any] | None:
    """A small file of JSON; None where it is not there."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def write(path: Path, content: dict[str, Any]) -> None:
    """The same, whole or not at all, also when the machine stops."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, default=str)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
