"""The books of the small district, for the pages."""

from tests.budget.conftest import books

__all__ = ["books"]
