"""The files of a report: the figures of its readings, in the words and order of its template."""

import hashlib
import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.analytics.reports.test_contents import case, facts_with
from tests.analytics.reports.test_reports import WEEK, known, made, released  # noqa: F401
from tests.district import District
from yiwang.analytics.reports import actions, files, paper, pdf, queries, templates
from yiwang.analytics.reports.bulletins import BULLETINS, MONTHLY
from yiwang.analytics.reports.contents import written
from yiwang.analytics.reports.document import filled
from yiwang.analytics.reports.making import contents_of
from yiwang.analytics.reports.models import Report, ReportFile
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound, NotNow
from yiwang.measure.period import parse

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 3, 8, tzinfo=UTC)


def june() -> paper.Paper:
    """A June of 1,234 cases under two classes, one of them with the name of a formula."""
    rows = [case(at, "2026-06-08", "030401") for at in range(1200)]
    rows += [case(2000 + at, "2026-06-09", "=1+1") for at in range(34)]
    rows += [case(4000 + at, "2026-05-08", "030401") for at in range(1173)]
    rows += [case(9000, "2024-05-08")]
    contents = contents_of(MONTHLY, parse("2026-06"), facts_with(*rows))
    report = Report(
        bulletin="monthly",
        period="2026-06",
        edition=1,
        contents=written(contents),
        digest="0" * 64,
        made_at=NOW,
        made_name="系统",
    )
    return paper.paper_of(report, MONTHLY)


def template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def texts(content: bytes) -> str:
    document = Document(BytesIO(content))
    return "\n".join(one.text for one in document.paragraphs)


def figures(found: paper.Paper) -> set[str]:
    """Every text of every table."""
    return {c.text for block in found.blocks for row in block.rows for c in row if c.text}


def test_the_docx_of_birth_holds_every_sentence_and_every_figure():
    found = june()
    content = filled(templates.born(MONTHLY), found)
    text = texts(content)
    assert "{{" not in text and "2026年6月 月报（待审核）" in text
    for block in found.blocks:
        assert block.heading in text and "".join(block.sentences) in text
    assert "本月共受理案件1,234件，环比上升5.2%" in text
    tables = Document(BytesIO(content)).tables
    cells = [[[c.text for c in row.cells] for row in table.rows] for table in tables]
    assert cells == [
        [list(block.heads), *([c.text for c in row] for row in block.rows)]
        for block in found.blocks
        if block.rows
    ]


def test_charts_of_the_docx_have_the_values_of_the_table():
    found = june()
    document = Document(BytesIO(filled(templates.born(MONTHLY), found)))
    charts = [
        etree.fromstring(rel.target_part.blob)
        for rel in document.part.rels.values()
        if rel.reltype == RELATIONSHIP_TYPE.CHART
    ]
    drawn = [block for block in found.blocks if block.bars]
    assert len(charts) == len(drawn) > 1
    for chart, block in zip(charts, drawn, strict=True):
        said = [v.text for v in chart.iter("{*}v")]
        names, values = [b.name for b in block.bars], [str(b.number) for b in block.bars]
        assert said == [block.drawn, *names, *values]


def test_the_workbook_has_numbers_and_no_formula_in_it():
    found = june()
    book = load_workbook(BytesIO(files.workbook(found)))
    for block in found.blocks:
        if not block.rows:
            assert block.label not in book.sheetnames
            continue
        rows = list(book[block.label].iter_rows(values_only=True))[1:]
        for row, shown in zip(rows, block.rows, strict=True):
            wanted = [float(c.number) if c.number is not None else c.text or None for c in shown]
            assert list(row) == wanted
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {row[1] for row in book["口径"].iter_rows(values_only=True)} >= set(
        found.contents.versions.values()
    )


# Not among the quick ones: a bare machine has no Chinese font.
@pytest.mark.longer
def test_the_pdf_says_what_the_page_says():
    if not pdf.family():
        pytest.skip("no Chinese font is installed")
    found = june()
    pages = PdfReader(BytesIO(pdf.pdf(found))).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    # Full-width punctuation is set narrower and may be read back otherwise.
    plain = re.sub(r"[^\w%.,/]", "", text)
    for wanted in (*figures(found), "本月共受理案件1,234件", "环比上升5.2%"):
        assert re.sub(r"[^\w%.,/]", "", wanted) in plain, wanted


def test_without_a_chinese_font_there_is_no_pdf_and_the_reason_is_told(known, monkeypatch):  # noqa: F811
    monkeypatch.setattr(pdf, "family", lambda: "")
    monkeypatch.setattr(files, "family", lambda: "")
    with pytest.raises(NotNow, match="没有中文字体"):
        pdf.pdf(june())
    one = released(known)
    assert queries.formats(one) == ["docx", "xlsx"]
    with pytest.raises(NotFound):
        queries.file(one, queries.format_of("pdf"))


def test_released_files_are_kept_byte_for_byte(known: District):  # noqa: F811
    one = released(known)
    docx = queries.format_of("docx")
    before = queries.file(one, docx)
    text = texts(before)
    assert "本周共受理案件3件" in text and one.released_name in text and "待" not in text
    keeper = known.worker(Duty.SUPERVISOR)
    other = template("{{标题}}另一种")
    actions.publish_template(key="weekly", name="二.docx", content=other, basis="一", by=keeper)
    assert queries.file(one, docx) == before
    for row in ReportFile.objects.filter(report=one):
        assert row.digest == hashlib.sha256(bytes(row.content)).hexdigest()
    # What is not released follows the template in force.
    actions.withdraw(number=one.pk, reason="试版式", by=keeper)
    assert texts(queries.file(made(known), docx)).endswith("另一种")


def test_a_template_is_refused_with_the_name_that_nobody_knows():
    with pytest.raises(Invalid) as refused:
        templates.check(MONTHLY, "a.docx", template("共{{受理量}}件", "{{总体情况.表}}"))
    assert "1个不认识的占位符：{{受理量}}（{{受理数}}？）" in refused.value.message


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["见{{总体情况.表}}"], "要单独成段"),
        (["{{总体情况.图}}"], "不认识的占位符：{{总体情况.图}}"),
        (["{{标题}", "{{期间}}"], "没有配对的花括号"),
        (["没有占位符"], "没有任何占位符"),
    ],
)
def test_what_cannot_be_filled_is_named(lines: list[str], told: str):
    with pytest.raises(Invalid, match=re.escape(told)):
        templates.check(MONTHLY, "a.docx", template(*lines))


def test_every_template_of_birth_passes_its_own_check():
    for bulletin in BULLETINS:
        templates.check(bulletin, "a.docx", templates.born(bulletin))


def test_every_placeholder_that_is_allowed_is_filled():
    found = june()
    lines = [f"{{{{{name}}}}}" for name in sorted(paper.inline(MONTHLY) | paper.standing(MONTHLY))]
    content = template(*lines)
    templates.check(MONTHLY, "a.docx", content)
    assert "{{" not in texts(filled(content, found))
    assert set(found.words) == paper.inline(MONTHLY)


def test_a_placeholder_that_word_cut_into_pieces_is_filled_in_its_place():
    document = Document()
    paragraph = document.add_paragraph("共")
    for piece in ("{", "{受理", "数}", "}件"):
        paragraph.add_run(piece)
    paragraph.runs[1].bold = True
    document.sections[0].header.paragraphs[0].text = "{{期间}}"
    content = BytesIO()
    document.save(content)
    templates.check(MONTHLY, "a.docx", content.getvalue())
    result = Document(BytesIO(filled(content.getvalue(), june())))
    (line,) = [one for one in result.paragraphs if one.text]
    assert line.text == "共1,234件"
    assert [(run.text, run.bold) for run in line.runs if run.text] == [
        ("共", None),
        ("1,234", True),
        ("件", None),
    ]
    assert result.sections[0].header.paragraphs[0].text == "2026年6月"


def test_a_template_that_fetches_from_elsewhere_or_is_no_docx_is_refused():
    content = template("{{标题}}")
    with pytest.raises(Invalid, match="docx"):
        templates.check(MONTHLY, "a.txt", "文字".encode())
    broken = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data[:50] if entry.filename == "word/document.xml" else data)
    with pytest.raises(Invalid, match="已损坏"):
        templates.check(MONTHLY, "a.docx", broken.getvalue())
    document = Document(BytesIO(content))
    document.part.relate_to("https://elsewhere.example/a.dotx", _TEMPLATE, is_external=True)
    reaching = BytesIO()
    document.save(reaching)
    with pytest.raises(Invalid, match="外部"):
        templates.check(MONTHLY, "a.docx", reaching.getvalue())
    with pytest.raises(Invalid, match="兆字节"):
        templates.check(MONTHLY, "a.docx", b"0" * (templates.MOST_BYTES + 1))


_TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def test_templates_are_published_by_who_may_and_never_changed(known: District):  # noqa: F811
    given = {"key": "weekly", "name": "一.docx", "content": template("{{标题}}"), "basis": "一"}
    for duty in (Duty.LEADER, Duty.ADMINISTRATOR, Duty.HANDLER):
        with pytest.raises(NotAllowed):
            actions.publish_template(**given, by=known.worker(duty))
    assessor = known.worker(Duty.ASSESSOR)
    with pytest.raises(Missing):
        actions.publish_template(**given | {"basis": " "}, by=assessor)
    first = actions.publish_template(**given, by=assessor)
    second = actions.publish_template(**given | {"name": "二.docx"}, by=assessor)
    assert queries.templates("weekly") == [second, first]
    assert queries.template_of(queries.bulletin_of("weekly"))[1] == second
    assert queries.template_of(queries.bulletin_of("monthly"))[1] is None
