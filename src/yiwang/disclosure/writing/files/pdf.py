"""A PDF set by Typst in a Chinese font of this machine; without one it is refused."""

import json
from importlib import resources
from typing import Any

from yiwang.disclosure.writing.blocks import (
    Block,
    Board,
    Box,
    Chart,
    Draft,
    Heading,
    Printed,
    Words,
    head_rows,
)
from yiwang.disclosure.writing.files.charts import bars
from yiwang.disclosure.writing.files.grid import across, alignment, body_rows, size, weights
from yiwang.kernel import typesetting
from yiwang.kernel.refusals import NotNow


def pdf(draft: Draft) -> bytes:
    """The whole document. Raises `NotNow` where no Chinese font is installed."""
    font = typesetting.family()
    if not font:
        raise NotNow(
            "这台服务器没有中文字体，不能生成PDF：请安装fonts-noto-cjk等字体，或下载docx、网页"
        )
    source = resources.files("yiwang.disclosure.writing.files").joinpath("document.typ")
    told = {
        "font": font,
        "title": draft.title,
        "published": draft.published,
        "unit": draft.unit_name,
        "contents": draft.contents,
        "blocks": [_told(block) for block in draft.blocks],
    }
    content = json.dumps(told, ensure_ascii=False)
    return typesetting.pdf(source.read_text(), {"draft": content})


def _told(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Words():
            return {"kind": "words", "text": block.text}
        case Chart():
            return {"kind": "chart", "caption": block.caption, "bars": bars(block)}
        case Printed():
            return _printed(block)
        case Board():
            return _board(block)


def _printed(table: Printed) -> dict[str, Any]:
    aligned = alignment(table)
    rows = [
        [_box(Box(text, right=right)) for text, right in zip(row, aligned, strict=True)]
        for row in body_rows(table)
    ]
    return {
        "kind": "table",
        "above": table.above,
        "wide": across(table),
        "size": size(table),
        "widths": weights(table),
        "heads": [[_box(one) for one in row] for row in head_rows(table.heads)],
        "rows": rows,
        "notes": table.notes,
    }


def _board(board: Board) -> dict[str, Any]:
    return {
        "kind": "board",
        "title": board.title,
        "above": board.above,
        "widths": board.widths,
        "rows": [[_box(one) for one in row] for row in board.rows],
        "notes": board.notes,
    }


def _box(one: Box) -> dict[str, Any]:
    return {
        "text": one.text,
        "rows": one.rows,
        "columns": one.columns,
        "head": one.head,
        "right": one.right,
    }
