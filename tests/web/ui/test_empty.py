"""Where nothing is listed, the page says so and what the next step is."""

from html.parser import HTMLParser

import pytest

from tests.district import District
from tests.web.test_pages import PAGES, signed_in
from yiwang.engine.duties import CENTRE, Duty
from yiwang.web.ui.tags import empty, tile_grid
from yiwang.web.ui.tiles import Tile, even_rows

ROWS = {"tbody": "tr", "ul": "li", "ol": "li"}


class Lists(HTMLParser):
    """Every table and list of a page with the number of its rows, and every empty state."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[list] = []
        self.bare: list[str] = []
        self.empty: list[str] = []
        self.inside = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag in ROWS:
            self.open.append([tag, names.get("id", ""), 0])
        elif self.open and tag == ROWS[self.open[-1][0]]:
            self.open[-1][2] += 1
        if self.inside:
            self.inside += tag == "div"
        elif tag == "div" and names.get("class") == "empty":
            self.inside = 1
            self.empty.append("")

    def handle_endtag(self, tag):
        if tag in ROWS and not self.open[-1][2]:
            self.bare.append(f"{tag}#{self.open[-1][1]}")
        if tag in ROWS:
            self.open.pop()
        self.inside -= self.inside > 0 and tag == "div"

    def handle_data(self, data):
        if self.inside and data.strip():
            self.empty[-1] += data.strip() + "|"


@pytest.mark.parametrize("duty", [*sorted(CENTRE), Duty.HANDLER])
def test_a_list_without_rows_says_what_to_do_next(district: District, duty: Duty):
    client = signed_in(district, duty)
    searches = ("/desk/search/?text=无", "/knowledge/?text=无", "/manage/people/?text=无此人")
    for path in (*PAGES, *searches):
        if duty not in PAGES[path.split("?")[0]]:
            continue
        found = Lists(client.get(path).content.decode())
        assert found.bare == [], path
        assert all(len(told.split("|")) > 2 for told in found.empty), (path, found.empty)


def test_the_empty_desk_of_an_operator_leads_to_the_intake(district: District):
    page = signed_in(district, Duty.OPERATOR).get("/desk/").content.decode()
    assert len(Lists(page).empty) == 1 and 'class="button" href="/desk/new/"' in page


def test_an_empty_state_without_a_next_page_shows_no_button():
    assert empty("check", "没有", "等待")["address"] == ""


@pytest.mark.parametrize("count, across", [(1, 1), (4, 4), (8, 8), (9, 5), (10, 5), (12, 6)])
def test_tiles_fill_their_rows(count: int, across: int):
    assert even_rows(count) == across
    assert tile_grid([Tile("案件", 1, "/")] * count)["across"] == across
