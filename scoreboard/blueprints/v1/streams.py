"""What every feed answers with: lines of JSON after a wait, or a stream of server-sent events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager

from flask import Response, current_app, request

from scoreboard.live.quiz.feed import Feed
from scoreboard.server import runtime
from scoring.engine.errors import Invalid

LONGEST_WAIT = 25
"""Seconds for which a question waits for the next event."""

LONGEST_STREAM = 600.0
"""Seconds after which a stream ends; a program connects again and says what it had last."""

BEAT = 15.0
"""Seconds after which a stream without events says that it is there."""

LOOK = 1.0
"""Seconds between two looks whether the server is to end."""

LONGEST_SINCE = 9
"""Digits of a seq."""

NDJSON, SSE = "application/x-ndjson", "text/event-stream"


def in_query(name: str, said: str, schema: dict[str, object]) -> dict[str, object]:
    """A parameter of an address, as the published document has it."""
    return {"in": "query", "name": name, "required": False, "description": said, "schema": schema}


def feed_here() -> Feed:
    """The feed of the application that answers."""
    feed: Feed = current_app.extensions["feed"]
    return feed


def wants_stream() -> bool:
    """Whether this request asks for a stream rather than for lines."""
    return request.accept_mimetypes.best_match([NDJSON, SSE]) == SSE


def stream_of(pieces: Iterator[bytes], place: AbstractContextManager[None]) -> Response:
    """A stream of these ``pieces``, which holds its ``place`` among the readers until it is closed; raises what refuses
    the place."""
    runtime.kept_open(request.environ)
    place.__enter__()
    answer = Response(pieces, content_type=f"{SSE}; charset=utf-8")
    answer.call_on_close(lambda: place.__exit__(None, None, None))
    answer.headers["X-Accel-Buffering"] = "no"  # a proxy before the server sends each piece at once, too
    return answer


def wait_asked() -> int:
    """The seconds for which this request may wait.  Raises ``Invalid("input-wrong")``."""
    return min(LONGEST_WAIT, number_asked("wait", request.args.get("wait", "0")))


def number_asked(name: str, text: str) -> int:
    """The number that ``text`` is, which the request says as ``name``.  Raises ``Invalid("input-wrong")``."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_SINCE):
        raise Invalid("input-wrong", places=name)
    return int(text)
