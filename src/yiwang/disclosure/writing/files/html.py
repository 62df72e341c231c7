"""One page of its own: no script, nothing fetched, tables with captions and scopes, dark mode."""

from html import escape
from importlib import resources

from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing.blocks import (
    Bar,
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
from yiwang.disclosure.writing.files.grid import across, body_rows

_LOOKS = {
    Role.FIGURE: "figure",
    Role.CODE: "code",
    Role.LINE_NUMBER: "code",
    Role.LABEL: "words",
    Role.TEXT: "words",
}


def html(draft: Draft) -> bytes:
    """The whole document as UTF-8."""
    style = resources.files("yiwang.disclosure.writing.files").joinpath("page.css").read_text()
    parts = [_block(block, number) for number, block in enumerate(draft.blocks)]
    title = escape(draft.title)
    page = (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1>\n<p>{escape(draft.published)}</p></header>\n"
        f"{_contents(draft)}<main>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _contents(draft: Draft) -> str:
    """Links to what is listed; the anchors are the numbers of the blocks."""
    anchors = [
        number
        for number, one in enumerate(draft.blocks)
        if isinstance(one, Printed) or (isinstance(one, Heading) and one.level < 3)
    ]
    rows = "".join(
        f'<p class="level{level}"><a href="#b{number}">{escape(text)}</a></p>\n'
        for number, (level, text) in zip(anchors, draft.contents, strict=True)
    )
    head = '<section class="contents" aria-label="目录">\n<p class="head">目录</p>\n'
    return f"{head}{rows}</section>\n"


def _block(block: Block, number: int) -> str:
    match block:
        case Heading():
            level = block.level + 1
            return f'<h{level} id="b{number}">{escape(block.text)}</h{level}>\n'
        case Words():
            return f"<p>{escape(block.text)}</p>\n"
        case Printed():
            return _printed(block, number)
        case Board():
            return _board(block)
        case Chart():
            return _chart(block)


def _printed(table: Printed, number: int) -> str:
    above = "".join(f"<div>{escape(one)}</div>" for one in table.above)
    caption = f"<caption>{above}</caption>"
    head = "".join(
        f"<tr>{''.join(_head(box) for box in row)}</tr>" for row in head_rows(table.heads)
    )
    body = "".join(f"<tr>{_row(table, row)}</tr>" for row in body_rows(table))
    wide = " wide" if across(table) else ""
    notes = "".join(f'<p class="note">{escape(one)}</p>\n' for one in table.notes)
    return (
        f'<div class="table{wide}" id="b{number}" role="region" tabindex="0" '
        f'aria-label="{escape(table.title)}"><table>{caption}\n<thead>{head}</thead>\n'
        f"<tbody>{body}</tbody></table></div>\n{notes}"
    )


def _head(box: Box) -> str:
    scope = "colgroup" if box.columns > 1 else "col"
    return f'<th scope="{scope}"{_spans(box)}>{escape(box.text)}</th>'


def _row(table: Printed, row: tuple[str, ...]) -> str:
    cells = zip(table.heads, row, strict=True)
    return "".join(f"<td class={_LOOKS[head.role]}>{escape(text)}</td>" for head, text in cells)


def _board(board: Board) -> str:
    above = "".join(f'<p class="about">{escape(one)}</p>\n' for one in board.above)
    rows = "".join(f"<tr>{''.join(_box(box) for box in row)}</tr>\n" for row in board.rows)
    notes = "".join(f'<p class="note">{escape(one)}</p>\n' for one in board.notes)
    label = escape(board.title)
    return (
        f'<p class="title">{label}</p>\n{above}<div class="table" role="region" tabindex="0" '
        f'aria-label="{label}"><table>\n<tbody>{rows}</tbody></table></div>\n{notes}'
    )


def _box(box: Box) -> str:
    if box.head:
        scope = "rowgroup" if box.rows > 1 else "row"
        return f'<th scope="{scope}"{_spans(box)}>{escape(box.text)}</th>'
    right = " class=figure" if box.right else ""
    return f"<td{_spans(box)}{right}>{escape(box.text)}</td>"


def _spans(box: Box) -> str:
    rows = f' rowspan="{box.rows}"' if box.rows > 1 else ""
    return rows + (f' colspan="{box.columns}"' if box.columns > 1 else "")


def _chart(chart: Chart) -> str:
    """Bars as a picture that tells its values; what it shows stands in the text as well."""
    rows = [_bar(bar, 24 * at) for at, bar in enumerate(chart.bars)]
    label = escape(chart.title)
    told = escape("；".join(f"{bar.name}{bar.text}" for bar in chart.bars))
    return (
        f'<figure><svg viewBox="0 0 680 {24 * len(rows)}" role="img" aria-label="{label}：{told}">'
        f"{''.join(rows)}</svg><figcaption>{escape(chart.caption)}</figcaption></figure>\n"
    )


def _bar(bar: Bar, top: int) -> str:
    width = bar.percent * 26 / 10
    return (
        f'<text x="0" y="{top + 16}">{escape(bar.name)}</text>'
        f'<rect x="220" y="{top + 5}" width="{width:.1f}" height="14"/>'
        f'<text x="{228 + width:.1f}" y="{top + 16}">{escape(bar.text)}</text>'
    )
