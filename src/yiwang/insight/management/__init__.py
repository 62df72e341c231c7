"""The parts of `yiwang insight`: each a module with `HELP`, `add_arguments` and `run`."""

from typing import Any

from yiwang.insight.management import mask
from yiwang.insight.replies import measuring as replies

PARTS: dict[str, Any] = {"mask": mask, "replies": replies}
