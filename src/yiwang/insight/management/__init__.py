"""The parts of `yiwang insight`: each a module with `HELP`, `add_arguments` and `run`."""

from typing import Any

from yiwang.insight.management import mask

PARTS: dict[str, Any] = {"mask": mask}
