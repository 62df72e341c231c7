"""A look at a feed's source, in this process or, for pages, in one of its own."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from yiwang.hub.catalogue.queries import resource
from yiwang.hub.feeds import opening
from yiwang.hub.feeds.actions import NewFeed
from yiwang.hub.feeds.models import Feed
from yiwang.hub.feeds.words import Source
from yiwang.kernel.refusals import Invalid, NotNow
from yiwang.lake.intake import checking, run
from yiwang.lake.intake.sources import files

# Seconds that a look may take.
LONGEST = 60
KEPT = ("key", "name", "source", "mode", "settings", "secret", "cursor", "lag_minutes", "contract")
_COMMAND = (sys.executable, "-m", "yiwang.startup.command", "feed", "check")


def looked(feed: Feed, file: Path | None = None) -> dict[str, Any]:
    """Columns, first rows and faults; see `lake.intake.checking.Checked`."""
    order = opening.order(feed)
    before = dict(run.last_shape(order, opening.place()))
    if file is not None:
        source: Any = files.FileSource(file, feed.settings)
    else:
        delivers = feed.source == Source.DELIVERY and feed.pk
        delivery = feed.deliveries.first() if delivers else None
        source = opening.source(feed, delivery)
        if hasattr(source, "lag"):
            # All of it, not only what is new.
            source = replace(source, cursor="")
    return checking.checked(order.terms, source, before).plain()


def looked_apart(feed: Feed, file: Path | None = None) -> dict[str, Any]:
    """The same in a process of its own: what comes from outside must not harm the server.

    Raises `NotNow` where it takes too long, `Invalid` with the command's own words.
    """
    return _asked([feed.key, *(["--file", str(file)] if file else [])])


def looked_told(told: NewFeed) -> dict[str, Any]:
    """The same for a feed that is not saved yet; it is handed over as JSON."""
    plain = {name: getattr(told, name) for name in KEPT} | {"resource": told.resource.key}
    return _asked(["-"], orjson.dumps(plain))


def unsaved(told: NewFeed) -> Feed:
    """The feed that was told, without a row."""
    return Feed(resource=told.resource, **{name: getattr(told, name) for name in KEPT})


def read_told(plain: bytes) -> Feed:
    """The same from JSON. Raises `NotFound`."""
    told = orjson.loads(plain)
    return Feed(resource=resource(told.pop("resource")), **told)


def _asked(arguments: list[str], given: bytes = b"") -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [*_COMMAND, *arguments, "--json"],
            input=given,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotNow(
            "查看超过{seconds}秒，已停止；可直接交付后看运行结果", seconds=LONGEST
        ) from late
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Invalid("{reason}", reason=words[-1] if words else "来源读不出来")
    return dict(orjson.loads(done.stdout))
