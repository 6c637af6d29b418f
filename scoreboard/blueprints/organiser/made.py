"""Papers that take a while: made beside the request, with their progress on a page, then there to be fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import competition_record
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, download, show
from scoreboard.blueprints.organiser.uploads import WAIT_S, held, uploads
from scoreboard.server.child import Progress
from scoreboard.shared.protocol import Upload
from scoring.engine.errors import Invalid, NotFound

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made."""

    name: str
    mime: str
    data: bytes


Make = Callable[[Progress], tuple[MadeFile, ...]]
"""What makes the files; it knows no request."""


def begin_making(competition: str, name: str, back: str, make: Make) -> ResponseReturnValue:
    """Begin to make files; shows the page on which they are once they are ready, or have taken a while.  ``back``: the
    address of the page that led here."""
    one = Upload(ctx().ids.new(), name, actor().id, ctx().clock.now(), kind="made", about=f"{competition} {back}")
    uploads().begin(one, make)
    uploads().wait(one.id, WAIT_S)
    return redirect(url_for("organiser.made", competition=competition, upload_id=one.id), 303)


@bp.get("/competitions/<competition>/made/<upload_id>")
def made(competition: str, upload_id: str, error: Any = None) -> str:
    """How far it is; at the end the files."""
    one = _of(competition, upload_id)
    if one.report is None:
        return show("upload_progress.html", error, upload=one, words="commend.making")
    return show(
        "made.html", error, competition=competition_record(competition), upload=one, back=one.about.partition(" ")[2]
    )


@bp.get("/competitions/<competition>/made/<upload_id>/<int:no>")
def made_file(competition: str, upload_id: str, no: int) -> Response:
    """One of the files."""
    one = _of(competition, upload_id)
    if one.report is None:
        raise Invalid("upload-not-read")
    if not 0 <= no < len(one.report):
        raise NotFound("page-not-found")
    found: MadeFile = one.report[no]
    return download(found.data, found.mime, found.name)


def _of(competition: str, upload_id: str) -> Upload:
    """What this organiser makes for this competition; raises ``NotFound("upload-gone")``."""
    one = held(upload_id, "made")
    if one.about.partition(" ")[0] != competition:
        raise NotFound("upload-gone")
    return one
