"""Lines of text files."""

import pytest

from yiwang.disclosure.sources import taken_in
from yiwang.disclosure.sources.refused import Unreadable


def test_lines_are_numbered_from_one_and_keep_tabs_and_spaces() -> None:
    flow = taken_in("一、收入\t1\r\n\n  合计\u2028行\x0b \t\n".encode(), "a.txt")
    assert [(line.text, line.place.line) for line in flow.lines] == [
        ("一、收入\t1", 1),
        ("", 2),
        ("  合计\u2028行\x0b \t", 3),
    ]


def test_a_form_feed_begins_a_page_and_stays_in_its_line() -> None:
    flow = taken_in("甲\n\f乙\n丙".encode("gb18030"), "a.txt")
    assert [line.place.page for line in flow.lines] == [1, 2, 2]
    assert flow.lines[1].text == "\f乙"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Unreadable):
        taken_in(b"\x00\x01\x02" * 9, "a.txt")
