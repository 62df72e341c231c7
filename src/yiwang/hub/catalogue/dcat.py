"""The catalogue as DCAT 3 in JSON-LD, with Chinese and English labels; and as CKAN shows it.

basis: W3C Data Catalog Vocabulary (DCAT) Version 3: dcat:Catalog, dcat:Dataset, dcat:Distribution;
frequencies by the EU vocabulary that DCAT applications use.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.words import Group, Opening, Period, Sharing

_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
_FREQUENCIES = {
    Period.LIVE: "CONT",
    Period.DAILY: "DAILY",
    Period.WEEKLY: "WEEKLY",
    Period.MONTHLY: "MONTHLY",
    Period.QUARTERLY: "QUARTERLY",
    Period.HALF_YEARLY: "ANNUAL_2",
    Period.YEARLY: "ANNUAL",
    Period.IRREGULAR: "IRREG",
    Period.NEVER: "NEVER",
}
_RIGHTS = "http://publications.europa.eu/resource/authority/access-right/"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLE = ("政务数据资源目录", "Catalogue of government data resources")
_SHARING = {
    Sharing.UNCONDITIONAL: "shared unconditionally",
    Sharing.CONDITIONAL: "shared on conditions",
    Sharing.NONE: "not shared",
}
_GROUPS = {Group.BASE: "base", Group.THEME: "theme", Group.DEPARTMENT: "department"}


def catalogue(resources: Iterable[Resource], *, home: str, publisher: str) -> dict[str, Any]:
    """The whole catalogue; `home` is the address of the portal, with a stroke at its end."""
    return {
        "@context": CONTEXT,
        "@id": home,
        "@type": "dcat:Catalog",
        "dcterms:title": _both(*TITLE),
        "dcterms:description": _both(*TITLE),
        "dcterms:publisher": _agent(publisher),
        "dcterms:language": ["zh", "en"],
        "dcterms:modified": _moment(timezone.now()),
        "foaf:homepage": {"@id": home},
        "dcat:dataset": [dataset(one, home=home) for one in resources],
    }


def dataset(resource: Resource, *, home: str) -> dict[str, Any]:
    """One resource; a distribution only where the public may have it."""
    address = f"{home}{resource.key}/"
    sharing = Sharing(resource.sharing)
    told: dict[str, Any] = {
        "@id": address,
        "@type": "dcat:Dataset",
        "dcterms:identifier": resource.code,
        "dcterms:title": [{"@language": "zh", "@value": resource.name}],
        "dcterms:description": [{"@language": "zh", "@value": resource.abstract or resource.name}],
        "dcterms:publisher": _agent(resource.unit.name),
        "dcterms:issued": _moment(resource.published_at),
        "dcterms:accrualPeriodicity": {"@id": _FREQUENCY + _FREQUENCIES[Period(resource.period)]},
        "dcterms:accessRights": {"@id": _RIGHTS + _access(resource)},
        "dcterms:rights": _both(str(sharing.label), _SHARING[sharing]),
        "dcat:version": str(resource.edition),
        "dcat:keyword": [{"@language": "zh", "@value": one["label"]} for one in resource.fields],
        "dcat:theme": {
            "@type": "skos:Concept",
            "skos:notation": resource.group,
            "skos:prefLabel": _both(
                str(Group(resource.group).label), _GROUPS[Group(resource.group)]
            ),
        },
    }
    if resource.opening == Opening.OPEN:
        told["dcat:distribution"] = [_distribution(resource, address)]
    return told


def _distribution(resource: Resource, address: str) -> dict[str, Any]:
    return {
        "@id": f"{address}data.csv",
        "@type": "dcat:Distribution",
        "dcterms:title": _both(f"{resource.name}（CSV）", f"{resource.key} as CSV"),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": f"{address}data.csv"},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
        "dcterms:license": {"@id": f"{address}#licence"},
    }


def _access(resource: Resource) -> str:
    if resource.opening == Opening.OPEN:
        return "PUBLIC"
    return "NON_PUBLIC" if resource.sharing == Sharing.NONE else "RESTRICTED"


def _agent(name: str) -> dict[str, Any]:
    return {"@type": "foaf:Agent", "foaf:name": [{"@language": "zh", "@value": name}]}


def _both(chinese: str, english: str) -> list[dict[str, str]]:
    return [
        {"@language": "zh", "@value": chinese},
        {"@language": "en", "@value": english},
    ]


def _moment(moment: Any) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": moment.isoformat(timespec="seconds")}


def package(resource: Resource, *, home: str) -> dict[str, Any]:
    """A resource as CKAN's `package_show` tells a dataset."""
    return {
        "id": resource.key,
        "name": resource.key,
        "title": resource.name,
        "notes": resource.abstract,
        "state": "active",
        "type": "dataset",
        "private": False,
        "version": str(resource.edition),
        "metadata_modified": resource.published_at.isoformat(timespec="seconds"),
        "organization": {"name": resource.unit.code, "title": resource.unit.name},
        "tags": [{"name": one["label"]} for one in resource.fields],
        "extras": [{"key": "code", "value": resource.code}],
        "num_resources": 1,
        "resources": [
            {
                "id": f"{resource.key}-csv",
                "package_id": resource.key,
                "name": resource.name,
                "format": "CSV",
                "mimetype": "text/csv",
                "url": f"{home}{resource.key}/data.csv",
            }
        ],
    }
