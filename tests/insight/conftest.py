"""The small district, fresh for every test that needs one."""

from tests.cases.conftest import district

__all__ = ["district"]
