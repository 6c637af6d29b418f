"""A public result whenever it has become another one: a line of JSON, or server-sent events."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from scoreboard.api_docs import Operation
from scoreboard.blueprints.v1.guard import bp, by_token
from scoreboard.blueprints.v1.streams import (
    BEAT,
    LONGEST_STREAM,
    LONGEST_WAIT,
    LOOK,
    NDJSON,
    SSE,
    feed_here,
    in_query,
    stream_of,
    wait_asked,
    wants_stream,
)
from scoreboard.live.quiz.feed import Feed
from scoreboard.live.results import SIGNS, PublicResults, ResultNow
from scoreboard.server import runtime
from scoreboard.web import bearer
from scoreboard.web.security import give_turn_back
from scoring.engine.errors import Invalid, LeitaiError
from scoring.usecases.programs.tokens import token_of

MARK = re.compile(rf"[0-9a-f]{{{SIGNS}}}")

PARAMETERS = (
    in_query("since", "The mark of the last result that the program has; left out: none.", {"type": "string"}),
    in_query("wait", f"Seconds to wait for another result, {LONGEST_WAIT} at most.", {"type": "integer"}),
)


@bp.get("/live/<code>/events")
@by_token
@Operation(
    "The result as far as it is public, when it has become another one",
    id="getResultEvents",
    tag="V1",
    types=(NDJSON, SSE),
    means="A line with the result, none where it is the one of `since`; or a stream where `Accept` names it",
    headers=PARAMETERS,
    scope="feed",
    refuses={400: "It does not fit", 404: "Nothing of it is public"},
)
def result_events(code: str) -> ResponseReturnValue:
    """A line of JSON, or a stream: `{"mark", "results"}`.

    `results` is the whole of `getResults`, of a match, of a competition's newest stage or of a review. Ask again with
    the last `mark`. There are no events in between: who has the newest result lacks nothing. Any token with the scope
    `feed` is good for it, since everybody may see it.
    """
    since, wait = _since(), wait_asked()
    results, feed, token = PublicResults(current_app.extensions["public_views"]), feed_here(), bearer.current()
    found = results.now(code)
    text = bearer.brought(request.headers["Authorization"])
    give_turn_back()
    if wants_stream():
        return stream_of(_stream(feed, results, code, since, text), feed.reader(token.id))
    news: ResultNow | None = found if found.mark != since else None
    if news is None and wait:
        with feed.reader(token.id):
            news = _waited(results, code, since, wait)
    return Response(b"" if news is None else news.line + b"\n", content_type=f"{NDJSON}; charset=utf-8")


def _since() -> str:
    text = request.headers.get("Last-Event-ID", "") or request.args.get("since", "")
    if text and not MARK.fullmatch(text):
        raise Invalid("input-wrong", places="since")
    return text


def _waited(results: PublicResults, code: str, since: str, seconds: float) -> ResultNow | None:
    """The result as soon as it is another one; None after so many seconds."""
    until = time.monotonic() + seconds
    while True:
        found = results.now(code)
        if found.mark != since:
            return found
        left = until - time.monotonic()
        if left <= 0 or runtime.ending():
            return None
        runtime.sleep(min(left, LOOK))


def _stream(feed: Feed, results: PublicResults, code: str, since: str, text: str) -> Iterator[bytes]:
    """Results as they come; it ends when its time is over, or its token is good no more."""
    until = time.monotonic() + LONGEST_STREAM
    yield b"retry: 2000\n\n"
    while (left := until - time.monotonic()) > 0 and not runtime.ending():
        if token_of(feed.ctx, text) is None:
            return
        try:
            found = _waited(results, code, since, min(BEAT, left))
        except LeitaiError:  # it is not public any more: the client asks again
            return
        if found is None:
            yield b": here\n\n"
            continue
        since = found.mark
        yield b"id: %s\ndata: %s\n\n" % (found.mark.encode(), found.line)
