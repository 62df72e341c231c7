"""The registers of the tests of this room."""

from tests.hub.bases.built import built, kept
from tests.hub.bases.registers import bases

__all__ = ["bases", "built", "kept"]
