"""Parts on the map: counted, found again, named close by; what was scrapped stands nowhere."""

import random
from datetime import date

import pytest
from django.test import Client

from tests.district import District
from tests.ground import lay
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.fieldwork.parts import places
from yiwang.fieldwork.parts.models import Part
from yiwang.fieldwork.parts.queries import Filters
from yiwang.org.lattice import MOST_CELLS, Window

DATA, TABLE, FOUND = "/map/parts.json", "/map/parts/", "/map/parts/found/"
HERE = {"bbox": "114.2,30.5,114.4,30.7", "zoom": "12"}
WINDOW = Window(114.2, 30.5, 114.4, 30.7, 12)
LAMP, COVER = "5137", "5102"
GRID = "420199001002001"


def part(number: int, x: float = 114.3, y: float = 30.6, **more: object) -> Part:
    given = {"name": f"路灯{number}号", "category": LAMP, "grid": GRID, "owner_name": "城管局"}
    return Part(
        code=f"420199{number:010d}",
        segments=[],
        longitude=x,
        latitude=y,
        surveyed_on=date(2026, 3, 1),
        **(given | more),
    )


def write(*parts: Part) -> None:
    Part.objects.bulk_create(parts)


def told(client: Client, **more: str) -> list[dict]:
    answer = client.get(DATA, HERE | more)
    assert answer.status_code == 200, answer.content
    return [feature["properties"] for feature in answer.json()["features"]]


def text(client: Client, address: str, **more: str) -> str:
    return client.get(address, more).content.decode()


def test_a_part_that_stands_alone_is_named_with_its_code_and_owner_and_no_more(district: District):
    write(part(1, owner=district.units["bureau"], owner_name="城管局（旧称）"))
    (found,) = told(signed_in(district, Duty.DISPATCHER))
    assert found.pop("cell").startswith("c12.")
    assert found == {
        "n": 1, "damaged": 0, "lost": 0, "code": "4201990000000001", "name": "路灯1号",
        "owner": "城管局",
    }  # fmt: skip


def test_several_in_one_place_are_only_counted_and_their_list_names_them(district: District):
    write(part(1), part(2, state="damaged"), part(3, state="lost"))
    client = signed_in(district, Duty.HANDLER)
    (found,) = told(client)
    key = found.pop("cell")
    assert found == {"n": 3, "damaged": 1, "lost": 1}
    page = text(client, FOUND, cell=key)
    assert all(f"路灯{n}号" in page for n in (1, 2, 3)) and "部件：3 个" in page


def test_a_scrapped_part_is_on_no_map_in_no_list_and_in_no_count(district: District):
    write(part(1, state="scrapped"), part(2))
    client = signed_in(district, Duty.SUPERVISOR)
    (found,) = told(client)
    assert found["n"] == 1 and found["code"].endswith("2")
    page = text(client, FOUND, cell=found["cell"])
    assert "路灯2号" in page and "路灯1号" not in page
    assert told(client, part_state="scrapped") == []
    assert [counts.total for _grid, counts in places.by_grid(Filters())] == [1]


def test_class_state_and_area_narrow_map_list_and_table_alike(district: District):
    lay(district)
    write(
        part(1, 114.31),
        part(2, 114.33, category=COVER),
        part(3, 114.35, state="lost"),
        part(4, 114.37, grid="420199001003001"),
    )
    client = signed_in(district, Duty.SUPERVISOR)
    for asked, expected in (
        ({"part_class": COVER}, {"2"}),
        ({"part_state": "lost"}, {"3"}),
        ({"area": "420199001003"}, {"4"}),
        ({"part_class": LAMP, "part_state": "damaged"}, set()),
    ):
        found = told(client, **asked)
        assert {one["code"][-1] for one in found} == expected, asked
        table = text(client, TABLE, **asked)
        assert (f"{len(expected)}</td>" in table) == bool(expected), asked
        assert ("没有符合条件的部件" in table) == (not expected), asked


def test_the_table_counts_by_area_and_leads_into_the_register(district: District):
    lay(district)
    write(part(1), part(2, state="lost"), part(3, grid=""), part(4, state="scrapped"))
    client = signed_in(district, Duty.SUPERVISOR)
    table = text(client, TABLE, part_class=LAMP)
    assert "江滩街道" in table and "不在任何网格内" in table and "合计" in table
    assert "/registers/parts/?grid=420199001&amp;category=5137" in table
    rows = text(client, TABLE, area="420199001").split("<tr>")
    (community,) = [row for row in rows if "临江社区" in row]
    assert ">2</td>" in community and "滨湖社区" not in "".join(rows)


def test_every_part_is_counted_once_in_at_most_two_thousand_cells(district: District):
    chance = random.Random(5)
    scattered = [
        part(n, chance.uniform(114.2, 114.4), chance.uniform(30.5, 30.7)) for n in range(3000)
    ]
    write(*scattered)
    for zoom in (8, 12, 15, 18):
        window = Window(WINDOW.west, WINDOW.south, WINDOW.east, WINDOW.north, zoom)
        found = places.cells(Filters(), window)
        assert len(found) <= MOST_CELLS, zoom
        assert sum(cell.counts.total for cell in found) == len(scattered), zoom
        assert all((cell.part is not None) == (cell.counts.total == 1) for cell in found)
    for cell in found[::97]:
        assert places.in_cell(Filters(), cell.key).count() == cell.counts.total


@pytest.mark.parametrize("address", [DATA, TABLE])
def test_an_answer_takes_at_most_eight_queries(
    district: District, address: str, django_assert_max_num_queries
):
    write(*(part(n, 114.21 + n / 100) for n in range(1, 9)))
    client = signed_in(district, Duty.HANDLER)
    client.get(address, HERE)
    with django_assert_max_num_queries(8):
        assert client.get(address, HERE).status_code == 200


def test_odd_windows_and_cells_are_refused_in_words(district: District):
    client = signed_in(district, Duty.SUPERVISOR)
    for address, asked in ((DATA, {"bbox": "1,2,3", "zoom": "5"}), (FOUND, {"cell": "x1"})):
        assert client.get(address, asked).status_code == 422, address
