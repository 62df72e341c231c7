"""Files of a draft: the same bytes each time, nothing in them that runs or is fetched."""

import csv
import json
import re
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO
from zipfile import ZipFile

from docx import Document

from tests.disclosure.writing.year import budget, final
from yiwang.disclosure.writing.compose import compose
from yiwang.disclosure.writing.files.docx import docx
from yiwang.disclosure.writing.files.html import html
from yiwang.disclosure.writing.files.opendata import opendata
from yiwang.disclosure.writing.files.pdf import pdf


def test_the_same_books_give_the_same_bytes() -> None:
    for make in (html, docx, pdf):
        assert make(compose(final())) == make(compose(final()))
    assert opendata(final()) == opendata(final())


def test_a_page_has_no_script_and_fetches_nothing() -> None:
    page = html(compose(budget())).decode()
    assert not re.search(r"<script|<link|src=|https?://|@import|url\(", page)


def test_every_table_of_a_page_has_a_name_and_every_head_a_scope() -> None:
    page = html(compose(final())).decode()
    assert page.count("<caption>") == 9
    heads = re.findall(r"<th\b[^>]*>", page)
    assert heads
    assert all("scope=" in one for one in heads)


def test_headings_of_a_docx_are_real_and_wide_tables_lie_across() -> None:
    document = Document(BytesIO(docx(compose(budget()))))
    styles = [one.style.name for one in document.paragraphs if one.style]
    assert styles.count("Heading 1") == 4
    assert any(one.page_width > one.page_height for one in document.sections)


def test_head_rows_of_a_docx_repeat_on_each_page() -> None:
    with ZipFile(BytesIO(docx(compose(final())))) as archive:
        told = archive.read("word/document.xml").decode()
    assert told.count("<w:tblHeader/>") >= 9


def test_open_data_hold_every_line_once_and_their_sums() -> None:
    with ZipFile(BytesIO(opendata(final()))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for one in package["resources"]:
            content = archive.read(one["path"])
            assert one["hash"] == f"sha256:{sha256(content).hexdigest()}"
            assert one["bytes"] == len(content)
        rows = list(csv.DictReader(StringIO(archive.read("budget.csv").decode())))
    spent = [row for row in rows if row["flow"] == "spending" and row["phase"] == "executed"]
    assert sum(Decimal(row["amount"]) for row in spent) == Decimal("21985040.40")
    assert package["model"]["measures"]["amount"]["phase"] == "executed"
    assert len(package["resources"]) == 1 + 9


def test_the_fields_of_open_data_are_the_columns_of_their_files() -> None:
    with ZipFile(BytesIO(opendata(budget()))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for one in package["resources"]:
            head = next(csv.reader(StringIO(archive.read(one["path"]).decode())))
            assert head == [field["name"] for field in one["schema"]["fields"]]
        used = {
            told["source"]
            for dimension in package["model"]["dimensions"].values()
            for told in dimension["attributes"].values()
        }
    fields = {field["name"] for field in package["resources"][0]["schema"]["fields"]}
    assert used <= fields
