"""Tokens of other programs: each works under one post, within its scopes, until it expires."""

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from yiwang.kernel.refusals import NotAllowed
from yiwang.org import actions, queries
from yiwang.org.actors import Worker


class TokenAuth(HttpBearer):
    """Takes `Authorization: Bearer yw_…` and gives the request its worker."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The worker of a valid token; anything else is refused as 401."""
        found = opened_by(token)
        if found is None:
            raise HttpError(401, "令牌无效、已过期或已吊销")
        request.worker, request.scopes = found
        return found[0]


def opened_by(text: str) -> tuple[Worker, frozenset[str]] | None:
    """The worker and the scopes of a valid token, whose use is noted; None for any other text."""
    token = queries.valid_token(text)
    if token is None:
        return None
    actions.token_used(token=token)
    return queries.token_worker(token), frozenset(token.scopes)


def need_scope(request: HttpRequest, scope: str) -> None:
    """Raises `NotAllowed` when the token was not given this scope."""
    if scope not in request.scopes:
        raise NotAllowed("令牌没有“{scope}”权限", scope=scope)
