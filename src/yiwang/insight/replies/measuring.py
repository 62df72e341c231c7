"""`yiwang insight replies`: judges the replies of a file and says how certain that is."""

import time
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from yiwang.insight.replies.form import digest
from yiwang.insight.replies.judging import GRADES, Judgement, Known, judge
from yiwang.insight.replies.rarity import counted
from yiwang.insight.replies.separation import Pair, separation
from yiwang.insight.replies.timing import Timing
from yiwang.insight.tables import rows
from yiwang.kernel.refusals import Invalid

HELP = "Judge the replies of a file: grades, faults by row, and how well relevance separates."
_MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d", "%Y/%m/%d", "%Y/%m/%d %H:%M")


def add_arguments(parser: ArgumentParser) -> None:
    """Which columns hold what."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--appeal", nargs="+", required=True, help="columns, title first")
    parser.add_argument("--reply", required=True)
    parser.add_argument("--id", default="", help="column of the row's id; else the line")
    parser.add_argument("--asked-at", default="")
    parser.add_argument("--answered-at", default="")
    parser.add_argument("--labels", type=Path, help="id,label,part: good, empty or off")
    parser.add_argument("--summary", action="store_true", help="without the rows")


def run(options: dict[str, Any]) -> dict[str, Any]:
    """The distribution, the rows, and the measures."""
    given = _rows(options)
    pairs = [_pair(row, options) for row in given]
    rarity = counted(text for pair in pairs for text in (pair.appeal, pair.reply))
    digests = [(digest(pair.reply), pair.appeal) for pair in pairs]
    appeals_of = Counter(one for one, _appeal in set(digests) if one)
    started = time.perf_counter()
    judged: dict[str, Judgement] = {}
    for line, (row, pair) in enumerate(zip(given, pairs, strict=True), 1):
        copies = max(0, appeals_of[digests[line - 1][0]] - 1)
        known = Known(rarity=rarity, timing=_timing(row, options), copies=copies)
        judged[row[options["id"]] if options["id"] else str(line)] = judge(
            pair.appeal, pair.reply, known
        )
    seconds = time.perf_counter() - started
    found = _distribution(judged) | {"milliseconds_each": round(1000 * seconds / len(given), 2)}
    found["relevance"] = separation(pairs)
    if options.get("labels"):
        found["labelled"] = _against(judged, options["labels"])
    return found if options.get("summary") else found | {"rows": _told(judged)}


def _rows(options: dict[str, Any]) -> list[dict[str, str]]:
    named = (options["reply"], options["id"], options["asked_at"], options["answered_at"])
    found = list(rows(options["file"], [name for name in (*options["appeal"], *named) if name]))
    if not found:
        raise Invalid("文件里没有行")
    return found


def _pair(row: dict[str, str], options: dict[str, Any]) -> Pair:
    return Pair(
        "。".join(row[name] or "" for name in options["appeal"]), row[options["reply"]] or ""
    )


def _timing(row: dict[str, str], options: dict[str, Any]) -> Timing:
    return Timing(_moment(row, options["asked_at"]), _moment(row, options["answered_at"]))


def _moment(row: dict[str, str], column: str) -> datetime | None:
    text = (row.get(column) or "").strip() if column else ""
    for form in _MOMENTS:
        try:
            return timezone.make_aware(datetime.strptime(text, form))  # noqa: DTZ007 - made aware
        except ValueError:
            continue
    return None


def _distribution(judged: dict[str, Judgement]) -> dict[str, Any]:
    grades = Counter(one.grade for one in judged.values())
    faults = Counter(fault for one in judged.values() for fault in one.faults)
    return {
        "replies": len(judged),
        "grades": {grade: grades[grade] for grade in GRADES},
        "faults": dict(faults.most_common()),
    }


def _told(judged: dict[str, Judgement]) -> list[dict[str, Any]]:
    return [
        {"id": key, "grade": one.grade, "score": one.score, "faults": list(one.faults)}
        for key, one in judged.items()
    ]


def _against(judged: dict[str, Judgement], labels: Path) -> dict[str, Any]:
    """Precision and recall of `poor` and of `empty` against labels given by eye, by their part."""
    columns = ("id", "label", "part")
    known = [row for row in rows(labels, columns) if row["id"] in judged]
    parts = sorted({row["part"] for row in known})
    return {part: _scores([row for row in known if row["part"] == part], judged) for part in parts}


def _scores(known: list[dict[str, str]], judged: dict[str, Judgement]) -> dict[str, Any]:
    poor = [(row["label"] != "good", judged[row["id"]].grade == "poor") for row in known]
    empty = [(row["label"] == "empty", "empty" in judged[row["id"]].faults) for row in known]
    return {"replies": len(known), "poor": _rates(poor), "empty": _rates(empty)}


def _rates(pairs: list[tuple[bool, bool]]) -> dict[str, Any]:
    right = sum(1 for true, said in pairs if true and said)
    said = sum(1 for _true, said in pairs if said)
    true = sum(1 for true, _said in pairs if true)
    return {
        "labelled": true,
        "flagged": said,
        "right": right,
        "precision": round(right / said, 3) if said else None,
        "recall": round(right / true, 3) if true else None,
    }
