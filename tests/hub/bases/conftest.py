"""The registers of the tests of this room."""

from tests.hub.bases.registers import bases

__all__ = ["bases"]
