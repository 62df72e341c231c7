"""Runs the command in a process of its own: what comes from outside must not harm the server."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from yiwang.kernel.refusals import Invalid, NotNow

# Seconds that one audit may take; the command bounds its memory by itself.
LONGEST = 60
_COMMAND = (sys.executable, "-m", "yiwang.startup.command", "audit-disclosure")
FORMATS = {"xlsx": "xlsx", "html": "html", "sarif": "sarif", "json": "json", "text": "txt"}
READ = (0, 1)


def audited(path: Path, previous: Path | None, off: Mapping[str, str]) -> dict[str, Any]:
    """Document, findings and marked lines of a file.

    Raises `Invalid` with the command's own words where the file cannot be read, and `NotNow` where
    it takes too long.
    """
    told = _run([str(path), "--format", "json", "--lines", *_asked(previous, off)])
    return dict(orjson.loads(told))


def written(path: Path, previous: Path | None, off: Mapping[str, str], form: str) -> bytes:
    """The same findings as a file of one of `FORMATS`. Raises as `audited` does."""
    return _run([str(path), "--format", form, *_asked(previous, off)])


def _asked(previous: Path | None, off: Mapping[str, str]) -> list[str]:
    asked = ["--previous", str(previous)] if previous else []
    for rule, reason in off.items():
        asked += ["--off", f"{rule}={reason}"]
    return asked


def _run(arguments: Sequence[str]) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [*_COMMAND, *arguments],
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotNow("审核超过{seconds}秒，已停止；请拆分文件后再试", seconds=LONGEST) from late
    if done.returncode not in READ:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Invalid("{reason}", reason=words[-1] if words else "文件读不出来")
    return done.stdout
