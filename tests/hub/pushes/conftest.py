"""The district, resource and runs of the tests of receipts."""

from tests.hub.receipts.conftest import hub

__all__ = ["hub"]
