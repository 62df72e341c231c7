"""PDFs and pictures, set by Typst in a process of its own.

Setting one lets a process grow to some five hundred megabytes that it never gives back; a server
that set its own documents would keep them.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from yiwang.kernel.refusals import NotNow

# Seconds that one document may take.
LONGEST = 120
_COMMAND = (sys.executable, "-m", "yiwang.kernel.typesetter")
# In the order in which they are wanted; the first one that is there is used.
FAMILIES = (
    "FangSong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UMing CN",
)


@cache
def family() -> str:
    """The family with Chinese letters that is used here; empty where the machine has none."""
    there = {one.lower() for one in json.loads(_run({"what": "families"}))}
    return next((one for one in FAMILIES if one.lower() in there), "")


def pdf(source: str, inputs: Mapping[str, str]) -> bytes:
    """A PDF of a Typst source; `inputs` are read by the source as `sys.inputs`.

    Its dates are those of the content alone, so that equal content gives equal bytes. Raises
    `NotNow` where it takes longer than `LONGEST`.
    """
    return _set(source, inputs, {"timestamp": 0})


def picture(source: str, inputs: Mapping[str, str], dots_per_inch: float) -> bytes:
    """A PNG of a Typst source of one page. Raises as `pdf` does."""
    return _set(source, inputs, {"format": "png", "ppi": dots_per_inch})


def _set(source: str, inputs: Mapping[str, str], options: dict[str, Any]) -> bytes:
    return _run({"what": "set", "source": source, "inputs": dict(inputs), "options": options})


def _run(job: dict[str, Any]) -> bytes:
    told = json.dumps(job, ensure_ascii=False).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            _COMMAND, input=told, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise NotNow("排版超过{seconds}秒，已停止", seconds=LONGEST) from late
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-2000:])
    return done.stdout
