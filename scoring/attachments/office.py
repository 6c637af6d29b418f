"""Documents of Word and Excel (docx, xlsx): the package is looked at, and unpacked once to the end within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from scoring.attachments.limits import MOST_PARTS, MOST_RATIO, MOST_UNPACKED, SMALL_PART
from scoring.engine.errors import Invalid
from scoring.engine.review.form import FileKind

ZIP = b"PK\x03\x04"
MAIN_PARTS: Mapping[str, FileKind] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
CONTENT_TYPES = "[Content_Types].xml"
PIECE = 1024 * 1024

ENCRYPTED = 0x1
"""The flag of a part that needs a password."""

BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, OverflowError, ValueError,
    LookupError,
)  # fmt: skip
"""What a damaged package raises while it is unpacked."""


def check(name: str, data: bytes) -> FileKind:
    """The kind of the document.  Raises ``Invalid``: ``attachment-content`` for another package,
    ``attachment-encrypted``, ``attachment-macros``, ``attachment-unpacked`` and ``attachment-broken``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_sizes(name, parts)
            kind = _kind(name, parts)
            for part in parts:
                _unpack(name, package, part)
            return kind
    except BROKEN as error:
        raise Invalid("attachment-broken", name=name) from error


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    """By what the package says of itself; ``_unpack`` holds it to that."""
    steep = any(part.file_size > max(SMALL_PART, part.compress_size * MOST_RATIO) for part in parts)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or steep:
        raise Invalid("attachment-unpacked", name=name, megabytes=MOST_UNPACKED >> 20)


def _kind(name: str, parts: list[zipfile.ZipInfo]) -> FileKind:
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Invalid("attachment-encrypted", name=name)
    kinds = {kind for main, kind in MAIN_PARTS.items() if main in names}
    if len(kinds) != 1 or CONTENT_TYPES.lower() not in names:
        raise Invalid("attachment-content", name=name)
    if any(one.rpartition("/")[2].startswith("vbaproject") for one in names):
        raise Invalid("attachment-macros", name=name)
    return kinds.pop()


def _unpack(name: str, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part to its end: a damaged one, or one of another size than it says, raises an error."""
    types = part.filename.lower() == CONTENT_TYPES.lower()
    before = b""
    with package.open(part) as stream:
        while piece := stream.read(PIECE):
            if types and b"macroenabled" in (before + piece).lower():
                raise Invalid("attachment-macros", name=name)
            before = piece[-len("macroenabled") :]
