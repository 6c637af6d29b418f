"""Attached files over HTTP: sent in parts or by a plain form, listed, opened, looked at page by page, removed.

Programs and the pages' scripts use ``/api/attachments``, people ``/review/attachments``.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import Any, cast
from urllib.parse import quote

from flask import Blueprint, Response, current_app, redirect, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from scoreboard.api_docs import Operation
from scoreboard.blueprints.review.access import access, check_read, check_write, field_of, known
from scoreboard.blueprints.review.pages import Pages
from scoreboard.blueprints.review.sending import sending
from scoreboard.blueprints.review.shapes import (
    AttachmentOut,
    AttachmentsOut,
    UploadBody,
    UploadOut,
    attachment_out,
    upload_out,
)
from scoreboard.server.open_uploads import PIECE
from scoreboard.web import auth
from scoreboard.web.media_reader import send
from scoreboard.web.security import give_turn_back, limit_body
from scoring.engine.errors import Invalid
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import attachment_of, attachments_of, largest, remove_attachment
from scoring.usecases.context import Context

bp = Blueprint("review_files", __name__)

FORM = 64 * 1024
"""Bytes of a plain form beside its file."""

OFFSET = {
    "in": "header", "name": "Upload-Offset", "required": True, "schema": {"type": "integer", "minimum": 0},
    "description": "Where in the file the part begins: as many bytes as have arrived.",
}  # fmt: skip

SHUT = {401: "Not entered", 403: "Not for this person, or not now"}
GONE = {**SHUT, 404: "No such upload, or somebody else's"}


@bp.record
def _set_up(state: BlueprintSetupState) -> None:
    app = cast(Any, state.app)
    app.extensions["attachment_pages"] = Pages(app.extensions["leitai"])
    limit_body(app, "review_files.put_part", lambda _values: PIECE if access().by() else 0)
    limit_body(app, "review_files.attach", _form_limit)


def _form_limit(values: Mapping[str, Any]) -> int:
    """A plain form brings a whole file at once; only who may attach one may send so much."""
    owner = values["owner"]
    if not access().by() or not access().may_write(owner):
        return 0
    return largest(field_of(owner, values["field"])) + FORM


@bp.before_request
def _only_known() -> None:
    known()


@bp.post("/api/attachments/of/<owner>/<field>")
@Operation(
    "Begin to send a file, or go on", id="beginUpload", tag="Attachments", takes=UploadBody, gives=UploadOut,
    means="The upload; what has arrived of the same file before is kept",
    refuses={**SHUT, 400: "Too large, or empty", 404: "No such field", 409: "No more files, uploads, or room"},
)  # fmt: skip
def begin_upload(owner: str, field: str, body: UploadBody) -> UploadOut:
    """Begin to send a file.

    The same file (owner, field, name, size, mark) of the same person goes on where it was.
    """
    check_write(owner)
    taken = field_of(owner, field)
    begun = sending().begin(owner=owner, field=taken, name=body.name, size=body.size, mark=body.mark, by=known())
    return upload_out(begun)


@bp.get("/api/attachments/uploads/<upload>")
@Operation("How much of a file has arrived", id="getUpload", tag="Attachments", gives=UploadOut, refuses=GONE)
def get_upload(upload: str) -> UploadOut:
    """How much of a file has arrived."""
    return upload_out(sending().get(upload, known()))


@bp.put("/api/attachments/uploads/<upload>")
@Operation(
    "Send a part of a file", id="putPart", tag="Attachments", brings="application/octet-stream", gives=UploadOut,
    headers=(OFFSET,), means="The part is kept",
    refuses={**GONE, 409: "Not the next part (`arrived` in the fields says which), or no room", 413: "Over 1 MB"},
)  # fmt: skip
def put_part(upload: str) -> UploadOut:
    """Send a part of a file, at most 1 MB.

    A part that is there already changes nothing.
    """
    check_write(sending().get(upload, known()).owner)
    said = request.headers.get("Upload-Offset", "")
    if not (said.isascii() and said.isdigit() and len(said) <= 16):
        raise Invalid("shape", place="Upload-Offset", expected="integer")
    return upload_out(sending().put(upload, int(said), request.get_data(cache=False)))


@bp.post("/api/attachments/uploads/<upload>/finish")
@Operation(
    "Attach a file that has arrived", id="finishUpload", tag="Attachments", gives=AttachmentOut,
    means="The attached file; a repeat gives the same",
    refuses={**GONE, 400: "What is wrong with the file", 409: "Something is missing, or the field is full"},
)  # fmt: skip
def finish_upload(upload: str) -> AttachmentOut:
    """Attach a file that has arrived.

    It is opened once and known by its content. What is refused is forgotten.
    """
    give_turn_back()
    return attachment_out(sending().finish(upload, known()))


@bp.delete("/api/attachments/uploads/<upload>")
@Operation("Give a file up", id="dropUpload", tag="Attachments", gives=UploadOut, refuses=GONE)
def drop_upload(upload: str) -> UploadOut:
    """Give a file up that is arriving; nothing of it is kept."""
    held = sending().get(upload, known())
    sending().drop(upload)
    return upload_out(held)


@bp.get("/api/attachments/of/<owner>")
@Operation(
    "The files of a draft or document", id="getAttachments", tag="Attachments", gives=AttachmentsOut, refuses=SHUT
)  # fmt: skip
def get_attachments(owner: str) -> AttachmentsOut:
    """The attached files that the caller may read, and those that the caller has begun to send."""
    found = attachments_of(ctx(), owner)
    arriving = sending().of(owner, known()) if access().may_write(owner) else []
    return AttachmentsOut(
        attachments=[attachment_out(one) for one in found if access().may_read(one)],
        uploads=[upload_out(one) for one in arriving],
    )


@bp.get("/api/attachments/<attachment>/pages/<page>")
@Operation(
    "A page of an attached file", id="getPage", tag="Attachments", types=("image/jpeg",), means="The page as a picture",
    refuses={**SHUT, 400: "It cannot be drawn", 404: "No such file or page", 429: "Too many wait; ask again"},
)  # fmt: skip
def get_page(attachment: str, page: str) -> Response:
    """A page of a PDF, or a photograph, as a picture of about 1240 pixels across.

    The first request for a page may take some seconds. Data of the camera are left out.
    """
    found = _readable(attachment)
    pages: Pages = current_app.extensions["attachment_pages"]
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0
    return send(ctx().files, pages.get(found, number), "image/jpeg")


@bp.delete("/api/attachments/<attachment>")
@Operation(
    "Remove an attached file", id="removeAttachment", tag="Attachments", gives=AttachmentOut,
    refuses={**SHUT, 404: "No such file"},
)  # fmt: skip
def delete_attachment(attachment: str) -> AttachmentOut:
    """Remove an attached file."""
    return attachment_out(_remove(attachment))


@bp.get("/review/attachments/<attachment>/file")
def get_file(attachment: str) -> Response:
    """The file itself, to be kept by the browser under its name: it is never shown as a page of this house."""
    found = _readable(attachment)
    answer = send(ctx().files, found, found.mime)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return answer


@bp.post("/review/attachments/<owner>/<field>")
def attach(owner: str, field: str) -> ResponseReturnValue:
    """A plain form with a file, for a browser without scripts."""
    check_write(owner)
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Invalid("file-needed")
    with closing(given.stream) as file:
        sending().whole(owner=owner, field=field_of(owner, field), name=given.filename, file=file, by=known())
    return redirect(access().home(owner), 303)


@bp.post("/review/attachments/<attachment>/remove")
def remove(attachment: str) -> ResponseReturnValue:
    """A plain form that removes a file."""
    return redirect(access().home(_remove(attachment).owner), 303)


def ctx() -> Context:
    """The use cases' context."""
    return auth.services().ctx


def _readable(attachment: str) -> Attachment:
    found = attachment_of(ctx(), attachment)
    check_read(found)
    return found


def _remove(attachment: str) -> Attachment:
    found = attachment_of(ctx(), attachment)
    check_write(found.owner)
    return remove_attachment(ctx(), attachment_id=found.id, guard=access().guard)
