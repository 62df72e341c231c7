"""A report as a PDF, set by Typst in a Chinese font of the machine; without one it is refused."""

from importlib import resources
from typing import Any

import orjson

from yiwang.analytics.reports.layout import Block
from yiwang.analytics.reports.paper import Paper
from yiwang.kernel.refusals import NotNow
from yiwang.kernel.typesetting import family
from yiwang.kernel.typesetting import pdf as typeset


def pdf(paper: Paper) -> bytes:
    """The same blocks as the page. Raises `NotNow` where no Chinese font is installed."""
    found = family()
    if not found:
        raise NotNow(
            "这台服务器没有中文字体，不能生成PDF：请安装fonts-noto-cjk等字体，或下载docx、xlsx"
        )
    source = resources.files("yiwang.analytics.reports").joinpath("report.typ").read_text()
    told = orjson.dumps(_told(paper) | {"font": found}).decode()
    return typeset(source, {"report": told})


def _told(paper: Paper) -> dict[str, Any]:
    words = paper.words
    return {
        "title": paper.title,
        "about": f"数据截至{words['数据截至']}",
        "hands": "　　".join(f"{one}：{words[one]}" for one in ("审核人", "签发人", "签发时间")),
        "digest": words["校验值"],
        "blocks": [_block(block) for block in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "heading": block.heading,
        "sentences": block.sentences,
        "drawn": block.drawn,
        "bars": [{"name": b.name, "text": b.text, "percent": b.percent} for b in block.bars],
        "heads": block.heads,
        "rows": [[{"text": c.text, "figure": c.figure} for c in row] for row in block.rows],
    }
