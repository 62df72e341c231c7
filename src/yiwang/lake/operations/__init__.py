"""The closed list of operations on a column, of which cleaning and masking are made."""

from yiwang.lake.operations.chain import CLEANING, MASKING, OPERATIONS, Chain, from_plain
from yiwang.lake.operations.operation import Operation
from yiwang.lake.operations.secret import Secret

__all__ = ["CLEANING", "MASKING", "OPERATIONS", "Chain", "Operation", "Secret", "from_plain"]
