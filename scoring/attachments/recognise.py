"""What a file is by its content.  Its name is only used in the refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scoring.attachments import office, pdf, pictures, sound
from scoring.attachments.kinds import Recognised
from scoring.attachments.mp4 import is_iso
from scoring.engine.errors import Invalid
from scoring.engine.review.form import FileKind

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of .doc and .xls, and of a docx or xlsx that has a password."""


def recognise(name: str, data: bytes) -> Recognised:
    """The kind of this file, which is whole and can be opened.

    Raises ``Invalid``: ``attachment-empty``, ``attachment-content`` for none of the kinds, ``attachment-old-office``,
    ``attachment-encrypted``, ``attachment-broken``, ``attachment-macros``, ``attachment-unpacked``,
    ``attachment-pages`` and ``attachment-pixels``, each with the name.
    """
    if not data:
        raise Invalid("attachment-empty", name=name)
    for kind, begins in _BEGINNINGS.items():
        if begins(data):
            return Recognised(kind, _CHECKS[kind](name, data))
    if data.startswith(office.ZIP):
        kind = office.check(name, data)
        return Recognised(kind)
    if data.startswith(OLD_OFFICE):
        raise Invalid("attachment-old-office", name=name)
    raise Invalid("attachment-content", name=name)


_BEGINNINGS: Mapping[FileKind, Callable[[bytes], bool]] = {
    "pdf": lambda data: data[:64].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"),
    "jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "mp4": lambda data: is_iso(data) and data[8:12] != b"qt  ",
    "mp3": sound.is_mp3,
}

_CHECKS: Mapping[FileKind, Callable[[str, bytes], int]] = {
    "pdf": pdf.check,
    "jpg": pictures.check,
    "png": pictures.check,
    "mp4": sound.check_mp4,
    "mp3": lambda _name, _data: 0,
}
"""Each gives the number of pages, or refuses the file."""
