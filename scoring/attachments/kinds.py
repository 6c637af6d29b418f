"""The kinds of files that may be attached: their types, their endings, and how a file's name is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from scoring.engine.names import tidy
from scoring.engine.review.form import FileKind

KINDS: tuple[FileKind, ...] = get_args(FileKind)

MIME: Mapping[FileKind, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
"""The type under which a file of each kind is sent: never the one that its sender says."""

PAGED: frozenset[FileKind] = frozenset({"pdf", "jpg", "png"})
"""Kinds whose pages can be drawn."""

LONGEST_NAME = 120
"""Characters of a name, its ending among them."""

_OTHER_ENDINGS: Mapping[str, FileKind] = {"jpeg": "jpg", "jpe": "jpg", "m4v": "mp4"}
_ENDINGS: Mapping[str, FileKind] = {**dict(zip(KINDS, KINDS, strict=True)), **_OTHER_ENDINGS}
_FORBIDDEN = re.compile(r'[:*?"<>|]')
"""What not every file system takes."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is by its content.  ``pages``: how many of them can be drawn, 0 for a kind without."""

    kind: FileKind
    pages: int = 0

    @property
    def mime(self) -> str:
        """The type under which it is sent."""
        return MIME[self.kind]


def kept_name(name: str, kind: FileKind) -> str:
    """The name under which a file of this kind is kept and sent: without folders, with an ending that fits the kind."""
    last = tidy(_FORBIDDEN.sub("", re.split(r"[/\\]", name)[-1]))
    stem, dot, ending = last.rpartition(".")
    if not dot or _ENDINGS.get(ending.lower()) != kind:
        stem, ending = (stem if ending.lower() in _ENDINGS else last), kind
    return f"{stem[: LONGEST_NAME - len(ending) - 1].strip() or kind}.{ending}"
