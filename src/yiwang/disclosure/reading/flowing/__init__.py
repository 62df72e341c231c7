"""Tables of plain text whose lines were broken when the text was taken out of a PDF."""

from yiwang.disclosure.forms import Form
from yiwang.disclosure.reading.flowing.listing import is_listing, listing_table
from yiwang.disclosure.reading.flowing.parting import parted
from yiwang.disclosure.reading.flowing.plain import plain_table
from yiwang.disclosure.reading.flowing.sheets import sheet_table
from yiwang.disclosure.reading.flowing.sided import sided_table
from yiwang.disclosure.reading.shaped import Region, Shaped

_SHEETS = (Form.UNIT_TARGETS, Form.PROJECT_TARGETS)
__all__ = ["shape"]


def shape(region: Region) -> Shaped:
    """Columns, rows and notes of the region; what the head does not tell has no heading.

    No figure is dropped: a row that has more than the head has columns gets columns more.
    """
    if region.form in _SHEETS:
        return sheet_table(region)
    parts = parted(region)
    if parts.head.sided:
        return sided_table(parts)
    if is_listing(parts.head):
        return listing_table(parts)
    return plain_table(parts)
