"""The resource, its runs and receipts, for the pages."""

from tests.hub.receipts.conftest import hub

__all__ = ["hub"]
