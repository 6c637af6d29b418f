"""Lanes for those who try a secret, apart from the lane in which the guests of the same address wait for pages.

Two thousand wrong codes at a time would otherwise all go before the page that a newcomer asks for, and before his card.
So the tries of an address have a lane for each kind of secret, and a code that opens a seat waits in the lane of that
seat: a good card stands behind no guess.
"""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from scoring.usecases import tickets
from scoring.usecases.context import Context

TRIES = {"/enter": "tickets", "/api/enter": "tickets", "/signin": "passwords", "/setup": "passwords"}
"""The addresses that take a secret from somebody who is not known yet, and the kind of the secret."""

CERTIFICATES = "/cert/"
"""How the addresses begin under which anybody asks about the code of a certificate."""

LARGEST_TRY = 4096
"""Bytes of a body in which a code is looked for."""

FRESH = 1.0
"""Seconds for which the codes that were read count; one that was issued since waits among the guesses, and is good."""

SHARE = 20
"""Reading the codes anew takes at most one second out of so many."""


class GoodCodes:
    """Which seat each code opens, as of a moment ago: to ask the store for each of thousands of guesses would take the
    time that the newcomer needs.  No right hangs on it."""

    def __init__(self, ctx: Context, clock: Callable[[], float] = time.monotonic) -> None:
        self._ctx, self._clock = ctx, clock
        self._lock = threading.Lock()
        self._seats: dict[str, str] = {}
        self._until = float("-inf")

    def seat_of(self, code: str) -> str:
        """The id of the ticket that the code opens, "" if it opens none."""
        if self._clock() >= self._until and self._lock.acquire(blocking=False):
            try:
                self._read()
            finally:
                self._lock.release()
        return self._seats.get(tickets.secret_of_typed(code), "")

    def _read(self) -> None:
        begun = self._clock()
        self._seats = tickets.good_secrets(self._ctx)
        ended = self._clock()
        self._until = ended + max(FRESH, SHARE * (ended - begun))


def try_of(environ: dict[str, Any], codes: GoodCodes, address: str) -> str:
    """The lane of a request that tries a secret, "" for any other: ``address`` is the lane of its address."""
    path = environ.get("PATH_INFO", "")
    kind = TRIES.get(path) if environ.get("REQUEST_METHOD") == "POST" else None
    if path.startswith(CERTIFICATES):
        return f"{address} certificates"
    if not kind:
        return ""
    seat = codes.seat_of(_code_in(environ)) if kind == "tickets" else ""
    return f"seat {seat}" if seat else f"{address} {kind}"


def _code_in(environ: dict[str, Any]) -> str:
    """The code that a request brings, "" where there is none.  Its body was read before, and is left as it was."""
    body = environ.get("wsgi.input")
    if not isinstance(body, io.BytesIO) or len(body.getbuffer()) > LARGEST_TRY:
        return ""
    try:
        text = body.getvalue().decode()
        if not environ.get("CONTENT_TYPE", "").startswith("application/json"):
            return parse_qs(text).get("code", [""])[0]
        said = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    code = said.get("code") if isinstance(said, dict) else ""
    return code if isinstance(code, str) and code.isascii() else ""
