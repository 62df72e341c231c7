"""`yiwang model evaluate`: measures the configured model on the same files as our own."""

import time
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.connect.model import classifying
from yiwang.insight.classes.files import Columns, Labelled, read
from yiwang.insight.classes.scoring import scores
from yiwang.kernel.refusals import Invalid, NotNow, Refusal

MOST = 200


class Command(BaseCommand):
    """One JSON object with the figures that `yiwang insight evaluate` prints, where they apply."""

    help = "Measure how well the configured language model tells classes; it asks it for each text."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and of how many of its texts the model is asked."""
        parser.add_argument("what", choices=["evaluate"])
        parser.add_argument("--test", type=Path, required=True, help="CSV of labelled texts")
        parser.add_argument("--text", required=True, help="columns of text, separated by commas")
        parser.add_argument("--label", required=True, help="column of the right answer")
        parser.add_argument("--most", type=int, default=MOST, help="so many texts, evenly chosen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask and count; what the model does not answer counts as missed."""
        try:
            names = tuple(name.strip() for name in options["text"].split(","))
            found = _measured(read(options["test"], Columns(options["label"], names)), options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())


def _measured(given: Labelled, options: dict[str, Any]) -> dict[str, Any]:
    labels = sorted(set(given.labels))
    step = max(1, len(given.labels) // max(1, options["most"]))
    chosen = range(0, len(given.labels), step)[: options["most"]]
    chances, refused, started = np.zeros((len(chosen), len(labels))), 0, time.perf_counter()
    for row, number in enumerate(chosen):
        try:
            found = classifying.classify(given.examples[number].text, {one: one for one in labels})
        except Invalid:
            refused += 1
            continue
        except NotNow:
            if not row:
                raise
            refused += 1
            continue
        for one in found:
            chances[row, labels.index(one.key)] = one.percent / 100
    seconds = time.perf_counter() - started
    # Where it said nothing, nothing was right: no label is the first of equals.
    silent = ~chances.any(axis=1)
    padded = np.hstack([chances, silent[:, None].astype(float)])
    answers = [given.labels[number] for number in chosen]
    return scores([*labels, ""], padded, answers) | {
        "tested": len(chosen),
        "refused": refused,
        "seconds_per_text": round(seconds / len(chosen), 3),
        "unmasked": settings.MODEL_SEES_UNMASKED,
    }
