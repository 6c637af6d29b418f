"""The archive of a review as one zip file, written part after part: files of gigabytes pass through in pieces."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from scoreboard.exports.sealed_zip import MANIFEST, Sink, json_bytes, member
from scoreboard.i18n.catalogue import LANGS, say
from scoring.engine.archived import sealed_manifest
from scoring.engine.codec import canonical
from scoring.engine.review.archive import (
    CAMPAIGN,
    DERIVED,
    FILES,
    FORMAT,
    GIVEN,
    LEDGER,
    README,
    VERSION,
    derive,
    derive_tables,
    notice_texts,
)
from scoring.engine.review.archive_tables import HEADINGS
from scoring.engine.review.review import fold
from scoring.tables.writing import csv_text
from scoring.usecases.ports import Files
from scoring.usecases.review.archive import ArchiveSource

PIECE = 256 * 1024
"""Bytes of a file that are read at a time."""


def parts_of(source: ArchiveSource) -> dict[str, bytes]:
    """Every part but the attached files, by its path, the manifest first; a long computation without I/O."""
    state = fold(source.entries)
    derived = derive(state)
    parts = {
        README: _readme(source).encode("utf-8"),
        CAMPAIGN: source.review.campaign.encode("utf-8"),
        LEDGER: "".join(f"{canonical(entry)}\n" for entry in source.entries).encode("utf-8"),
    }
    parts |= {f"{name}.json": json_bytes(source.given[name]) for name in GIVEN}
    parts |= {f"{name}.json": json_bytes(derived[name]) for name in DERIVED}
    parts |= {f"notices/{no}.json": text for no, text in notice_texts(state).items()}
    parts |= {f"{name}.csv": csv_text([HEADINGS[name], *rows]) for name, rows in derive_tables(state).items()}
    return {MANIFEST: json_bytes(_manifest(source, parts)), **parts}


def archive_pieces(parts: Mapping[str, bytes], source: ArchiveSource, files: Files) -> Iterator[bytes]:
    """The bytes of the zip file, piece after piece.  Raises ``Broken("file-missing")`` if a file has gone since."""
    sink = Sink()
    with zipfile.ZipFile(sink, "w", allowZip64=True) as archive:
        for path, data in parts.items():
            archive.writestr(member(path, len(data), zipfile.ZIP_DEFLATED), data)
            yield sink.taken()
        for sha256, size in _kept(source).items():
            with archive.open(member(f"{FILES}{sha256}", size, zipfile.ZIP_STORED), "w") as part:
                for piece in pieces_of(files, sha256):
                    part.write(piece)
                    yield sink.taken()
    yield sink.taken()


def pieces_of(files: Files, sha256: str) -> Iterator[bytes]:
    """The bytes of a kept file."""
    at = 0
    while piece := files.part(sha256, at, PIECE):
        at += len(piece)
        yield piece


def _kept(source: ArchiveSource) -> dict[str, int]:
    """The size of each file that the archive holds, by its hash."""
    return {line.sha256: line.size for line in source.files if line.kept}


def _manifest(source: ArchiveSource, parts: Mapping[str, bytes]) -> dict[str, Any]:
    listed = [
        {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for path, data in parts.items()
    ]
    listed += [{"path": f"{FILES}{one}", "sha256": one, "size": size} for one, size in _kept(source).items()]
    last = source.entries[-1]
    return sealed_manifest(
        {
            "format": FORMAT,
            "version": VERSION,
            "review": source.review.id,
            "title": source.review.title,
            "head": {"seq": last.seq, "hash": last.hash},
            "parts": listed,
        }
    )


def _readme(source: ArchiveSource) -> str:
    return "\n\n".join(say(lang, "store.archive.readme", title=source.review.title) for lang in LANGS) + "\n"
