"""What a backup says of itself, and the backups of a place."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.engine.codec import from_json, later, to_json
from scoring.engine.errors import Broken, Invalid, NotFound

FILE_NAME = "backup.json"
DATABASE = "leitai.db"
FILES = "files"
FORMAT = 1

LARGEST = 64 * 1024 * 1024
"""Bytes of a manifest: 500,000 files."""

BOOKS = "*.leitai.*"
_BOOK = re.compile(r"[^/\\\0.][^/\\\0]*")
"""The books of a folder, and what the name of one may be: never a way to another folder."""

_NAME = re.compile(r"\d{8}-\d{6}Z(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Manifest:
    """``made_at`` ms since the epoch · ``why``: the reason, such as ``asked`` or ``result.lock`` · ``version`` of the
    program, ``revision`` of the tables · ``sha256`` and ``size`` of the database's file · ``files``: SHA-256 and size
    of each file that a record names · ``books``: of each book of what was deleted, its name, SHA-256 and size."""

    format: int
    made_at: int
    why: str
    version: str
    revision: str
    streams: int
    entries: int
    sha256: str
    size: int
    files: tuple[tuple[str, int], ...]
    books: tuple[tuple[str, str, int], ...] = later(())

    @property
    def held(self) -> tuple[tuple[str, int], ...]:
        """SHA-256 and size of each file beside the database."""
        return (*self.files, *((sha256, size) for _, sha256, size in self.books))


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder of its backup; the caller syncs it."""
    with os.fdopen(os.open(folder / FILE_NAME, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(json.dumps(to_json(manifest), indent=1).encode())


def read(folder: Path) -> Manifest:
    """The manifest of a backup.  Raises ``Broken("backup-unreadable")`` for a folder that holds none."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            text = file.read(LARGEST + 1)
        found = from_json(Manifest, json.loads(text)) if len(text) <= LARGEST else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError, Invalid) as error:
        raise Broken("backup-unreadable", folder=str(folder)) from error
    if found is None or found.format != FORMAT or not all(_BOOK.fullmatch(name) for name, _, _ in found.books):
        raise Broken("backup-unreadable", folder=str(folder))
    return found


def names(place: Path) -> Sequence[str]:
    """The names of the backups in a place, the oldest first."""
    if not place.is_dir():
        return ()
    return sorted(one.name for one in place.iterdir() if _NAME.fullmatch(one.name) and (one / FILE_NAME).is_file())


def find(place: Path, name: str) -> Path:
    """The folder of the backup of this name, or at this path; "" for the newest one of the place.

    Raises ``NotFound("backup-unknown")``.
    """
    if not name:
        known = names(place)
        if not known:
            raise NotFound("backup-unknown", folder=str(place))
        return place / known[-1]
    folder = place / name if _NAME.fullmatch(name) else Path(name).expanduser().absolute()
    if not folder.is_dir():
        raise NotFound("backup-unknown", folder=str(folder))
    return folder
