"""Programs that bring an access token: ``Authorization: Bearer leitai_…``.

No cookie counts, so they need no CSRF token.  Each token has a share of requests of its own, and those who bring a
wrong one share one together.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Flask, Response, current_app, g, request

from scoreboard.server.share import Rate, Share, Shares
from scoreboard.web.auth import services
from scoreboard.web.errors import NotEntered, TooMany
from scoring.engine.actors import Actor
from scoring.engine.errors import Forbidden, LeitaiError
from scoring.usecases.competitions import competition_of
from scoring.usecases.context import Context
from scoring.usecases.programs.records import AccessToken, Scope
from scoring.usecases.programs.tokens import actor_of, covers, good_tokens, note_use, secret_of, token_of

SCHEME = "Bearer "

LONGEST = 100
"""Signs of an ``Authorization`` header that are looked at."""

OWN = Rate(burst=80, a_second=30)
"""Requests of one token, as many as messages of one device."""

WRONG = Rate(burst=60, a_second=5)
"""Requests with a token that is none, of all together."""

AGAIN = 1
"""Seconds after which a program that was too fast tries again."""

FRESH = 1.0
"""Seconds for which the good tokens that were read count for the order of requests; no right hangs on it."""


def register(app: Flask) -> None:
    """The shares of this application."""
    app.extensions["token_shares"] = Shares(OWN), Share(WRONG)


def brought(header: str) -> str:
    """The token in an ``Authorization`` header, "" where there is none."""
    return header[len(SCHEME) :].strip() if header.startswith(SCHEME) and len(header) <= LONGEST else ""


def require(scope: Scope, place: dict[str, str] | None) -> None:
    """Let this request go on if its token has ``scope`` for the ``match`` or ``competition`` in ``place``; None: for
    what everybody may see.

    Raises ``NotEntered("token-needed")``, ``TooMany("too-many-messages")``, ``Forbidden``: ``token-scope``,
    ``token-elsewhere``; ``NotFound`` for a match that is not there.
    """
    token = _known()
    if scope not in token.scopes:
        raise Forbidden("token-scope", scope=scope)
    if place is None:
        return
    match, competition = place.get("match", ""), place.get("competition", "")
    if match and token.competition and not token.match:
        competition = competition_of(services().ctx, match).id
    if not covers(token, competition=competition, match=match):
        raise Forbidden("token-elsewhere", token=token.name)


def has(scope: Scope) -> bool:
    """Whether this request brings a good token with this scope; no share is spent."""
    token = token_of(services().ctx, brought(request.headers.get("Authorization", "")))
    return token is not None and scope in token.scopes


def known() -> AccessToken:
    """The token of this request, whatever it is good for.  Raises ``NotEntered("token-needed")``."""
    return _known()


def current() -> AccessToken:
    """The token by which this request was let in."""
    token: AccessToken = g.token
    return token


def actor() -> Actor:
    """Who this request is to the use cases."""
    return actor_of(current())


def noted(answer: Response) -> Response:
    """After a request: write down when its token was used last.  What was done is done, also where the store does not
    take the note."""
    token = g.get("token")
    if token is not None:
        with suppress(LeitaiError):
            note_use(services().ctx, token)
    return answer


def _known() -> AccessToken:
    own, wrong = current_app.extensions["token_shares"]
    text = brought(request.headers.get("Authorization", ""))
    token = token_of(services().ctx, text) if text else None
    if token is None:
        if text and not wrong.spend():
            raise TooMany("too-many-messages", seconds=AGAIN)
        raise NotEntered("token-needed")
    if not own.of(token.id).spend():
        raise TooMany("too-many-messages", seconds=AGAIN)
    g.token = token
    return token


class TokenLanes:
    """In whose lane a request with a token waits: its own, so that a bridge stands behind no guest of its address."""

    def __init__(self, ctx: Context, clock: Callable[[], float] = time.monotonic) -> None:
        self._ctx, self._clock = ctx, clock
        self._lock = threading.Lock()
        self._tokens: dict[str, str] = {}
        self._until = float("-inf")

    def of(self, environ: dict[str, Any]) -> str:
        """The lane of a request, "" where it brings no good token."""
        text = brought(environ.get("HTTP_AUTHORIZATION", ""))
        if not text:
            return ""
        if self._clock() >= self._until and self._lock.acquire(blocking=False):
            try:
                with suppress(LeitaiError):  # the store is away: those that were good last
                    self._tokens = good_tokens(self._ctx)
            finally:
                self._until = self._clock() + FRESH
                self._lock.release()
        token = self._tokens.get(secret_of(text))
        return f"token {token}" if token else ""
