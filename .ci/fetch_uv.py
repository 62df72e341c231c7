"""Finds the tool `uv`, or fetches the pinned one from a Python package index into `.uv/`.

Standard library only. A bare Debian has Python but neither pip nor venv, so the wheel is fetched
and unpacked here. The index comes from UV_DEFAULT_INDEX, UV_INDEX_URL or PIP_INDEX_URL, else
the public one; proxies and SSL_CERT_FILE are honoured by `urllib` and `ssl` themselves.
"""

import hashlib
import html.parser
import importlib.util
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = Path(__file__).with_name("uv.txt")
HOME = ROOT / ".uv"
PUBLIC_INDEX = "https://pypi.org/simple"
OLDEST = (0, 8)
"""The oldest uv that reads our lock file and knows dependency groups."""


def find_or_fetch() -> Path:
    """Return a uv that works: an earlier one, one on PATH, by pip, or straight from the index."""
    for candidate in (HOME / "uv", HOME / "bin" / "uv", *_on_path(), ROOT / ".venv" / "bin" / "uv"):
        if _works(candidate):
            return candidate
    if _by_pip() and _works(HOME / "bin" / "uv"):
        return HOME / "bin" / "uv"
    return _by_hand()


def _on_path() -> Iterator[Path]:
    found = shutil.which("uv")
    if found:
        yield Path(found)


def _works(program: Path) -> bool:
    if not program.is_file():
        return False
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    version = re.search(r"(\d+)\.(\d+)", said.stdout)
    return bool(version) and (int(version[1]), int(version[2])) >= OLDEST


def _by_pip() -> bool:
    """Let pip do it where there is one: it knows the machine's own index settings."""
    if importlib.util.find_spec("pip") is None:
        return False
    print("  uv is not here yet; pip fetches it into .uv/", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(HOME)]
    command += ["--upgrade", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    return subprocess.run([*command, "-r", str(PIN)], check=False).returncode == 0


def _by_hand() -> Path:
    """Fetch the wheel from the index, check its sum against our pin, unpack the one program."""
    index = _index()
    print(f"  uv is not here yet and there is no pip; fetching it from {_host(index)}", flush=True)
    address = _choose(_links(f"{index.rstrip('/')}/uv/"))
    wheel = _get(address)
    checked = hashlib.sha256(wheel).hexdigest()
    if checked not in _pinned_sums():
        sys.exit(f"The fetched uv has the sum {checked}, which .ci/uv.txt does not list. Stopped.")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        member = next(n for n in archive.namelist() if n.endswith(".data/scripts/uv"))
        HOME.mkdir(exist_ok=True)
        program = HOME / "uv"
        program.write_bytes(archive.read(member))
    program.chmod(0o755)
    if not _works(program):
        sys.exit("The fetched uv does not run on this machine. Stopped.")
    return program


def own_index() -> str | None:
    """The package index that this machine's owner has set, or None for the public one."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name):
            return os.environ[name]
    return None


def _index() -> str:
    return own_index() or PUBLIC_INDEX


def _host(address: str) -> str:
    return urllib.parse.urlsplit(address).hostname or address


def _pinned_sums() -> set[str]:
    return set(re.findall(r"sha256:([0-9a-f]{64})", PIN.read_text()))


def _get(address: str) -> bytes:
    accept = "application/vnd.pypi.simple.v1+json, text/html;q=0.5, */*;q=0.1"
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=180) as answer:
        return answer.read()


def _links(page_address: str) -> dict[str, str]:
    """File name → address, from an index page in either of its two published forms."""
    page = _get(page_address).decode()
    if page.lstrip().startswith("{"):
        files = json.loads(page)["files"]
        return {f["filename"]: urllib.parse.urljoin(page_address, f["url"]) for f in files}
    reader = _Anchors()
    reader.feed(page)
    whole = (urllib.parse.urljoin(page_address, link) for link in reader.links)
    return {
        urllib.parse.unquote(urllib.parse.urlsplit(a).path.rpartition("/")[2]): a for a in whole
    }


class _Anchors(html.parser.HTMLParser):
    """Collects the addresses of an HTML index page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        link = dict(attrs).get("href")
        if tag == "a" and link:
            self.links.append(link)


def _choose(links: dict[str, str]) -> str:
    version = re.search(r"uv==([\d.]+)", PIN.read_text())[1]
    machine = platform.machine()
    wanted = re.compile(rf"uv-{re.escape(version)}-py3-none-manylinux\S*_{machine}\S*\.whl$")
    for name in sorted(links):
        if wanted.match(name) and _pin_fits(links[name]):
            return links[name]
    sys.exit(f"The index has no uv {version} for {machine} that .ci/uv.txt lists.")


def _pin_fits(address: str) -> bool:
    """A link that already tells its sum is passed over when we did not pin that sum."""
    told = urllib.parse.urlsplit(address).fragment.removeprefix("sha256=")
    return len(told) != 64 or told in _pinned_sums()
