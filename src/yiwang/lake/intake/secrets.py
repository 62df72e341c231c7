"""Passwords and tokens by name: from the environment or a file, never from a setting or a row."""

import os
import re
from pathlib import Path

from yiwang.kernel.refusals import Invalid, Missing

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
PREFIX = "YIWANG_SECRET_"


def secret(name: str, folder: Path) -> str:
    """What lies under a name: `YIWANG_SECRET_<NAME>`, or the file of that name in the folder.

    Empty without a name. Raises `Invalid` for what is no name, `Missing` where nothing lies there.
    """
    if not name:
        return ""
    if not _NAME.fullmatch(name):
        raise Invalid("密钥名称只能用字母、数字、下划线和连字符")
    told = os.environ.get(PREFIX + name.upper().replace("-", "_"), "")
    path = folder / name
    if not told and path.is_file():
        told = path.read_text(encoding="utf-8").strip()
    if not told:
        raise Missing("没有名为“{name}”的密钥，请在服务器上设置", name=name)
    return told
