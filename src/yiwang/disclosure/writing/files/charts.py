"""Charts as pictures, drawn by Typst like those of the PDF."""

import json
from functools import lru_cache
from importlib import resources

import typst

from yiwang.disclosure.writing.blocks import Chart
from yiwang.kernel.chinese_fonts import family

_DOTS_PER_INCH = 160.0


@lru_cache(maxsize=64)
def chart_png(chart: Chart) -> bytes | None:
    """A picture of the chart; None where this machine has no Chinese font."""
    font = family()
    if not font:
        return None
    source = resources.files("yiwang.disclosure.writing.files").joinpath("chart.typ").read_bytes()
    told = json.dumps({"font": font, "bars": bars(chart)}, ensure_ascii=False)
    drawn = typst.compile(source, sys_inputs={"chart": told}, format="png", ppi=_DOTS_PER_INCH)
    return drawn if isinstance(drawn, bytes) else None


def bars(chart: Chart) -> list[dict[str, str | float]]:
    """What Typst draws: names, values, lengths in per cent."""
    return [
        {"name": one.name, "text": one.text, "percent": float(one.percent)} for one in chart.bars
    ]
