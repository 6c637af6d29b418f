"""A stored file that is read piece by piece, while it is sent."""

from __future__ import annotations

import io
from typing import IO, cast

from flask import Response, request
from werkzeug.wsgi import FileWrapper

from scoring.usecases.media import Stored, check_file
from scoring.usecases.ports import Files
from scoring.usecases.records import PART

LASTS = 3600
"""Seconds that a browser may keep a file: its address stands for its bytes, which never change."""


def send(files: Files, stored: Stored, mime: str) -> Response:
    """The file as an answer to this request, which may ask for a part of it (``Range``).

    Raises ``Broken("file-missing" | "file-damaged")``.
    """
    check_file(files, stored)
    pieces = FileWrapper(cast(IO[bytes], MediaReader(files, stored)), PART)
    answer = Response(pieces, mimetype=mime, direct_passthrough=True)
    answer.content_length = stored.size
    answer.set_etag(stored.sha256)
    answer.headers["Cache-Control"] = f"private, max-age={LASTS}"
    answer.make_conditional(request, accept_ranges=True, complete_length=stored.size)
    return answer


class MediaReader(io.RawIOBase):
    """Reads a stored file from any offset.  Each piece is read by itself: a slow screen keeps no file open."""

    def __init__(self, files: Files, stored: Stored) -> None:
        super().__init__()
        self._files = files
        self._stored = stored
        self._at = 0

    def readable(self) -> bool:
        """True: the file can be read."""
        return True

    def seekable(self) -> bool:
        """True: a film can start in its middle without reading what is before."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to an offset in bytes."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._stored.size}[whence]
        return self._at

    def tell(self) -> int:
        """The current offset in bytes."""
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """The next ``size`` bytes, fewer at the end."""
        left = max(0, self._stored.size - self._at)
        wanted = left if size < 0 else min(size, left)
        piece = self._files.part(self._stored.sha256, self._at, wanted) if wanted else b""
        self._at += len(piece)
        return piece
