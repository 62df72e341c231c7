"""Small made-up files of every kind, whole and hostile ones."""

import io
import zipfile
from pathlib import Path

from openpyxl import Workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A docx of this body; `numbering` and `styles` may be given as XML."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    more = {f"word/{name}.xml": content.encode() for name, content in parts.items()}
    return zipped(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()} | more
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def xlsx(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf(*pages: bytes) -> bytes:
    """A pdf whose pages have these content streams; Helvetica is /F1."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)))
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(stream(content))
    return assembled(objects)


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects with their table of places."""
    told, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(told))
        told += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(told)
    told += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    told += b"".join(b"%010d 00000 n \n" % place for place in places)
    return told + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        start,
    )


def text_at(x: int, y: int, text: str) -> bytes:
    return b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode())


def zip_bomb(path: str, size: int) -> bytes:
    """An archive whose one part is `size` zero bytes once it is unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(path, "w", force_zip64=True) as part:
            for _ in range(size // 1_048_576):
                part.write(bytes(1_048_576))
    return buffer.getvalue()


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
