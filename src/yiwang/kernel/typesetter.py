"""Sets one document with Typst and ends: run by `kernel.typesetting` in a process of its own.

Reads JSON from standard input, writes the PDF or picture to standard output.
"""

import json
import sys

import typst


def main() -> None:
    """One job: the families of fonts, or one document."""
    job = json.load(sys.stdin)
    out = sys.stdout.buffer
    if job["what"] == "families":
        out.write(json.dumps(typst.Fonts(include_system_fonts=True).families()).encode())
        return
    made = typst.compile(job["source"].encode(), sys_inputs=job["inputs"], **job["options"])
    out.write(made if isinstance(made, bytes) else b"".join(made or []))


if __name__ == "__main__":
    main()
