"""Made-up files of another system, and a mapping that fits them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.district import District, build
from yiwang.history.actions import Import, import_file
from yiwang.history.report import Report

HEADER = "编号,标题,内容,受理,期限,办结,状态,按期,单位"
ROW = (
    "A1,路灯不亮,门口路灯坏了,2024-03-04 09:00:00,2024-03-06 09:00:00,2024-03-05 10:00:00,"
    "办结,是,城管局"
)
OPEN = "A2,井盖缺失,路口井盖没了,2024-03-04 10:00:00,2024-03-04 11:00:00,,在办,否,城管局"
MAPPING = """
source = "other"
label = "某系统"
key = ["编号"]
unit = "{单位}"
[times]
zone = "Asia/Shanghai"
opened = "受理"
due = "期限"
closed = "办结"
as_of = "last_time"
[texts]
title = "{标题}"
content = "{内容}"
address = ""
[channel]
other = "history"
[nature]
other = "help"
[category]
other = "0304"
[closed]
column = "状态"
values = ["办结"]
answered = "办结"
reply_if_blank = "（没有答复内容）"
record = "由历史文件导入"
[on_time]
column = "按期"
on_time = ["是"]
overdue = ["否"]
"""


@pytest.fixture
def district(db) -> District:
    return build()


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING.replace('address = ""', 'address = "{单位}"'), encoding="utf-8")
    return path


Take = Callable[..., Report]


@pytest.fixture
def take(district: District, tmp_path: Path, mapping: Path) -> Take:
    """Imports lines (or raw bytes) under the mapping."""

    def run(*lines: str, raw: bytes | None = None, door: str = "replay") -> Report:
        path = tmp_path / "file.csv"
        path.write_bytes(raw if raw is not None else "\n".join([HEADER, *lines, ""]).encode())
        return import_file(Import(file=path, mapping=mapping, door=door))

    return run
