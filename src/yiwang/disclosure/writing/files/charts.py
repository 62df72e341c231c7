"""Charts as pictures, drawn by Typst like those of the PDF."""

import json
from functools import lru_cache
from importlib import resources

from yiwang.disclosure.writing.blocks import Chart
from yiwang.kernel import typesetting

_DOTS_PER_INCH = 160.0


@lru_cache(maxsize=64)
def chart_png(chart: Chart) -> bytes | None:
    """A picture of the chart; None where this machine has no Chinese font."""
    font = typesetting.family()
    if not font:
        return None
    source = resources.files("yiwang.disclosure.writing.files").joinpath("chart.typ").read_text()
    told = json.dumps({"font": font, "bars": bars(chart)}, ensure_ascii=False)
    return typesetting.picture(source, {"chart": told}, _DOTS_PER_INCH)


def bars(chart: Chart) -> list[dict[str, str | float]]:
    """What Typst draws: names, values, lengths in per cent."""
    return [
        {"name": one.name, "text": one.text, "percent": float(one.percent)} for one in chart.bars
    ]
