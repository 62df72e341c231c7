"""Citizens' appeals: every move that is declared, and no other."""

from tests.moves import EveryMove
from yiwang.procedures.appeals import PROCEDURE


class TestAppeals(EveryMove):
    procedure = PROCEDURE
