"""What a file is, by its content; what may not be attached."""

import io
import zipfile

import pytest

from yiwang.kernel import uploads
from yiwang.kernel.refusals import Invalid


def office(*names: str, size: int = 10) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "0" * size)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        ("a.PNG", b"\x89PNG\r\n\x1a\nrest", "image/png"),
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.txt", "现场情况".encode("gb18030"), "text/plain"),
        ("a.txt", "现场情况".encode("utf-16"), "text/plain"),
        ("a.csv", "编号,内容\r\n".encode("utf-16-le"), "text/plain"),
        ("a.txt", "一页\f又一页\x1a".encode(), "text/plain"),
        ("a.txt", "温度 < 5 on=1，a<b on time=2".encode(), "text/plain"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        ("a.docx", office("word/document.xml"), uploads.DOCX.mime),
        ("a.xlsx", office("xl/workbook.xml"), uploads.XLSX.mime),
    ],
)
def test_known_kinds_are_known_by_their_content(name, content, mime):
    assert uploads.sniff(name, content).mime == mime


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b""),
        ("a.jpg", b"\x89PNG\r\n\x1a\n"),
        ("a.mp4", b"\x00\x00\x00\x18ftypheic"),
        ("a.exe", b"MZ\x90\x00"),
        ("a.txt", b"#!/bin/sh"),
        ("a.txt", b"x" * 5000 + b"<script>"),
        ("a.txt", b"<body onload=alert(1)>"),
        ("a.txt", "<body\tONLOAD = x>\n".encode("utf-16")),
        ("a.txt", "<script>alert(1)\n".encode("utf-16-be")),
        ("a.txt", b"\xff\xfe\x01\x00\x02\x00\x03\x00"),
        ("a.txt", b"\x1b[2J\x07"),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom"[:6]),
        ("a.svg", b"<svg xmlns='x'/>"),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("a.docx", office("word/document.xml", "word/run.exe")),
        ("a.docx", office("other/file.xml")),
        ("a.docx", office("word/document.xml", size=3_000_000)),
        ("a.docx", b"PK\x03\x04 cut off"),
    ],
)
def test_disguised_and_dangerous_files_are_refused(name, content):
    with pytest.raises(Invalid):
        uploads.sniff(name, content)
