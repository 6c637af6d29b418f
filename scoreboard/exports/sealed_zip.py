"""A zip file whose manifest names every part with its SHA-256: written piece after piece, read without believing it.

A part is read in pieces and no further than its header says, so that a hostile file costs no more than an honest one.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from scoring.engine.archived import sealed_manifest
from scoring.engine.codec import from_json, to_json
from scoring.engine.differences import Difference
from scoring.engine.errors import Invalid
from scoring.engine.ledger import Entry

MANIFEST = "manifest.json"
PIECE = 1024 * 1024
"""Bytes of a part that are read at a time."""

LARGEST_PART = 256 * 1024 * 1024
"""Bytes of a part that is read as a whole; attached files may be larger, they are read in pieces."""

MOST_PARTS = 100_000
_TIME = (2012, 5, 1, 0, 0, 0)
"""The time of every member: the same record gives the same bytes."""

UNREADABLE = (OSError, zipfile.BadZipFile, ValueError, LookupError, TypeError, RecursionError, NotImplementedError,
              RuntimeError, EOFError, zlib.error)  # fmt: skip
"""What a file can raise that is no such file, or a damaged one."""


class Sink:
    """Takes what ``zipfile`` writes and gives it on; it cannot be turned back."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes, /) -> int:
        """Keep it until it is taken."""
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is to be closed."""

    def taken(self) -> bytes:
        """What was written since."""
        data = bytes(self._held)
        self._held.clear()
        return data


class SealedWriter:
    """Writes parts one by one and the manifest last; each call gives the bytes of the file that it adds."""

    def __init__(self) -> None:
        self._sink = Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", allowZip64=True)
        self._parts: list[dict[str, Any]] = []

    def add(self, path: str, data: bytes) -> bytes:
        """One more part."""
        self._parts.append({"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})
        self._zip.writestr(member(path, len(data), zipfile.ZIP_DEFLATED), data)
        return self._sink.taken()

    def end(self, **manifest: Any) -> bytes:
        """The manifest with these fields and all parts, and the end of the file."""
        data = json_bytes(sealed_manifest({**manifest, "parts": self._parts}))
        self._zip.writestr(member(MANIFEST, len(data), zipfile.ZIP_DEFLATED), data)
        self._zip.close()
        return self._sink.taken()


def member(path: str, size: int, how: int) -> zipfile.ZipInfo:
    """The header of a part, for its owner alone."""
    info = zipfile.ZipInfo(path, _TIME)
    info.compress_type = how
    info.external_attr = 0o600 << 16
    info.file_size = size
    return info


def json_bytes(data: Any) -> bytes:
    """UTF-8, indented so that people can read it, ended by a newline."""
    return (json.dumps(to_json(data), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def is_zip(file: str | Path) -> bool:
    """Whether a file is a zip file, and so no match book."""
    try:
        return zipfile.is_zipfile(file)
    except OSError:
        return False


def format_of(file: str | Path) -> str:
    """Which format the manifest of a zip file names; "" for none."""
    try:
        with zipfile.ZipFile(file) as opened, opened.open(MANIFEST) as manifest:
            return str(json.loads(manifest.read(LARGEST_PART))["format"])
    except UNREADABLE:
        return ""


class SealedFile:
    """Such a file on the disk, or in memory.  Raises ``Invalid("file-unreadable")`` where it is none at all."""

    def __init__(self, file: str | Path | IO[bytes]) -> None:
        self._name = str(file) if isinstance(file, str | Path) else ""
        try:
            self._zip = zipfile.ZipFile(file)
            members = self._zip.infolist()
            if len(members) > MOST_PARTS:
                raise ValueError(f"> {MOST_PARTS}")
            self._sizes = {info.filename: info.file_size for info in members}
            self._twice = [info.filename for info in members[:-1] if self._zip.getinfo(info.filename) is not info]
            self.manifest: Mapping[str, Any] = json.loads(self.whole(MANIFEST))
            self.parts = {str(part["path"]): str(part["sha256"]) for part in self.manifest["parts"]}
        except UNREADABLE as error:
            raise self.unreadable(error) from error

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def unreadable(self, error: Exception) -> Invalid:
        """The error that says so."""
        return Invalid("file-unreadable", file=self._name, problem=str(error))

    def differences(self) -> tuple[Difference, ...]:
        """What of the file is not as the manifest says: parts that are missing, too many, or of other bytes."""
        found = [Difference(path, "missing") for path in self.parts if path not in self._sizes]
        found += [Difference(path, "too-many") for path in self._sizes if path not in {MANIFEST, *self.parts}]
        found += [Difference(path, "too-many") for path in self._twice]
        for path, expected in self.parts.items():
            if path in self._sizes and (sha256 := self._hash(path)) != expected:
                found.append(Difference(path, "differs", expected, sha256))
        return tuple(found)

    def entries(self, path: str) -> tuple[Entry, ...]:
        """The entries of a ledger, one a line."""
        lines = self.whole(path).decode("utf-8").split("\n")
        return tuple(from_json(Entry, json.loads(line), f"ledger[{no}]") for no, line in enumerate(lines) if line)

    def json(self, path: str) -> Any:
        """The JSON of a part."""
        return json.loads(self.whole(path))

    def whole(self, path: str) -> bytes:
        """The bytes of a part; raises ``ValueError`` for a larger one than is read as a whole."""
        if self._sizes.get(path, 0) > LARGEST_PART:
            raise ValueError(f"{path}: > {LARGEST_PART}")
        return b"".join(self.pieces(path))

    def pieces(self, path: str) -> Iterator[bytes]:
        """The bytes of a part, at most as many as its header says."""
        left = self._sizes[path]
        with self._zip.open(path) as part:
            while left > 0 and (piece := part.read(min(PIECE, left))):
                left -= len(piece)
                yield piece

    def _hash(self, path: str) -> str:
        found = hashlib.sha256()
        try:
            for piece in self.pieces(path):
                found.update(piece)
        except UNREADABLE:
            return ""
        return found.hexdigest()
