"""The parts of `yiwang insight`: each a module with `HELP`, `add_arguments` and `run`."""

from typing import Any

PARTS: dict[str, Any] = {}
