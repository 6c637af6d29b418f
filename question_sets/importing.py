"""The dry run: any accepted file becomes a full report.  It stores nothing, so no set is half imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from question_sets.checks import check_set, unused_media
from question_sets.columns import heading_score
from question_sets.gift import looks_like_gift, read_gift
from question_sets.interpret import interpret
from question_sets.limits import MAX_QUESTIONS
from question_sets.media_doubts import doubts_about
from question_sets.media_types import read_media
from question_sets.model import Draft, ImportReport, MediaItem, RowReport
from question_sets.package import open_package
from question_sets.tables import read_table
from question_sets.toml_set import read_toml
from scoring.tables.delimited import decode, has_heading, read_delimited
from scoring.tables.grids import Grid
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, note
from scoring.tables.spreadsheets import OLE, ZIP, read_workbook

Progress = Callable[[int, int], None]
"""Called with (rows done, rows in all) while a long file is read."""


@dataclass(slots=True)
class _Source:
    """What was gathered from the file before any row is checked."""

    drafts: list[Draft] = field(default_factory=list)
    faults: list[tuple[SourcePlace, Problem]] = field(default_factory=list)
    media: dict[str, MediaItem] = field(default_factory=dict)
    blank: int = 0
    name: str = ""


def read_set(
    name: str, data: bytes, media: Mapping[str, bytes] | None = None, progress: Progress = lambda done, total: None
) -> ImportReport:
    """Reads ``data`` (xlsx, xls, ods, csv, tsv, GIFT, TOML, or a ZIP of these with media) without storing anything.

    ``name`` is the file's name; its content decides how it is read.  ``media`` are further files by name.
    A file that cannot be read at all gives a report with that one fault; it raises no exception.
    """
    return read_files(name, {name: data}, media, progress)


def read_files(
    name: str,
    files: Mapping[str, bytes],
    media: Mapping[str, bytes] | None = None,
    progress: Progress = lambda done, total: None,
) -> ImportReport:
    """As ``read_set``, for a set in several files; ``name`` is the set's name unless a file gives one."""
    source = _Source(name=_stem_of(name))
    for media_name, content in (media or {}).items():
        _add_media(source, media_name, content)
    for file_name, data in files.items():
        try:
            _gather(source, file_name, data)
        except Unreadable as unreadable:
            source.faults.append((SourcePlace(file_name, 0), unreadable.problem))
    if len(source.drafts) > MAX_QUESTIONS:
        source.faults.append((SourcePlace(name, 0), error("too-many-questions", limit=MAX_QUESTIONS)))
        source.drafts.clear()
    rows = []
    for done, draft in enumerate(source.drafts, start=1):
        rows.append(RowReport(draft.place, *interpret(draft), text=draft.stem[:200]))
        if done % 500 == 0:
            progress(done, len(source.drafts))
    checked = check_set(rows, source.media)
    progress(len(rows), len(rows))
    faults = [*source.faults, *((SourcePlace(p.fields[0][1], 0), p) for p in unused_media(checked, source.media))]
    if not rows and not any(problem.severity == "error" for _, problem in faults):
        faults.append((SourcePlace(name, 0), error("no-questions")))
    return ImportReport(source.name, checked, tuple(faults), source.media, source.blank)


def _stem_of(name: str) -> str:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[0] if "." in base[1:] else base


def _add_media(source: _Source, name: str, content: bytes) -> None:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    found = read_media(base, content)
    if isinstance(found, Problem):
        source.faults.append((SourcePlace(base, 0), found))
    else:
        source.faults += ((SourcePlace(base, 0), doubt) for doubt in doubts_about(found))
        source.media[base.lower()] = found


def _gather(source: _Source, name: str, data: bytes) -> None:
    """Adds the drafts of one file, by what it is."""
    if not data.strip():
        raise Unreadable(error("file-empty"))
    if data.startswith(OLE) or (data.startswith(ZIP) and _is_workbook(data)):
        _gather_grids(source, list(read_workbook(data)))
    elif data.startswith(ZIP):
        _gather_package(source, data)
    elif data.startswith((b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"%PDF", b"{\\rtf")) or _is_html(data):
        raise Unreadable(error("file-kind-unknown", name=name))
    elif name.lower().endswith(".toml"):
        head, drafts = read_toml(name, data)
        source.name = head.name or source.name
        source.drafts += drafts
    elif name.lower().endswith(".gift") or _is_gift(decode(data)):
        drafts, notes = read_gift(name, data)
        source.drafts += drafts
        source.faults += notes
    else:
        _gather_grids(source, [read_delimited(name, data, heading_score)])


def _is_workbook(data: bytes) -> bool:
    """Whether the ZIP is a workbook: a workbook has parts of these names."""
    return b"xl/workbook" in data or b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]


def _is_gift(text: str) -> bool:
    return looks_like_gift(text) and not has_heading(text, heading_score)


def _is_html(data: bytes) -> bool:
    """Some systems export a web page and call it .xls."""
    return data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype html", b"<html", b"<table"))


def _gather_package(source: _Source, data: bytes) -> None:
    package = open_package(data)
    source.media.update(package.media)
    source.faults += package.problems
    for name, content in package.tables.items():
        if content.startswith(ZIP) and not _is_workbook(content):  # a package inside a package is not read
            source.faults.append((SourcePlace(name, 0), error("file-kind-unknown", name=name)))
            continue
        try:
            if not _is_readme(name, content):
                _gather(source, name, content)
        except Unreadable as unreadable:
            source.faults.append((SourcePlace(name, 0), unreadable.problem))


def _is_readme(name: str, content: bytes) -> bool:
    """A text file in a package that is neither a table nor GIFT."""
    return name.lower().endswith(".txt") and not (
        looks_like_gift(text := decode(content)) or has_heading(text, heading_score)
    )


def _gather_grids(source: _Source, grids: list[Grid]) -> None:
    """The drafts of every worksheet that has a heading; the others get a note, or a fault if none has a heading."""
    read = [(grid, read_table(grid)) for grid in grids if any(any(row) for row in grid.rows)]
    for grid, table in read:
        if table.heading:
            source.drafts += table.drafts
            source.faults += table.notes
            source.blank += table.blank
        elif any(other.heading for _, other in read):
            source.faults.append((SourcePlace(grid.name, 0), note("sheet-skipped", sheet=grid.name)))
        else:
            row = grid.first_row
            source.faults.append((SourcePlace(grid.name, row), error("no-heading", sheet=grid.name)))
    if not read:
        raise Unreadable(error("file-empty"))
