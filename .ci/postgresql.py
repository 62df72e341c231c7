"""Runs a command with a PostgreSQL to test against; starts a server of its own when none answers.

The server asked first is YIWANG_TEST_POSTGRESQL, by default the local one. A server of our own
lives in a temporary folder, listens on the loopback only, and ends with the command.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

USUAL = "postgres://postgres@127.0.0.1:5432/postgres"


def main() -> int:
    """Run the command given, with YIWANG_DATABASE_URL naming the server; return its own result."""
    if len(sys.argv) < 2:
        sys.exit("Say which command to run.")
    address = os.environ.get("YIWANG_TEST_POSTGRESQL", USUAL)
    if _answers(address):
        return _run(address)
    if "YIWANG_TEST_POSTGRESQL" in os.environ:
        sys.exit(f"No PostgreSQL answers at {address}, which YIWANG_TEST_POSTGRESQL names.")
    with own_server() as address:
        return _run(address)


def _run(address: str) -> int:
    print(f"  PostgreSQL at {address}", flush=True)
    environment = os.environ | {"YIWANG_DATABASE_URL": address}
    return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


@contextmanager
def own_server() -> Iterator[str]:
    """A fresh server in a temporary folder; stopped and removed afterwards."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="yiwang-postgresql-"))
    who = _not_root(folder)
    data, port = folder / "data", _free_port()
    create = ["initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    _as(who, programs, [*create, "--locale", "C.UTF-8"])
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c full_page_writes=off"
    control = ["pg_ctl", "-D", data, "-w"]
    _as(who, programs, [*control, "-l", folder / "log", "-o", options, "start"])
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        _as(who, programs, [*control, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of initdb and pg_ctl; installed from Debian when this process may do so."""
    found = _newest()
    if found is None and os.geteuid() == 0:
        print("  PostgreSQL is not installed; apt-get installs it", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]
        subprocess.run(install, check=True, env=quiet, stdout=subprocess.DEVNULL)
        found = _newest()
    if found is None:
        sys.exit("PostgreSQL is needed here: install the Debian package postgresql.")
    return found


def _newest() -> Path | None:
    folders = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


def _not_root(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: hand the folder to an account that may."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    who = "postgres" if "postgres" in known else "nobody"
    shutil.chown(folder, who)
    return who


def _as(who: str | None, programs: Path, command: list[str | Path]) -> None:
    name, *arguments = (str(part) for part in command)
    subprocess.run(
        [programs / name, *arguments], check=True, user=who, cwd="/tmp", stdout=subprocess.DEVNULL
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
