"""Tables whose cells are parted by tabs."""

from yiwang.disclosure.reading.labelling import labelled
from yiwang.disclosure.reading.rows import rows_of_lines
from yiwang.disclosure.reading.shaped import Region, Shaped


def shape(region: Region) -> Shaped:
    """The columns and rows of lines with tabs."""
    return labelled(rows_of_lines(region.body), region.form)
