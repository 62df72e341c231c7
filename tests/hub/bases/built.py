"""The bases of the tests' registers, built once: building takes seconds, the files are the same."""

import shutil

import pytest

from yiwang.hub.bases import building
from yiwang.hub.bases.words import Base


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("built")


@pytest.fixture
def built(bases, settings, kept):
    """The bases with everything that stands in their registers."""
    if not (kept / "bases").exists():
        for base in (Base.PERSON, Base.ENTERPRISE, Base.CERTIFICATE):
            building.build(base)
        shutil.copytree(settings.LAKE_ROOT / "bases", kept / "bases")
    else:
        shutil.copytree(kept / "bases", settings.LAKE_ROOT / "bases")
    return bases
