"""The parts of `yiwang insight`: each a module with `HELP`, `add_arguments` and `run`."""

from typing import Any

from yiwang.insight.alike import fitting
from yiwang.insight.classes import evaluation
from yiwang.insight.management import mask
from yiwang.insight.replies import measuring as replies

PARTS: dict[str, Any] = {
    "alike": fitting,
    "evaluate": evaluation,
    "mask": mask,
    "replies": replies,
}
