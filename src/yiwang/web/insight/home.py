"""To the first page of insight that this person may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from yiwang.kernel.refusals import NotAllowed
from yiwang.web.access import signed_in
from yiwang.web.ui.ways import tabs_for


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """The pages lie beside each other; the first is where one begins."""
    found = tabs_for(request.worker.duty, "insight")
    if not found:
        raise NotAllowed("您的岗位不使用研判页面")
    return redirect(found[0].name)
