"""Files that are kept between two readings, so that the organiser can say on the page what their columns mean: of
questions, of teams, of judges, of the lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, ctx, lang, say
from scoreboard.presenters.quiz.questions import problem_text
from scoreboard.server.child import Progress
from scoreboard.server.child import read as read_apart
from scoreboard.shared.protocol import Upload, UploadKind, Uploads
from scoreboard.web import auth
from scoring.engine.codec import from_json
from scoring.engine.errors import Invalid, NotFound
from scoring.tables.headings import Heading, Meanings
from scoring.tables.lists import ListTable
from scoring.tables.problems import Problem, Unreadable

NOTHING: Meanings = MappingProxyType({})

WAIT_S = 1.5
"""A file that is read within this time shows its report at once; a longer one shows its progress."""

KEEP_S = 10.0
"""Seconds within which a file that has been read is kept; there is nothing to wait for."""


def uploads() -> Uploads:
    """The files of this server that are kept."""
    return auth.services().shared.uploads


def begin(upload: Upload, read: Callable[[Progress], Any], report: str) -> ResponseReturnValue:
    """Begin to read a file; shows its page ``report`` once that is ready or has taken a while."""
    uploads().begin(upload, read)
    uploads().wait(upload.id, WAIT_S)
    return redirect(url_for(report, upload_id=upload.id), 303)


def held(upload_id: str, *kinds: str) -> Upload:
    """The upload of this organiser and one of these kinds.  Raises ``NotFound("upload-gone")``, and ``Invalid`` with
    what broke its reading off."""
    found = uploads().get(upload_id, actor().id)
    if found is None or found.kind not in kinds:
        raise NotFound("upload-gone")
    if found.failed:
        raise Invalid(found.failed, file=found.name)
    return found


def held_report(upload_id: str, *kinds: str) -> Upload:
    """The same once it has been read; raises ``Invalid("upload-not-read")`` before."""
    found = held(upload_id, *kinds)
    if found.report is None:
        raise Invalid("upload-not-read")
    return found


def with_columns(upload: Upload, headings: Iterable[Heading], meanings: Collection[str]) -> Upload:
    """The upload as it is to be read again: with what the form says of the columns that were asked about added to what
    was said before; only known meanings.  Raises ``NotFound("upload-gone")`` for a file that was too large to be kept.
    """
    if not upload.data:
        raise NotFound("upload-gone")
    asked = [column.key for heading in headings for column in heading.columns]
    said = {key: request.form.get(f"meaning{number}", "") for number, key in enumerate(asked)}
    known = {**upload.meanings, **{key: meaning for key, meaning in said.items() if meaning in meanings}}
    return replace(upload, at=ctx().clock.now(), done=0, total=0, report=None, failed="", meanings=known)


def list_in(upload: Upload, progress: Progress = lambda done, total: None) -> ListTable:
    """The list in a file, by what was said of its columns; raises ``Unreadable``.  It may run beside the request."""
    decode = partial(from_json, ListTable)
    return read_apart(upload.kind, upload.name, upload.data, decode, progress, said=upload.meanings)


def unreadable(problem: Problem) -> Invalid:
    """The refusal of a file that cannot be read at all, with the words for why."""
    return Invalid("roster-unreadable", problem=problem_text(lang(), problem))


def read_people(kind: UploadKind, name: str, data: bytes, meanings: Meanings = NOTHING) -> tuple[ListTable, str]:
    """The teams or the judges in a file, read while the request waits, and the id under which it is kept, "" where
    nothing is asked about its columns.

    Raises ``Invalid("roster-unreadable")`` with the words for why it cannot be read.
    """
    upload = Upload(ctx().ids.new(), name, actor().id, ctx().clock.now(), data=data, meanings=meanings, kind=kind)
    try:
        table = list_in(upload)
    except Unreadable as fault:
        raise unreadable(fault.problem) from None
    if not table.headings:
        return table, ""
    uploads().begin(upload, lambda progress: table)
    uploads().wait(upload.id, KEEP_S)
    return table, upload.id


def read_pasted(lines: str) -> tuple[ListTable, str]:
    """The judges in pasted lines; see ``read_people``."""
    return read_people("judge-lines", say()("organiser.panel.pasted"), lines.encode())


def read_people_again(upload_id: str, meanings: Collection[str], *kinds: UploadKind) -> tuple[str, ListTable, str]:
    """The name of a file that is kept, and its people by what the form says of its columns; see ``read_people``."""
    upload = held_report(upload_id, *kinds)
    again = with_columns(upload, upload.report.headings, meanings)
    uploads().drop(upload_id)
    return upload.name, *read_people(upload.kind, upload.name, upload.data, again.meanings)
