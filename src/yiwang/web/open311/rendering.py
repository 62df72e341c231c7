"""One answer in XML or JSON (the "Spark" convention), and errors in the same form."""

from datetime import datetime
from typing import Any
from xml.etree import ElementTree as Xml

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

FORMATS = ("xml", "json")
_TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}


def listing(
    form: str, root: str, item: str, rows: list[dict[str, Any]], status: int = 200
) -> HttpResponse:
    """A list: in JSON an array at the root, in XML a root of items."""
    if form == "json":
        return _json(rows, status)
    top = Xml.Element(root)
    for row in rows:
        _fill(Xml.SubElement(top, item), row)
    return _xml(top, status)


def single(form: str, root: str, row: dict[str, Any]) -> HttpResponse:
    """One object: in JSON without its root."""
    if form == "json":
        return _json(row, 200)
    top = Xml.Element(root)
    _fill(top, row)
    return _xml(top, 200)


def errors(form: str, status: int, description: str) -> HttpResponse:
    """What is wrong; an unknown form of address is answered in XML."""
    form = form if form in FORMATS else "xml"
    return listing(form, "errors", "error", [{"code": status, "description": description}], status)


# The lists that stand inside an object, with the name of one element.
_ITEMS = {
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


def _fill(parent: Xml.Element, row: dict[str, Any]) -> None:
    for key, value in row.items():
        element = Xml.SubElement(parent, key)
        if isinstance(value, list):
            for item in value:
                child = Xml.SubElement(element, _ITEMS[key])
                if isinstance(item, dict):
                    _fill(child, item)
                else:
                    child.text = _text(item)
        else:
            element.text = _text(value)


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    # XML has no place for most control characters.
    return "".join(c for c in str(value) if c in "\t\n\r" or ord(c) >= 32)


def _xml(top: Xml.Element, status: int) -> HttpResponse:
    content = Xml.tostring(top, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, status=status, content_type=_TYPES["xml"])


def _json(content: Any, status: int) -> HttpResponse:
    response = JsonResponse(_nulled(content), safe=False, status=status)
    response["Content-Type"] = _TYPES["json"]
    return response


def _nulled(value: Any) -> Any:
    """An empty element is null."""
    if isinstance(value, dict):
        return {key: _nulled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_nulled(item) for item in value]
    return None if value == "" else value


def when(moment: datetime | None) -> str | None:
    """A moment with its zone, as W3C asks for it."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
