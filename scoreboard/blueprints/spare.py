"""What a warm spare asks for: where it begins, every commit since, the files that records name.

Only ``leitai follow`` asks, with the pass that an organiser gave it (``Authorization: Bearer …``).  The answers are all
that the server holds, so nothing else opens them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from scoreboard.config import shown_database
from scoreboard.server import session_keys, spare_pass
from scoreboard.services import SpareFeed
from scoreboard.web.auth import services
from scoreboard.web.errors import NotEntered
from scoreboard.web.security import give_turn_back
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.usecases.ports import Files

bp = Blueprint("spare", __name__, url_prefix="/spare")

LONGEST_WAIT = 20.0
"""Seconds for which a question waits for the next commit."""

PIECE = 256 * 1024
"""Bytes that are sent at a time."""

EPOCH, COMMIT, VERSION = "X-Leitai-Epoch", "X-Leitai-Commit", "X-Leitai-Version"
"""Headers of a base: which life of the feed, after which commit, the version of the program and its tables."""


@bp.before_request
def _only_the_spare() -> None:
    brought = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not spare_pass.fits(services().config.data, brought):
        raise NotEntered("spare-pass-wrong")


@bp.get("/base")
def base() -> Response:
    """The whole database as it was after one commit."""
    feed = _feed()
    epoch, no, file = feed.base()
    headers = {EPOCH: epoch, COMMIT: str(no), VERSION: feed.version(), "Content-Length": str(file.stat().st_size)}
    give_turn_back()
    return Response(_once(file), mimetype="application/octet-stream", headers=headers)


@bp.get("/secrets")
def secrets() -> ResponseReturnValue:
    """The key of the session cookies, so that tablets are still at their seats when the spare takes over."""
    return {"session_key": session_keys.session_key(services().config.data)}


@bp.get("/commits")
def commits() -> Response:
    """The commits after ``after`` of ``epoch`` as a list of ``[number, {"entries", "rows"}]``, with the number of the
    last one; with ``wait`` as soon as there is one."""
    epoch, who = request.args.get("epoch", ""), request.args.get("who", "")[:40]
    after, wait = (_number(name) for name in ("after", "wait"))
    give_turn_back()
    last, told = _feed().after(epoch, after, min(wait, LONGEST_WAIT), who)
    lines = b",".join(b"[%d,%s]" % (no, line) for no, line in told)
    return Response(b'{"last":%d,"commits":[%s]}' % (last, lines), mimetype="application/json")


@bp.get("/files/<sha256>")
def file(sha256: str) -> Response:
    """One file by its hash."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256) or (size := services().ctx.files.size(sha256)) is None:
        raise NotFound("page-not-found")
    give_turn_back()
    headers = {"Content-Length": str(size)}
    return Response(_parts(services().ctx.files, sha256), mimetype="application/octet-stream", headers=headers)


def _feed() -> SpareFeed:
    feed = services().feed
    if feed is None:
        raise Refused("backup-needs-sqlite", database=shown_database(services().config.database))
    return feed


def _number(name: str) -> int:
    text = request.args.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Invalid("input-wrong", places=name)
    return int(text)


def _once(file: Path) -> Iterator[bytes]:
    """A file in pieces, which is gone afterwards."""
    try:
        with file.open("rb") as opened:
            while piece := opened.read(PIECE):
                yield piece
    finally:
        file.unlink(missing_ok=True)


def _parts(files: Files, sha256: str) -> Iterator[bytes]:
    start = 0
    while piece := files.part(sha256, start, PIECE):
        yield piece
        start += len(piece)
