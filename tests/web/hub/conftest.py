"""The small hub with rows, and who looks at its pages."""

import pytest
from django.test import Client

from tests.hub.catalogue.conftest import filled, hub
from tests.hub.receipts.conftest import hub as receipts_hub
from yiwang.org.actors import Worker
from yiwang.org.models import Person


@pytest.fixture
def enter():
    """A browser of somebody at work."""

    def entered(worker: Worker) -> Client:
        client = Client()
        client.force_login(
            Person.objects.get(pk=worker.person_id),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client

    return entered


__all__ = ["enter", "filled", "hub", "receipts_hub"]
