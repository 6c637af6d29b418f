"""A request under an ``Idempotency-Key`` is done once: the same key of the same token again gets the first answer.

The answers are kept for a day at most, in memory only: some hold codes of tickets.  After that, or after a restart, a
repeat meets the names that are taken already (``…-exists``) and makes nothing twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.v1.guard import nothing_done
from scoreboard.shared.protocol import SharedTable
from scoreboard.web import bearer
from scoreboard.web.auth import services
from scoreboard.web.commands import is_text
from scoring.engine.errors import Conflict, Invalid

KEPT = 24 * 3_600_000
"""ms for which an answer is kept."""

WORKING = 600_000
"""ms for which a request may take before its key is free again."""

MOST, MOST_BYTES = 1000, 16 * 1024 * 1024
"""Answers that are kept, and their bytes; the one that was given first is forgotten first."""

LARGEST = 256 * 1024
"""Bytes of an answer that is kept."""

LONGEST_KEY = 128

KEY = {
    "in": "header", "name": "Idempotency-Key", "required": False,
    "description": "Made by the program for this one request; a repeat within a day gets the first answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """A request by its ``digest``, and the answer to it; None while it is being done."""

    digest: str
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """How many ``size`` bytes an answer has that was given ``at``, ms since the epoch."""

    at: int
    size: int


def once(work: Callable[[], Any]) -> ResponseReturnValue:
    """The answer of ``work``, or the first one where this key was used before.

    Raises ``Conflict``: ``key-used`` for a key that belongs to another request, ``key-at-work`` while the first is
    being done; ``Invalid("key-needed")``.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return work()  # type: ignore[no-any-return]
    if len(key) > LONGEST_KEY or not is_text(key):
        raise Invalid("key-needed")
    table: SharedTable[Answered] = services().shared.table("answers to programs", Answered)
    name = f"{bearer.current().id} {key}"
    asked = Answered(_digest())
    with table.turn(name):
        earlier = table.get(name)
        if earlier is None:
            table.put(name, asked, lives=WORKING)
    if earlier is not None:
        return _again(earlier, asked, key)
    try:
        answer = make_response(work())
    except BaseException:
        table.pop(name)
        raise
    body = answer.get_data()
    if answer.status_code == 200 and len(body) <= LARGEST:
        table.put(name, Answered(asked.digest, body), lives=KEPT)
        _forget_oldest(table, name, len(body))
    else:
        table.pop(name)
    return answer


def _again(earlier: Answered, asked: Answered, key: str) -> Response:
    nothing_done()
    if earlier.digest != asked.digest:
        raise Conflict("key-used", key=key)
    if earlier.body is None:
        raise Conflict("key-at-work")
    return Response(earlier.body, content_type="application/json")


def _digest() -> str:
    said = b"\0".join((request.method.encode(), request.full_path.encode(), request.get_data()))
    return hashlib.sha256(said).hexdigest()


def _forget_oldest(table: SharedTable[Answered], name: str, size: int) -> None:
    """Forget so many of the answers given first that this one has its place.  The answers themselves are not read for
    it, and what is being done is none of them."""
    lengths: SharedTable[Length] = services().shared.table("lengths of answers to programs", Length)
    lengths.put(name, Length(services().ctx.clock.now(), size), lives=KEPT)
    held = sorted(lengths.items(), key=lambda one: one[1].at)
    count, total = len(held), sum(one.size for _, one in held)
    for old, length in held:
        if count <= MOST and total <= MOST_BYTES:
            return
        if old != name:
            lengths.pop(old)
            table.pop(old)
            count, total = count - 1, total - length.size
