"""The repository holds no machine's paths, no registry's hosts, and only addresses we stand by."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from tests.house.source import ROOT, named, tracked

OURS = Path(__file__)
MACHINE_PATH = re.compile(r"""(?<![\w.$})/-])/(?:work|root|home|Users|mnt)/[\w.]""")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.org|deb\.debian\.org|tuna\.tsinghua")
MAY_NAME_A_REGISTRY = {"uv.lock", ".ci/fetch_uv.py"}
"""The lock file as uv writes it, and the one script that must reach an index by itself."""
PRIVATE_ADDRESS = re.compile(r"\b(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+\b")
ADDRESS = re.compile(r"https?://[^\s\"'<>`)\]}|\\]+")
KNOWN_HOSTS = {
    "127.0.0.1",
    "localhost",
    "testserver",
    "www.apache.org",
    "json.schemastore.org",
    "www.w3.org",
    "www.rfc-editor.org",
    "wiki.open311.org",
    "www.open311.org",
    "open311.org",
    "json-schema.org",
    "www.gov.cn",
    "docs.djangoproject.com",
    "keepachangelog.com",
    "github.com",
    "htmx.org",
    "cloudevents.io",
    "schemas.openxmlformats.org",
    # Names of vocabularies in DCAT; nothing is fetched from them.
    "purl.org",
    "xmlns.com",
    "www.iana.org",
    "publications.europa.eu",
}
RESERVED = (".example", ".test", ".invalid", "example.com", "example.org", "example.net")


def texts() -> dict[str, str]:
    """Every tracked text, without this file, which must name what it forbids."""
    found = {}
    for path in tracked():
        if path == OURS or path.suffix in {".png", ".jpg", ".mo", ".xlsx", ".gz", ".woff2"}:
            continue
        found[named(path)] = path.read_text(encoding="utf-8", errors="replace")
    return found


def test_no_path_of_a_machine_stands_in_the_repository():
    assert not {n: MACHINE_PATH.findall(t) for n, t in texts().items() if MACHINE_PATH.search(t)}


def test_no_registry_is_named_outside_the_lock_file_and_the_set_up():
    named_in = {name for name, text in texts().items() if REGISTRY.search(text)}
    assert named_in <= MAY_NAME_A_REGISTRY


def test_the_lock_of_the_assets_names_no_host():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert lock["packages"]
    assert not [name for name, p in lock["packages"].items() if "resolved" in p]


def test_no_address_of_a_private_network_stands_in_the_repository():
    assert not {n for n, text in texts().items() if PRIVATE_ADDRESS.search(text)} - {"uv.lock"}


def test_every_address_outside_is_one_we_know_or_a_reserved_one():
    unknown = {}
    for name, text in texts().items():
        if name in MAY_NAME_A_REGISTRY or name == "package-lock.json":
            continue
        hosts = {_host(address) for address in ADDRESS.findall(text)}
        strange = {h for h in hosts if h not in KNOWN_HOSTS and not h.endswith(RESERVED)}
        if strange:
            unknown[name] = strange
    assert not unknown


def _host(address: str) -> str:
    host = address.split("/")[2].split("@")[-1]
    if not re.fullmatch(r"[A-Za-z0-9.:-]+", host):
        return "127.0.0.1"  # a placeholder, put together at run time
    return urlsplit(address).hostname or ""
