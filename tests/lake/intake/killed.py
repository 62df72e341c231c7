"""Brings a file in, and is killed at the n-th call of a function of the lake: `killed.py FOLDER N`.

Without N it ends undisturbed and prints how many calls there were.
"""

import os
import signal
import sys
from pathlib import Path

from tests.lake.intake.ground import Ground, still
from yiwang.lake.intake.run import run
from yiwang.lake.intake.sources.files import FileSource

SECOND = "second.csv"


def main(folder: Path, last: int) -> int:
    """The number of calls."""
    calls = 0

    def watch(frame, event, _what) -> None:
        nonlocal calls
        if event == "call" and "/lake/" in frame.f_code.co_filename:
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)

    ground = Ground(folder)
    source = FileSource(folder / SECOND)
    sys.setprofile(watch)
    run(ground.order(), source, ground.place, still, part_rows=40)
    sys.setprofile(None)
    return calls


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    sys.stdout.write(f"{told}\n")
