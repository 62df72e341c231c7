"""The facts of one case, reckoned from its events and where it stands; reads nothing."""

from yiwang.cases.reckoning.acts import Act
from yiwang.cases.reckoning.case import CaseFacts, reckon
from yiwang.cases.reckoning.log import Happened, Log
from yiwang.cases.reckoning.shares import UnitShare
from yiwang.cases.reckoning.steps import Step

__all__ = ["Act", "CaseFacts", "Happened", "Log", "Step", "UnitShare", "reckon"]
