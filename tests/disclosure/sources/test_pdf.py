"""PDF files: lines, ruled tables, heads and feet, pictures, and everything hostile."""

import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.disclosure.sources import made
from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources import taken_in
from yiwang.disclosure.sources.flow import Flow, Grid
from yiwang.disclosure.sources.limits import Limits
from yiwang.disclosure.sources.refused import Beyond, Damaged, Locked, OtherKind, PicturesOnly
from yiwang.disclosure.tables import Line

REAL = SHARED / "data" / "disclosures" / "full_pt_fuban_yusuan2025_unit.pdf"
PICTURE = b"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"


def read(*pages: bytes) -> Flow:
    return taken_in(made.pdf(*pages), "a.pdf")


def grid_at(left: int, top: int, cells: list[list[str]]) -> bytes:
    """A table of 100 by 20 points a cell, with all its rules."""
    wide, high = left + 100 * len(cells[0]), top - 20 * len(cells)
    rules = [f"{left} {top - 20 * n} m {wide} {top - 20 * n} l S" for n in range(len(cells) + 1)]
    rules += [
        f"{left + 100 * n} {top} m {left + 100 * n} {high} l S" for n in range(len(cells[0]) + 1)
    ]
    texts = b"".join(
        made.text_at(left + 5 + 100 * column, top - 14 - 20 * row, text)
        for row, told in enumerate(cells)
        for column, text in enumerate(told)
        if text
    )
    return "\n".join(rules).encode() + b"\n" + texts


def told(flow: Flow) -> list[object]:
    return [
        block.text if isinstance(block, Line) else [cell.text for cell in block.cells]
        for block in flow.blocks
    ]


def test_lines_are_numbered_on_each_page_and_columns_kept_by_spaces() -> None:
    flow = read(
        made.text_at(50, 700, "Income")
        + made.text_at(300, 700, "1.00")
        + made.text_at(50, 680, "All"),
        made.text_at(50, 700, "Other"),
    )
    assert flow.type is FileType.PDF
    assert [(line.place.page, line.place.line) for line in flow.lines] == [(1, 1), (1, 2), (2, 1)]
    first = flow.lines[0].text
    assert first.split() == ["Income", "1.00"]
    assert first.index("1.00") == 50


def test_a_ruled_table_is_a_grid_between_the_lines_around_it() -> None:
    flow = read(
        made.text_at(50, 700, "Before")
        + grid_at(50, 650, [["Item", "Sum"], ["All", "3.00"]])
        + made.text_at(50, 500, "After it")
    )
    assert told(flow) == ["Before", ["Item", "Sum", "All", "3.00"], "After it"]
    grid = flow.blocks[1]
    assert isinstance(grid, Grid)
    assert [(one.row, one.column, one.place.line) for one in grid.cells] == [
        (0, 0, 2),
        (0, 1, 2),
        (1, 0, 3),
        (1, 1, 3),
    ]


def test_a_frame_around_text_is_no_table() -> None:
    assert told(read(grid_at(50, 650, [["Framed"]]))) == ["Framed"]


def test_page_numbers_and_repeated_heads_are_dropped_from_the_flow_and_kept_in_the_lines() -> None:
    flow = read(
        *(
            made.text_at(50, 800, "Budget of Qingchuan")
            + made.text_at(50, 700, text)
            + made.text_at(290, 30, f"- {number} -")
            for number, text in enumerate(("one", "two", "three"), 1)
        )
    )
    assert told(flow) == ["one", "two", "three"]
    assert len(flow.lines) == 9


def test_a_head_on_two_pages_of_two_is_kept_it_may_be_a_table_that_goes_on() -> None:
    page = made.text_at(50, 800, "Item") + made.text_at(50, 700, "text")
    assert told(read(page, page)) == ["Item", "text", "Item", "text"]


def test_a_page_that_is_a_picture_is_told_and_the_others_are_read() -> None:
    flow = read(made.text_at(50, 700, "Text of the first page"), PICTURE)
    assert told(flow) == ["Text of the first page"]
    assert flow.warnings == ("第2页只有图像，没有文字层，无法读取",)


def test_a_seal_on_a_page_of_text_is_no_reason_to_warn() -> None:
    seal = PICTURE.replace(b"500 0 0 700 0 0", b"80 0 0 80 400 100") + b"\n"
    assert read(seal + made.text_at(50, 700, "Short")).warnings == ()


def test_pictures_only_are_refused() -> None:
    with pytest.raises(PicturesOnly, match="没有文字层"):
        read(PICTURE, PICTURE)


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    text = made.text_at(50, 700, "Bold")
    assert told(read(text + text)) == ["Bold"]


def test_a_slanting_watermark_is_not_read() -> None:
    mark = b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (COPY) Tj ET\n"
    assert told(read(mark + made.text_at(50, 700, "Text"))) == ["Text"]


def test_a_table_printed_sideways_is_turned_before_it_is_read() -> None:
    turned = b"q 0 1 -1 0 595 0 cm\n" + grid_at(50, 450, [["Item", "Sum"], ["All", "3.00"]]) + b"Q"
    assert told(read(turned)) == [["Item", "Sum", "All", "3.00"]]


def test_an_encrypted_file_is_refused() -> None:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        b"00" * 32,
        b"11" * 32,
    )
    with pytest.raises(Locked, match="取消密码"):
        taken_in(made.assembled(objects, lock), "a.pdf")


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n" + bytes(range(256)) * 200, b"%PDF-1.4", made.pdf(b"x")[:150]],
    ids=["junk", "a head alone", "cut off"],
)
def test_damaged_files_are_refused(content: bytes) -> None:
    with pytest.raises((Damaged, PicturesOnly)) as refused:
        taken_in(content, "a.pdf")
    assert "请" in refused.value.message


def test_five_hundred_pages_are_refused_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(Beyond, match="页数超过上限300"):
        read(*[made.text_at(50, 700, "page")] * 500)
    assert time.monotonic() - started < 5


def test_streams_that_unpack_without_end_are_refused() -> None:
    bomb = zlib.compress(bytes(150 * 2**20))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        made.stream(bomb, b"/Filter /FlateDecode"),
    ]
    with pytest.raises(Beyond, match="解压后"):
        taken_in(made.assembled(objects), "a.pdf")


def test_a_million_objects_are_refused_before_they_are_looked_for() -> None:
    with pytest.raises(Beyond, match="对象数"):
        taken_in(b"%PDF-1.4\n" + b"1 0 obj\n<< /A 1 >>\nendobj\n" * 1_000_000, "a.pdf")


def test_streams_packed_twice_are_refused() -> None:
    twice = made.stream(b"x", b"/Filter [/FlateDecode /FlateDecode]")
    with pytest.raises(OtherKind, match="重复压缩"):
        taken_in(made.assembled([b"<< /Type /Catalog >>", twice]), "a.pdf")


def test_a_drawing_that_calls_others_again_and_again_is_given_up() -> None:
    depth = 9
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
        b" /Resources << /XObject << /X 5 0 R >> >> >>",
        made.stream(b"/X Do " * 10),
    ]
    for number in range(6, 6 + depth):
        inner = b"/Resources << /XObject << /X %d 0 R >> >>" % number
        form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inner
        objects.append(made.stream(b"/X Do " * 10, form))
    objects.append(made.stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    started = time.monotonic()
    with pytest.raises(Beyond):
        taken_in(made.assembled(objects), "a.pdf")
    assert time.monotonic() - started < 25


def test_between_pages_the_clock_is_looked_at() -> None:
    ticks = iter(range(0, 1000, 7))
    with pytest.raises(Beyond, match="超过20秒"):
        taken_in(made.pdf(*[b""] * 9), "a.pdf", clock=lambda: float(next(ticks)))


def test_marks_of_one_page_are_bounded() -> None:
    with pytest.raises(Beyond, match="字符和线条"):
        taken_in(made.pdf(made.text_at(0, 0, "x" * 5000)), "a.pdf", limits=Limits(marks=2000))


# VmHWM begins anew with the program; ru_maxrss would tell that of the process that started it.
MEASURED = """
import re, sys
from pathlib import Path
from yiwang.disclosure.sources import taken_in
from yiwang.kernel.refusals import Refusal
path = Path(sys.argv[1])
try:
    taken_in(path.read_bytes(), path.name)
except Refusal:
    pass
told = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())
print(int(told.group(1)) // 1024)
"""


@pytest.mark.longer
@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "html"])
def test_the_worst_stays_below_500_megabytes(kind: str, tmp_path: Path) -> None:
    worst = {
        "docx": lambda: made.docx(made.paragraph("甲") * 190_000),
        "xlsx": lambda: made.zip_bomb("xl/workbook.xml", 2**30),
        "pdf": lambda: made.pdf(zlib.compress(bytes(2**30))),
        "html": lambda: b"<html><table>" + b"<tr><td>1<td>2" * 140_000,
    }
    path = made.written(tmp_path, f"worst.{kind}", worst[kind]())
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 500, done.stdout


@pytest.mark.shared
@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared")
def test_a_real_file_of_21_pages_is_read_in_time_with_every_table_ruled() -> None:
    started = time.monotonic()
    flow = taken_in(REAL.read_bytes(), REAL.name)
    assert time.monotonic() - started < 5
    assert flow.warnings == ()
    grids = [block for block in flow.blocks if isinstance(block, Grid)]
    assert len(grids) == 13
    assert sum(cell.text == "91,016,775.35" for grid in grids for cell in grid.cells) == 12
