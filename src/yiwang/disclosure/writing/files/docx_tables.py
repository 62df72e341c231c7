"""Tables of a docx, written as WordprocessingML: merged boxes, heads repeated on each page."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from yiwang.disclosure.writing.blocks import Board, Box, Printed, head_rows
from yiwang.disclosure.writing.files.grid import alignment, body_rows, size, weights

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def printed_xml(table: Printed, width: int) -> str:
    """A printed table that is `width` twips wide."""
    heads = head_rows(table.heads)
    aligned = alignment(table)
    body = [
        [Box(text, right=right) for text, right in zip(row, aligned, strict=True)]
        for row in body_rows(table)
    ]
    half_points = int(2 * size(table))
    return _table((*heads, *body), weights(table), width, len(heads), half_points)


def board_xml(board: Board, width: int) -> str:
    """A performance sheet that is `width` twips wide."""
    return _table(board.rows, board.widths, width, 0, 18)


def _table(
    rows: Sequence[Sequence[Box]], shares: Sequence[int], width: int, heads: int, type_size: int
) -> str:
    widths = [width * one // sum(shares) for one in shares]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES
    )
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    above: dict[int, tuple[int, Box]] = {}
    body = "".join(
        _row(row, widths, above, head=number < heads, type_size=type_size)
        for number, row in enumerate(rows)
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(
    boxes: Iterable[Box],
    widths: Sequence[int],
    above: dict[int, tuple[int, Box]],
    *,
    head: bool,
    type_size: int,
) -> str:
    """One row; `above` holds by column how many more rows a box from above reaches down."""
    cells, column, left = [], 0, iter(boxes)
    while column < len(widths):
        rest, box = above.get(column, (0, Box("")))
        merge = ""
        if rest:
            above[column] = (rest - 1, box)
            merge = "<w:vMerge/>"
        else:
            box = next(left, Box(""))
            if box.rows > 1:
                above[column] = (box.rows - 1, box)
                merge = '<w:vMerge w:val="restart"/>'
        span = sum(widths[column : column + box.columns])
        text = "" if rest else box.text
        cells.append(_cell(box, text, span, merge, type_size))
        column += box.columns
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(box: Box, text: str, width: int, merge: str, type_size: int) -> str:
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF2F6"/>' if box.head else ""
    side = "right" if box.right else "center" if box.head else "left"
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    bold = "<w:b/>" if box.head else ""
    run = (
        f'<w:r><w:rPr>{fonts}{bold}<w:sz w:val="{type_size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        if text
        else ""
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}'
        '<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{run}</w:p></w:tc>'
    )
