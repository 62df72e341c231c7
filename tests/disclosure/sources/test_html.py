"""Web pages: what is seen, tables with their spans, tables that only place others."""

from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources import taken_in
from yiwang.disclosure.sources.flow import Flow, Grid
from yiwang.disclosure.tables import Line


def read(body: str) -> Flow:
    page = f"<!DOCTYPE html><html><head><title>题</title></head><body>{body}</body></html>"
    return taken_in(page.encode(), "a.html")


def told(flow: Flow) -> list[object]:
    return [
        block.text if isinstance(block, Line) else [cell.text for cell in block.cells]
        for block in flow.blocks
    ]


def test_headings_paragraphs_and_tables_stand_in_order_without_scripts() -> None:
    flow = read(
        "<script>var a=1</script><h1>收入总表</h1><p>单位：<b>万元</b></p>"
        "<table><tr><th>科目<th>金额<tr><td>合计<td>3</table>说明<br>第二行"
    )
    assert flow.type is FileType.HTML
    assert told(flow) == ["收入总表", "单位：万元", ["科目", "金额", "合计", "3"], "说明", "第二行"]
    assert [line.place.line for line in flow.lines] == list(range(1, 9))


def test_spans_move_the_cells_that_follow() -> None:
    flow = read(
        "<table><tr><td rowspan=2>项目<td colspan=2>支出<tr><td>基本<td>项目支出"
        "<tr><td>合计<td>1<td>2</table>"
    )
    grid = flow.blocks[0]
    assert isinstance(grid, Grid)
    places = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells}
    assert places["项目"] == (0, 0, 2, 1)
    assert places["支出"] == (0, 1, 1, 2)
    assert places["基本"] == (1, 1, 1, 1)


def test_a_table_that_only_places_others_is_opened() -> None:
    inner = "<table><tr><td>科目<td>金额<tr><td>合计<td>3</table>"
    flow = read(f"<table><tr><td>收入总表</td></tr><tr><td>{inner}</td></tr></table>")
    assert told(flow) == ["收入总表", ["科目", "金额", "合计", "3"]]


def test_a_page_saved_as_xls_is_read_with_a_warning() -> None:
    content = "<html><body><table><tr><td>科目<td>金额<tr><td>合计<td>3</table></body></html>"
    flow = taken_in(content.encode("gb18030"), "收入.xls")
    assert told(flow) == [["科目", "金额", "合计", "3"]]
    assert flow.warnings == ("文件扩展名是xls，内容是html，已按内容读取",)
