"""The recommendation form (推荐表) of an award as a value: its fields with their limits, and its boxes for opinions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["text", "long_text", "number", "date", "choice", "phone", "email", "people", "attachment"]
FileKind = Literal["pdf", "docx", "xlsx", "jpg", "png", "mp3", "mp4"]

TEXTS: frozenset[FieldKind] = frozenset({"text", "long_text"})
MANY: frozenset[FieldKind] = frozenset({"people", "attachment"})

MOST_CHARACTERS: dict[FieldKind, int] = {"text": 100, "long_text": 3000}
"""The limit of a text whose field says none, counted by ``word_count``."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form.  ``characters``: the most of a text, counted by ``word_count`` · ``most``: how many people or
    attachments at most · ``files`` and ``megabytes``: which attachments, and how large each may be · ``personal``:
    seen by the desks alone, and deleted when the campaign is over."""

    id: str
    name: str
    kind: FieldKind = "text"
    required: bool = True
    personal: bool = False
    characters: int | None = None
    choices: tuple[str, ...] = ()
    most: int = 1
    files: tuple[FileKind, ...] = ()
    megabytes: int | None = None

    @property
    def limit(self) -> int | None:
        """The most characters of a text; None for other kinds."""
        return self.characters or MOST_CHARACTERS.get(self.kind)


@dataclass(frozen=True, slots=True)
class Box:
    """An empty box of the printed form: an opinion, signed or sealed and dated by hand."""

    name: str
    seal: bool = True
