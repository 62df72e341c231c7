"""What the house tests look at: the files of the repository and how to read them."""

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "yiwang"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository: what git holds and what is about to be added to it."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in sorted(set(names.decode().split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def with_suffix(*suffixes: str) -> list[Path]:
    """The tracked files that end so, without migrations."""
    return [p for p in tracked() if p.suffix in suffixes and "migrations" not in p.parts]


def templates() -> list[Path]:
    """Every page and fragment that a browser may get."""
    return [p for p in with_suffix(".html") if PACKAGE in p.parents]


@cache
def tree(path: Path) -> ast.Module:
    """A Python file as its syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    """A file's name as it stands in the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def settings_of_the_house() -> dict:
    """pyproject.toml, read."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def floors() -> dict[str, tuple[int, str]]:
    """Room → (height of its floor, the floor as written), the lowest being 0."""
    contracts = settings_of_the_house()["tool"]["importlinter"]["contracts"]
    layers = next(c for c in contracts if c["id"] == "house")["layers"]
    return {
        room.strip(): (height, layer)
        for height, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }
