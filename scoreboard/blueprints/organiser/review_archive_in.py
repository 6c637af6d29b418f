"""A review that is carried in from its archive: checked in a process of its own, taken in once its report was seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple, cast

from flask import Flask, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, show
from scoreboard.blueprints.organiser.event_book import problem_said
from scoreboard.blueprints.organiser.home import home
from scoreboard.blueprints.organiser.uploads import begin, held, held_report, uploads
from scoreboard.blueprints.review.making import off_hub
from scoreboard.exports.review_archive import pieces_of
from scoreboard.exports.review_archive_reader import ArchiveFile
from scoreboard.exports.review_archive_report import ArchiveReport, decode
from scoreboard.server import child, runtime
from scoreboard.server.child import Progress
from scoreboard.shared.protocol import Upload
from scoreboard.web import auth
from scoreboard.web.media_reader import MediaReader
from scoreboard.web.security import give_turn_back, limit_body
from scoring.engine.errors import Invalid
from scoring.usecases.review.archive import carry_archive

MOST = 512 * 1024 * 1024
"""Bytes of an archive that comes through a page; the command line takes any."""

PIECE = 1024 * 1024


class _Kept(NamedTuple):
    """The file as it was kept."""

    sha256: str
    size: int


@bp.record
def _set_up(state: BlueprintSetupState) -> None:
    limit_body(cast(Flask, state.app), "organiser.bring_review_archive", _largest)


def _largest(_values: Any) -> int:
    return MOST if auth.current_account() is not None else 0


@bp.post("/review-archive")
@form_of(home)
def bring_review_archive() -> ResponseReturnValue:
    """Keep the file, then read and recompute it in a process of its own; its report comes before anything else."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Invalid("file-needed")
    give_turn_back()
    files, name = ctx().files, given.filename
    sha256 = files.keep(off_hub(iter(partial(given.stream.read, PIECE), b"")))
    one = Upload(ctx().ids.new(), name, actor().id, ctx().clock.now(), kind="review-archive", about=sha256)

    def read(progress: Progress) -> ArchiveReport:
        return child.read("review-archive", name, pieces_of(files, sha256), decode, progress)

    return begin(one, read, "organiser.review_archive_report")


@bp.get("/review-archive/<upload_id>")
def review_archive_report(upload_id: str, error: Any = None) -> str:
    """What the archive holds, or where it differs; while it is read, that it is."""
    one = held(upload_id, "review-archive")
    if one.report is None:
        return show("upload_progress.html", error, upload=one, words="review_archive.bring")
    return show("review_archive_report.html", error, upload=one, report=one.report, problem=problem_said)


@bp.post("/review-archive/<upload_id>")
@form_of(review_archive_report)
def take_review_archive(upload_id: str) -> ResponseReturnValue:
    """Carry the review of the report in, with its files: all of it or nothing."""
    one = held_report(upload_id, "review-archive")
    report: ArchiveReport = one.report
    if report.archive is None:
        first = report.differences[0]
        raise Invalid("archive-differs", place=first.place, problem=problem_said(first.code), count=report.count)
    give_turn_back()
    stored = _Kept(one.about, ctx().files.size(one.about) or 0)
    opened = runtime.offload(ArchiveFile, MediaReader(ctx().files, stored))

    def bytes_of(sha256: str) -> Iterator[bytes]:
        return off_hub(opened.bytes_of(sha256))

    try:
        new = carry_archive(ctx(), actor=actor(), archive=report.archive, bytes_of=bytes_of, checked=True)
    finally:
        opened.close()
    uploads().drop(upload_id)
    return done("review-carried", "review_page", {"title": new.title}, review=new.id)
