"""The commands `audit-disclosure` and `read-disclosure`: no server, no database, no settings."""

import argparse
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson

from yiwang.disclosure.auditing import audit
from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.auditing.rules import RULES
from yiwang.disclosure.document import Document
from yiwang.disclosure.reading import read
from yiwang.disclosure.telling import beside, page, plain, sarif, text, workbook
from yiwang.kernel.refusals import Refusal

HELD, ERRORS, UNREADABLE = 0, 1, 2
# Bytes of address space; a file that wants more is refused, whatever it pretends to be.
MOST_MEMORY = 2 * 1024**3
Audits = Sequence[tuple[Document, Sequence[Finding]]]


def main(arguments: Sequence[str]) -> int:
    """Run the command named first; its exit code: 0 no errors, 1 errors found, 2 unreadable."""
    command = {"audit-disclosure": _audit, "read-disclosure": _read}[arguments[0]]
    _bound()
    try:
        return command(arguments[1:])
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.message}\n")
    except MemoryError:
        sys.stderr.write("文件展开后过大，已停止读取；请拆分后再试\n")
    return UNREADABLE


def _bound() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _read(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="yiwang read-disclosure", description="读出预算、决算公开文件中的表格、段落和绩效表。"
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--format", choices=("json",), default="json")
    parser.add_argument("--output", type=Path, help="写入文件，不写到屏幕")
    asked = parser.parse_args(arguments)
    documents = [_taken(path) for path in asked.files]
    _put(asked.output, _json([plain.whole(one) for one in documents]))
    return HELD


def _audit(arguments: Sequence[str]) -> int:
    asked = _audit_parser().parse_args(arguments)
    if asked.rules:
        _put(asked.output, _rules_as_json() if asked.format == "json" else _rules().encode())
        return HELD
    if not asked.files:
        sys.stderr.write("请给出要审核的文件，例如：yiwang audit-disclosure 决算公开.pdf\n")
        return UNREADABLE
    off = dict(_off(one) for one in asked.off)
    previous = _taken(asked.previous) if asked.previous else None
    audits = []
    for path in asked.files:
        document = _taken(path)
        audits.append((document, audit(document, previous, off)))
    told = _as_json(audits, lines=True) if asked.lines else _FORMATS[asked.format](audits)
    _put(asked.output, told)
    errors = any(one.severity is Severity.ERROR for _document, found in audits for one in found)
    return ERRORS if errors else HELD


def _audit_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yiwang audit-disclosure",
        description="审核预算、决算公开文件：勾稽关系、文字与表格、增减幅度、绩效自评等。"
        "退出码：0 没有错误，1 有错误，2 文件读不出来。",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--previous", type=Path, help="上一年度的公开文件，用于核对上年数")
    parser.add_argument("--format", choices=tuple(_FORMATS), default="text")
    parser.add_argument("--lines", action="store_true", help="JSON 中也写出原文各行及标记")
    parser.add_argument("--output", type=Path, help="写入文件，不写到屏幕")
    parser.add_argument(
        "--off", action="append", default=[], metavar="规则=理由", help="关闭一条规则，须写明理由"
    )
    parser.add_argument("--rules", action="store_true", help="列出全部规则及示例")
    return parser


def _taken(path: Path) -> Document:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(
            "读不了文件“{name}”：{reason}", name=str(path), reason=error.strerror or "原因不明"
        ) from error
    return read(content, path.name)


def _off(told: str) -> tuple[str, str]:
    rule, _sign, reason = told.partition("=")
    return rule.strip(), reason


def _rules() -> str:
    told = (
        f"{rule.key}　{rule.label}\n  {rule.explanation}\n  依据：{rule.basis}\n"
        f"  错例：{rule.example[0]}\n  正例：{rule.example[1]}\n"
        for rule in RULES
    )
    return "\n".join(told) + "\n"


def _rules_as_json() -> bytes:
    keys = ("key", "label", "explanation", "basis", "example")
    told = [{key: getattr(rule, key) for key in keys} for rule in RULES]
    return orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n"


def _json(values: Sequence[object]) -> bytes:
    """One file is one object, several are a list."""
    told = values[0] if len(values) == 1 else list(values)
    return orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n"


def _as_json(audits: Audits, lines: bool = False) -> bytes:
    return _json([_told(document, found, lines) for document, found in audits])


def _told(document: Document, found: Sequence[Finding], lines: bool) -> dict[str, object]:
    findings = plain.findings(document, found)
    told: dict[str, object] = {"document": plain.summary(document), "findings": findings}
    if lines:
        for one, finding in zip(findings, found, strict=True):
            one["anchor"] = beside.anchor(document, finding.place)
        told["lines"] = beside.plain(document, found)
    return told


def _as_text(audits: Audits) -> bytes:
    return "\n".join(text.report(document, found) for document, found in audits).encode()


def _as_sarif(audits: Audits) -> bytes:
    return orjson.dumps(sarif.log(audits), option=orjson.OPT_INDENT_2) + b"\n"


def _as_page(audits: Audits) -> bytes:
    if len(audits) > 1:
        raise Refusal("HTML一次只写一个文件，请逐个审核")
    return page.page(*audits[0]).encode()


_FORMATS: dict[str, Callable[[Audits], bytes]] = {
    "text": _as_text,
    "json": _as_json,
    "sarif": _as_sarif,
    "xlsx": workbook.workbook,
    "html": _as_page,
}


def _put(output: Path | None, content: bytes) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise Refusal(
            "写不了文件“{name}”：{reason}", name=str(output), reason=error.strerror or "原因不明"
        ) from error
