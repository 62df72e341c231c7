"""The commands, run as a finance office runs them: exit codes, formats, clear words."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

YIWANG = (sys.executable, "-m", "yiwang.startup.command")
# A made-up account; its total is one digit wrong.
WRONG = """青川区大数据中心2025年度部门决算

2025年度支出决算表

公开03表

部门：青川区大数据中心

单位：万元

科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t1,300.00\t500.00\t800.00
201\t一般公共服务支出\t1,200.00\t500.00\t700.00
20103\t政府办公厅（室）及相关机构事务\t1,200.00\t500.00\t700.00
2010350\t事业运行\t500.00\t500.00\t
2010399\t其他政府办公厅（室）及相关机构事务支出\t700.00\t\t700.00
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    # Without settings, a database or a home of ours.
    return subprocess.run(
        [*YIWANG, *map(str, arguments)], capture_output=True, check=False, timeout=60, env={}
    )


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "决算.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_errors_end_with_1_and_are_told_as_json(wrong: Path) -> None:
    done = run("audit-disclosure", wrong, "--format", "json")
    assert done.returncode == 1, done.stderr.decode()
    told = json.loads(done.stdout)
    assert [one["title"] for one in told["document"]["tables"]] == ["2025年度支出决算表"]
    assert told["document"]["tables"][0]["unit"] == "万元"
    errors = [one for one in told["findings"] if one["severity"] == "error"]
    assert any(one["line"] == 12 and one["printed"] == "1,300.00" for one in errors)


def test_no_errors_end_with_0(wrong: Path) -> None:
    wrong.write_text(
        WRONG.replace("1,300.00", "1,200.00").replace("800.00", "700.00"), encoding="utf-8"
    )
    done = run("audit-disclosure", wrong)
    assert done.returncode == 0, done.stdout.decode()


def test_what_cannot_be_read_ends_with_2_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "决算.pdf"
    path.write_bytes(b"\x00\x01\x02" * 100)
    done = run("audit-disclosure", path)
    assert done.returncode == 2
    assert done.stderr.decode().strip()
    assert "Traceback" not in done.stderr.decode()


def test_a_file_without_tables_is_not_told_to_be_without_fault(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于召开会议的通知\n\n各单位：请于明日上午开会。\n", encoding="utf-8")
    assert "没有读到任何表格" in run("audit-disclosure", path).stdout.decode()


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    done = run("read-disclosure", tmp_path / "没有.txt")
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)


def test_a_rule_is_switched_off_only_with_a_reason(wrong: Path) -> None:
    keys = [
        one["rule"]
        for one in json.loads(run("audit-disclosure", wrong, "--format", "json").stdout)["findings"]
        if one["severity"] == "error"
    ]
    assert run("audit-disclosure", wrong, "--off", f"{keys[0]}=").returncode == 2
    assert run("audit-disclosure", wrong, "--off", "no-such-rule=试").returncode == 2
    off = [part for key in set(keys) for part in ("--off", f"{key}=财政部门已说明")]
    assert run("audit-disclosure", wrong, *off).returncode == 0


@pytest.mark.parametrize("form", ["text", "json", "sarif", "xlsx", "html"])
def test_every_format_is_written_to_a_file(wrong: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / "结果"
    assert run("audit-disclosure", wrong, "--format", form, "--output", output).returncode == 1
    assert output.stat().st_size > 100


def test_several_files_are_a_list(wrong: Path) -> None:
    told = json.loads(run("audit-disclosure", wrong, wrong, "--format", "json").stdout)
    assert len(told) == 2


def test_the_typed_document_tells_every_cell_with_labels_and_line(wrong: Path) -> None:
    done = run("read-disclosure", wrong)
    assert done.returncode == 0
    cells = [
        cell
        for row in json.loads(done.stdout)["tables"][0]["rows"]
        for cell in row
        if cell["value"]
    ]
    assert {"row_label": "事业运行", "column_label": "基本支出", "value": "500.00", "line": 15} in [
        {key: cell[key] for key in ("row_label", "column_label", "value", "line")} for cell in cells
    ]


def test_all_rules_are_listed_with_examples() -> None:
    rules = json.loads(run("audit-disclosure", "--rules", "--format", "json").stdout)
    assert len(rules) >= 15
    assert all(one["explanation"] and len(one["example"]) == 2 for one in rules)
    assert len({one["key"] for one in rules}) == len(rules)


def test_django_is_not_loaded() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, yiwang.disclosure.commands; print('django' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
