"""The units that old files name, kept apart from the district's own under one holding unit."""

import hashlib

from django.db import transaction

from yiwang.engine.duties import Duty
from yiwang.org import actions, queries
from yiwang.org.actors import Worker
from yiwang.org.models import Unit


class SourceUnits:
    """Finds or makes the units of one source."""

    def __init__(self, source: str, label: str) -> None:
        self.source = source
        self.holding = self._unit("", f"{label}（历史导入）"[:60], None)
        self._handlers: dict[str, Worker] = {}

    def centre(self, duty: Duty) -> Worker:
        """Who received, dispatched, checked or closed there: no person is named."""
        return _worker(self.holding, duty)

    def handler(self, name: str) -> Worker:
        """The handling unit of this name."""
        if name not in self._handlers:
            self._handlers[name] = _worker(self._unit(name, name, self.holding), Duty.HANDLER)
        return self._handlers[name]

    @transaction.atomic
    def _unit(self, key: str, name: str, parent: Unit | None) -> Unit:
        # Names may be long and codes may not; the digest is the same at every import.
        digest = hashlib.sha256(f"{self.source}\x1f{key}".encode()).hexdigest()
        code = f"H-{digest[:24]}"
        found = queries.unit_of_code(code)
        kind = Unit.Kind.DEPARTMENT if parent else Unit.Kind.CENTRE
        return found or actions.add_unit(code=code, name=name, kind=kind, parent=parent)


def _worker(unit: Unit, duty: Duty) -> Worker:
    return Worker(None, "历史导入", unit.pk, unit.name, unit.path, duty)
