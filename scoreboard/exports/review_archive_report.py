"""An archive of a review that somebody brought: read and recomputed in a process of its own, told as a report with what
is carried in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from scoreboard.exports.review_archive_reader import ArchiveFile
from scoring.engine.codec import from_json, to_json
from scoring.engine.differences import Difference
from scoring.engine.errors import Invalid
from scoring.engine.quiz.check_code import check_code
from scoring.engine.review.archive import Archive
from scoring.engine.review.archive_check import check_archive
from scoring.engine.review.review import fold

MOST_TOLD = 100
"""Differences that a report names."""

_NOTHING: Mapping[str, Any] = {"derived": {}, "tables": {}, "notices": {}}
"""What follows from the entries is not carried in: it is computed."""


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What an archive holds.  ``files``: attached files that it has · ``check``: the code by which people compare it ·
    ``count``: of all differences, ``differences``: the first of them · ``archive``: what is carried in, None where
    something differs."""

    title: str = ""
    entries: int = 0
    nominations: int = 0
    files: int = 0
    check: str = ""
    count: int = 0
    differences: tuple[Difference, ...] = ()
    archive: Archive | None = None


def answer(data: bytes) -> Any:
    """The report of a file, as the file reader sends it."""
    return to_json(report_of(data))


decode = partial(from_json, ArchiveReport)
"""The report, from what the file reader sent."""


def report_of(data: bytes) -> ArchiveReport:
    """The report of a file: all that ``leitai verify`` compares."""
    try:
        file = ArchiveFile(io.BytesIO(data))
        found = file.differences()
        archive = None if found else file.read()
    except Invalid as error:
        return _differing((Difference("manifest.json", "unreadable", found=str(error.fields.get("problem", ""))),))
    found = found or (check_archive(archive) if archive is not None else ())
    if archive is None or found:
        return _differing(found)
    return ArchiveReport(
        str(archive.manifest["title"]),
        len(archive.entries),
        len(fold(archive.entries).nominations),
        sum(line["kept"] for line in archive.given["files"]),
        check_code(archive.entries[-1].hash),
        archive=replace(archive, **_NOTHING),
    )


def _differing(found: tuple[Difference, ...]) -> ArchiveReport:
    told = tuple(Difference(one.place, one.code) for one in found[:MOST_TOLD])
    return ArchiveReport(count=len(found), differences=told)
