"""A file on its way in: opened, its parts kept, its content recognised, then attached.

All work on files is done beside the hub, and what strangers' programs wrote is opened in a process of its own, so that
no press of a match that goes on meanwhile waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any

from flask import Flask, current_app

from scoreboard.blueprints.review.access import access, check_write, field_of
from scoreboard.server import child, runtime
from scoreboard.server.open_uploads import PIECE, OpenUpload, OpenUploads, UploadLimits
from scoreboard.services import Services
from scoring.attachments.kinds import Recognised
from scoring.disk import is_full
from scoring.engine.codec import from_json
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import (
    attachment_of,
    check_file_size,
    check_kind,
    check_room,
    keep_attachment,
)

KEY = "attachment_sending"

READING_MS = 600_000
"""For so long an upload counts as being read; then its sender may ask again, as after a restart."""

ALL = "all"
"""The turn of whoever opens an upload: how many are open is counted."""


class Sending:
    """The uploads of one application."""

    def __init__(self, services: Services, limits: UploadLimits | None = None) -> None:
        left_free = services.config.disk_warn_mb * 1024 * 1024
        self._ctx = services.ctx
        self._turns = services.shared.table("attachments being read", str)
        self._open = OpenUploads(
            services.config.data / "uploads", services.free, limits or UploadLimits(left_free=left_free)
        )

    def begin(
        self, *, owner: str, field: FormField, name: str, size: int, mark: str, by: str, replaces: str = ""
    ) -> OpenUpload:
        """Open an upload, or go on with the one that this person has open for the same file.

        Raises ``Invalid``: ``attachment-too-large``, ``attachment-empty``; ``Refused``: ``attachment-full``, and as
        ``OpenUploads.begin`` and ``Access.admit`` do.
        """
        check_file_size(field, name, size)
        if not replaces:
            check_room(self._ctx, owner=owner, field=field)
        access().admit(owner, size)
        now, new_id = self._ctx.clock.now(), self._ctx.ids.new()
        asked = OpenUpload(new_id, owner, field.id, name, size, mark, by, now)
        with self._turns.turn(ALL):
            return runtime.offload(self._open.begin, asked)

    def get(self, upload_id: str, by: str) -> OpenUpload:
        """How far it is.  Raises ``NotFound("upload-ended")``, also for somebody else's."""
        found = runtime.offload(self._open.get, upload_id)
        if found.by != by:
            raise NotFound("upload-ended")
        return found

    def of(self, owner: str, by: str) -> list[OpenUpload]:
        """What this person has open for this owner."""
        return list(runtime.offload(self._open.of, owner, by))

    def put(self, upload_id: str, offset: int, data: bytes) -> OpenUpload:
        """Keep a part; raises as ``OpenUploads.append`` does."""
        with self._turns.turn(upload_id):
            return runtime.offload(self._open.append, upload_id, offset, data, self._ctx.clock.now())

    def drop(self, upload_id: str) -> None:
        """Give it up."""
        with self._turns.turn(upload_id):
            runtime.offload(self._open.drop, upload_id)

    def finish(self, upload_id: str, by: str, replaces: str = "") -> Attachment:
        """Recognise the file and attach it; a repeat, as after an answer that was lost, gives the same attachment.

        Raises ``Conflict("upload-offset")`` where something is missing, ``Refused("upload-being-read")`` beside another
        request for it, and whatever is wrong with the file; then nothing is left of it.
        """
        try:
            upload = self.get(upload_id, by)
        except NotFound:
            return self._attached(upload_id, by)
        check_write(upload.owner)
        if not upload.whole:
            raise Conflict("upload-offset", arrived=upload.arrived)
        with self._being_read(upload_id):
            try:
                return self._attach(upload, field_of(upload.owner, upload.field), replaces)
            except (Invalid, Refused, Forbidden, NotFound):
                self.drop(upload_id)
                raise
            except OSError as error:
                if not is_full(error):
                    raise
                self.drop(upload_id)
                raise Refused("disk-full") from error

    def whole(
        self, *, owner: str, field: FormField, name: str, file: IO[bytes], by: str, replaces: str = ""
    ) -> Attachment:
        """Attach a file that a plain form brought, in place of the one of the id ``replaces``; raises as
        ``begin``, ``put`` and ``finish`` do."""
        size = file.seek(0, 2)
        mark = self._ctx.ids.new()
        begun = self.begin(owner=owner, field=field, name=name, size=size, mark=mark, by=by, replaces=replaces)
        for start in range(0, size, PIECE):
            file.seek(start)
            self.put(begun.id, start, file.read(PIECE))
        return self.finish(begun.id, by, replaces)

    def _attached(self, upload_id: str, by: str) -> Attachment:
        try:
            found = attachment_of(self._ctx, upload_id)
        except NotFound:
            raise NotFound("upload-ended") from None
        if found.by != by:
            raise NotFound("upload-ended")
        return found

    @contextmanager
    def _being_read(self, upload_id: str) -> Iterator[None]:
        with self._turns.turn(upload_id):
            if self._turns.get(upload_id):
                raise Refused("upload-being-read")
            self._turns.put(upload_id, "read", lives=READING_MS)
        try:
            yield
        finally:
            self._turns.pop(upload_id)

    def _attach(self, upload: OpenUpload, field: FormField, replaces: str) -> Attachment:
        found = self._recognised(upload)
        check_kind(field, upload.name, found)
        check_write(upload.owner)  # it took a while
        sha256 = runtime.offload(self._ctx.files.take, runtime.offload(self._open.sync, upload.id))
        kept = keep_attachment(
            self._ctx,
            attachment_id=upload.id,
            owner=upload.owner,
            field=field,
            name=upload.name,
            found=found,
            sha256=sha256,
            size=upload.size,
            by=upload.by,
            guard=access().guard,
            replaces=replaces,
        )
        self.drop(upload.id)
        return kept

    def _recognised(self, upload: OpenUpload) -> Recognised:
        try:
            return child.read("attachment", upload.name, self._pieces(upload), partial(from_json, Recognised))
        except Invalid as error:
            if error.code == "file-broken":
                raise Invalid("attachment-broken", name=upload.name) from error
            if error.code == "file-slow":
                raise Invalid("attachment-slow", name=upload.name) from error
            raise

    def _pieces(self, upload: OpenUpload) -> Iterator[bytes]:
        for start in range(0, upload.size, PIECE):
            yield runtime.offload(self._open.piece, upload.id, start)


def register(app: Flask, sending: Sending) -> None:
    """Let this application send files in by ``sending``."""
    app.extensions[KEY] = sending


def sending() -> Sending:
    """Those of this application."""
    known: dict[str, Any] = current_app.extensions
    if KEY not in known:
        register(current_app, Sending(known["leitai"]))
    found: Sending = known[KEY]
    return found
