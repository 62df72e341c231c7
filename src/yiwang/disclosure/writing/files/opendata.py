"""Open data: a zip of one csv for each table, the tidy lines, and a Fiscal Data Package.

basis: Fiscal Data Package 0.3 (model of measures and dimensions) upon Data Package 1.0; csv after
RFC 4180, UTF-8.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from io import StringIO
from typing import Any

from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing.blocks import Draft, Printed
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.compose import compose
from yiwang.disclosure.writing.files.packing import packed
from yiwang.disclosure.writing.files.tidy import FIELDS, lines
from yiwang.kernel.money import MoneyUnit

_PROFILE = "fiscal-data-package"

_DIMENSIONS: dict[str, dict[str, Any]] = {
    "date": {
        "dimensionType": "datetime",
        "primaryKey": ["year"],
        "attributes": {"year": {"source": "year", "resource": "budget"}},
    },
    "phase": {
        "dimensionType": "other",
        "primaryKey": ["phase"],
        "attributes": {"phase": {"source": "phase", "resource": "budget"}},
    },
    "administrator": {
        "dimensionType": "entity",
        "primaryKey": ["unit_code"],
        "attributes": {
            "unit_code": {"source": "unit_code", "resource": "budget"},
            "unit": {"source": "unit", "resource": "budget", "labelfor": "unit_code"},
        },
    },
    "functional-classification": {
        "dimensionType": "classification",
        "classificationType": "functional",
        "primaryKey": ["functional_code"],
        "attributes": {
            "functional_code": {"source": "functional_code", "resource": "budget"},
            "functional": {
                "source": "functional",
                "resource": "budget",
                "labelfor": "functional_code",
            },
        },
    },
    "economic-classification": {
        "dimensionType": "classification",
        "classificationType": "economic",
        "primaryKey": ["economic_code"],
        "attributes": {
            "economic_code": {"source": "economic_code", "resource": "budget"},
            "economic": {"source": "economic", "resource": "budget", "labelfor": "economic_code"},
        },
    },
    "activity": {
        "dimensionType": "activity",
        "primaryKey": ["kind"],
        "attributes": {
            "kind": {"source": "kind", "resource": "budget"},
            "project_code": {"source": "project_code", "resource": "budget"},
            "project": {"source": "project", "resource": "budget", "labelfor": "project_code"},
        },
    },
    "source": {
        "dimensionType": "other",
        "primaryKey": ["source"],
        "attributes": {"source": {"source": "source", "resource": "budget"}},
    },
}


def opendata(book: Book) -> bytes:
    """The zip; `budget.csv` has every line once, in yuan, `tables/` what the document prints."""
    draft = compose(book)
    files: dict[str, tuple[bytes, dict[str, Any]]] = {}
    told = [[one[name] for name, _type, _title in FIELDS] for one in lines(book)]
    names = [name for name, _type, _title in FIELDS]
    schema = {"fields": [{"name": n, "type": t, "title": title} for n, t, title in FIELDS]}
    files["budget.csv"] = _csv([names, *told]), {"name": "budget", "schema": schema}
    for order, table in enumerate(_tables(draft), 1):
        name = f"table-{order:02}"
        files[f"tables/{name}.csv"] = _table(table), _described(table, name)
    package = _package(book, draft, files)
    content = json.dumps(package, ensure_ascii=False, indent=2).encode()
    return packed(
        {"datapackage.json": content} | {path: told for path, (told, _about) in files.items()}
    )


def _tables(draft: Draft) -> list[Printed]:
    return [one for one in draft.blocks if isinstance(one, Printed)]


def _package(
    book: Book, draft: Draft, files: dict[str, tuple[bytes, dict[str, Any]]]
) -> dict[str, Any]:
    phase = "executed" if book.final else "approved"
    measures = {
        "amount": {
            "source": "amount",
            "resource": "budget",
            "currency": "CNY",
            "factor": 1,
            "phase": phase,
        }
    }
    return {
        "name": f"{'account' if book.final else 'budget'}-{book.unit.code}-{book.year}".lower(),
        "profile": _PROFILE,
        "title": draft.title,
        "countryCode": "CN",
        "granularity": "aggregated",
        "fiscalPeriod": {"start": f"{book.year}-01-01", "end": f"{book.year}-12-31"},
        "created": f"{book.published.isoformat()}T00:00:00+08:00",
        "model": {"measures": measures, "dimensions": _DIMENSIONS},
        "resources": [_resource(path, *told) for path, told in files.items()],
    }


def _resource(path: str, content: bytes, about: dict[str, Any]) -> dict[str, Any]:
    return {
        **about,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }


def _described(table: Printed, name: str) -> dict[str, Any]:
    fields = [
        {
            "name": f"c{index:02}",
            "title": "/".join(head.labels),
            "type": "number" if head.role is Role.FIGURE else "string",
        }
        | ({"groupChar": ","} if head.role is Role.FIGURE else {})
        for index, head in enumerate(table.heads, 1)
    ]
    unit = "" if table.unit is None else table.unit.label
    factor = table.unit.value // MoneyUnit.YUAN.value if table.unit else 1
    about = {"name": name, "title": f"{table.number} {table.title}", "unit": unit}
    return {**about, "factor": factor, "notes": list(table.notes), "schema": {"fields": fields}}


def _table(table: Printed) -> bytes:
    names = [f"c{index:02}" for index in range(1, len(table.heads) + 1)]
    return _csv([names, *table.rows])


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    content = StringIO()
    csv.writer(content, lineterminator="\r\n").writerows(rows)
    return content.getvalue().encode()
