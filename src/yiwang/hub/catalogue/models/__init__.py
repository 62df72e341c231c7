"""The tables of the catalogue: resources, rights to them, and who read what."""

from yiwang.hub.catalogue.models.log import Access, ChainEnd
from yiwang.hub.catalogue.models.resources import Edition, Flow, Intake, Resource
from yiwang.hub.catalogue.models.rights import Grant, Request, Step, Terms

__all__ = [
    "Access",
    "ChainEnd",
    "Edition",
    "Flow",
    "Grant",
    "Intake",
    "Request",
    "Resource",
    "Step",
    "Terms",
]
