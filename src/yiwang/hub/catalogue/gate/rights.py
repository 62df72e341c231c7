"""What a person may read of a resource: by one grant, or because the data is open. Never more."""

from dataclasses import dataclass, replace

from yiwang.hub.catalogue import queries, requests
from yiwang.hub.catalogue.gate import conditions
from yiwang.hub.catalogue.gate.conditions import Condition
from yiwang.hub.catalogue.models import Grant, Resource
from yiwang.hub.catalogue.words import Opening, Sharing
from yiwang.kernel.refusals import Invalid, NotAllowed
from yiwang.lake.schema import Schema
from yiwang.org.actors import Worker

OPEN_PURPOSE = "开放数据"


@dataclass(frozen=True)
class Right:
    """One right to one resource. Two grants are two rights: they are never put together."""

    resource: Resource
    fields: tuple[str, ...]
    masked: tuple[str, ...]
    conditions: tuple[Condition, ...]
    purpose: str
    # Under what name a query speaks of it.
    name: str
    grant: Grant | None = None

    @property
    def schema(self) -> Schema:
        """The shape of what may be read."""
        return self.resource.schema.only(self.fields)


def by_grant(number: int, who: Worker) -> Right:
    """The right that a grant gives to somebody of its unit. Raises `NotFound`, `NotAllowed`."""
    if who.duty not in requests.READERS:
        raise NotAllowed("共享数据由数据专员和数据管理员使用")
    return _of(requests.usable(number, who))


def every(who: Worker) -> list[Right]:
    """All rights of somebody's unit, each under a name of its own.

    A resource with one grant is called by its key; with several, each by key and number.
    """
    if who.duty not in requests.READERS:
        return []
    rights = [right for grant in requests.grants_of(who.unit_id) if (right := _readable(grant))]
    keys = [one.resource.key for one in rights]
    several = {key for key in keys if keys.count(key) > 1}
    return [
        replace(one, name=f"{one.name}_g{one.grant.pk}")
        if one.name in several and one.grant
        else one
        for one in rights
    ]


def _readable(grant: Grant) -> Right | None:
    """None where the catalogue changed so much that the grant's rows cannot be told any more."""
    try:
        return _of(grant)
    except Invalid:
        return None


def open_data(key: str) -> Right:
    """What everybody may read of open data: the fields that tell of nobody. Raises `NotFound`."""
    resource = queries.open_resource(key)
    if resource.opening != Opening.OPEN or resource.sharing == Sharing.NONE:
        raise NotAllowed("资源“{name}”没有开放", name=resource.name)
    schema = resource.schema
    fields = tuple(name for name in schema.names if name not in schema.personal)
    return Right(resource, fields, (), (), OPEN_PURPOSE, resource.key)


def _of(grant: Grant) -> Right:
    resource = grant.resource
    schema = resource.schema
    # What an edition took out of the resource is granted no more.
    fields = tuple(name for name in schema.names if name in grant.fields)
    read = conditions.read(grant.rows, schema)
    masked = tuple(name for name in grant.masked if name in fields)
    return Right(resource, fields, masked, read, grant.purpose, resource.key, grant)
