"""Loads the scripts of `.ci/`, which are no package, so that they can be tested."""

import importlib.util
import sys
from types import ModuleType

from tests.house.source import ROOT


def script(name: str) -> ModuleType:
    """The script `.ci/<name>.py` as a module; its neighbours are found as when it runs."""
    folder = ROOT / ".ci"
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    spec = importlib.util.spec_from_file_location(f"ci_{name}", folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
