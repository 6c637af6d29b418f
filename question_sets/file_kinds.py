"""What kind of file somebody brings: by its content, by its name only where the content says nothing."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from question_sets.bank_marks import looks_like_bank
from question_sets.columns import heading_score
from question_sets.gift import looks_like_gift
from scoring.tables.cells import OLE, ZIP
from scoring.tables.delimited import decode, has_heading
from scoring.tables.problems import Unreadable, error
from scoring.tables.workbook_guard import BROKEN

FileKind = Literal["workbook", "word", "package", "moodle", "toml", "gift", "bank", "table"]

_OLD_WORD = "WordDocument".encode("utf-16-le")
_TEXT_NAMES = (".doc", ".wps", ".wpt", ".docm", ".dot", ".rtf", ".pdf", ".odt", ".pages")
_ARCHIVES = (b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_QUIZ = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)*<(?:!DOCTYPE\s{1,9})?quiz\b")


def file_kind(name: str, data: bytes) -> FileKind:
    """The kind of a file; raises ``Unreadable`` with what to do about one that is not read."""
    if not data.strip():
        raise Unreadable(error("file-empty"))
    if data.startswith(OLE):
        if _OLD_WORD in data or name.lower().endswith(_TEXT_NAMES):
            raise Unreadable(error("save-as-docx", name=name))
        return "workbook"
    if data.startswith(ZIP):
        return _kind_of_zip(name, data)
    if data.startswith((b"%PDF", b"{\\rtf")) or data[:8] == b"\xdb\xa5-\x00":
        raise Unreadable(error("save-as-docx", name=name))
    start = data[:2000].removeprefix(b"\xef\xbb\xbf")
    if data.startswith(_ARCHIVES):
        raise Unreadable(error("file-kind-unknown", name=name))
    if _QUIZ.match(start):
        return "moodle"
    if name.lower().endswith(".toml"):
        return "toml"
    return _kind_of_text(name, decode(data))


def _kind_of_zip(name: str, data: bytes) -> FileKind:
    """By the names of the parts: a package may hold a workbook whose parts are not compressed and show in its bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
            mime = archive.read("mimetype")[:80] if "mimetype" in parts else b""
    except BROKEN:
        raise Unreadable(error("file-broken")) from None
    if any(part.startswith("xl/workbook") for part in parts) or b"opendocument.spreadsheet" in mime:
        return "workbook"
    if "word/document.xml" in parts:
        if name.lower().endswith(".docm"):
            raise Unreadable(error("save-as-docx", name=name))
        return "word"
    if b"opendocument.text" in mime or any(part.startswith("Index/Document.iwa") for part in parts):
        raise Unreadable(error("save-as-docx", name=name))
    return "package"


def _kind_of_text(name: str, text: str) -> FileKind:
    if name.lower().endswith(".gift"):
        return "gift"
    if has_heading(text, heading_score):
        return "table"
    if looks_like_gift(text):
        return "gift"
    return "bank" if looks_like_bank(text) else "table"
