"""Every read of the catalogue."""

from yiwang.hub.catalogue.models import Edition, Resource
from yiwang.kernel.refusals import NotFound


def resource(key: str) -> Resource:
    """The resource of this key. Raises `NotFound`."""
    found = Resource.objects.select_related("unit").filter(key=key).first()
    if found is None:
        raise NotFound("没有资源“{key}”", key=key)
    return found


def resources() -> list[Resource]:
    """All resources in use, by code."""
    return list(Resource.objects.select_related("unit").filter(retired_at=None))


def editions_in_all() -> int:
    """How many editions of all resources there are: grows whenever the catalogue changes."""
    return Edition.objects.count()
