"""What the demo's hub pushes upward: to a stand-in of the city's platform, over real HTTP."""

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

from yiwang.connect.city_data.client import CityData
from yiwang.connect.city_data.standin import CityDataStandIn
from yiwang.hub import places
from yiwang.hub.pushes import actions, parts
from yiwang.hub.receipts import own_keys
from yiwang.lake.receipts import keys

CITY = "city"


def fill() -> int:
    """The catalogue and one table arrive, another finds the city busy and waits; how many calls."""
    with TemporaryDirectory() as name:
        folder, secret = Path(name), secrets.token_urlsafe()
        standing = CityDataStandIn(secret, keys.made(folder / "city.pem", CITY), folder)
        own_keys.register(standing.key.public)
        client = CityData(standing.url, secret)
        try:
            _push(parts.CATALOGUE, parts.catalogue_version(), client)
            _push("licences", places.store().version("licences"), client)
            standing.misbehave.append("429")
            _push("schools", places.store().version("schools"), client)
            return len(standing.calls)
        finally:
            client.close()
            standing.stop()


def _push(resource: str, version: int, client: CityData) -> None:
    actions.enqueue(resource, CITY, version)
    actions.work(CITY, client)
