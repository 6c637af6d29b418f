"""The dry run: any accepted file becomes a full report.  It stores nothing, so no set is half imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from question_sets.bank import BankDrafts, read_bank, read_text_bank
from question_sets.bank_items import UNMARKED
from question_sets.bank_marks import looks_like_bank
from question_sets.checks import check_set, unused_media
from question_sets.columns import heading_score, near_score
from question_sets.file_kinds import file_kind
from question_sets.gift import read_gift
from question_sets.interpret import interpret
from question_sets.limits import MAX_QUESTIONS
from question_sets.media_doubts import doubts_about
from question_sets.media_types import read_media
from question_sets.model import Draft, ImportReport, MediaItem, RowReport
from question_sets.moodle import read_moodle
from question_sets.package import open_package
from question_sets.table_columns import near_heading
from question_sets.tables import read_table
from question_sets.toml_set import read_toml
from question_sets.word import WordFile, read_word
from scoring.tables.cells import ZIP
from scoring.tables.delimited import decode, has_heading, read_delimited
from scoring.tables.grids import Grid, heading_row, with_joined_heading
from scoring.tables.headings import Heading, Meanings
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, note, warning
from scoring.tables.spreadsheets import read_workbook, sheet_findings

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
    headings: list[Heading] = field(default_factory=list)
    meanings: Meanings = field(default_factory=dict)


def read_set(
    name: str,
    data: bytes,
    media: Mapping[str, bytes] | None = None,
    progress: Progress = lambda done, total: None,
    meanings: Meanings | None = None,
) -> ImportReport:
    """Reads ``data`` (xlsx, xls, ods, csv, tsv, docx, text banks, GIFT, TOML, or a ZIP of these with
    media) without storing anything.

    ``name`` is the file's name; its content decides how it is read.  ``media`` are further files by name.  ``meanings``
    are what an organiser said of columns (``ImportReport.headings``) after an earlier reading.
    A file that cannot be read at all gives a report with that one fault; it raises no exception.
    """
    return read_files(name, {name: data}, media, progress, meanings)


def read_files(
    name: str,
    files: Mapping[str, bytes],
    media: Mapping[str, bytes] | None = None,
    progress: Progress = lambda done, total: None,
    meanings: Meanings | None = None,
) -> ImportReport:
    """As ``read_set``, for a set in several files; ``name`` is the set's name unless a file gives one."""
    source = _Source(name=_stem_of(name), meanings=meanings or {})
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
    return ImportReport(source.name, checked, tuple(faults), source.media, source.blank, tuple(source.headings))


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
    kind = file_kind(name, data)
    if kind == "workbook":
        grids = [with_joined_heading(grid, near_score) for grid in read_workbook(data)]
        _gather_grids(source, grids, workbook=True)
    elif kind == "word":
        _gather_word(source, read_word(name, data))
    elif kind == "package":
        _gather_package(source, data)
    elif kind == "moodle":
        moodle = read_moodle(name, data)
        source.drafts += moodle.drafts
        source.faults += moodle.notes
        source.media.update(moodle.media)
    elif kind == "toml":
        head, drafts = read_toml(name, data)
        source.name = head.name or source.name
        source.drafts += drafts
    elif kind == "gift":
        drafts, notes = read_gift(name, data)
        source.drafts += drafts
        source.faults += notes
    elif kind == "bank":
        _gather_bank(source, read_text_bank(name, data))
    else:
        _gather_grids(source, [_read_text_table(source, name, data)])


def _gather_word(source: _Source, word: WordFile) -> None:
    """The tables and the lines of a document; its pictures are media of the set."""
    source.media.update(word.media)
    source.faults += word.problems
    bank = looks_like_bank("\n".join(line.text for line in word.lines).translate(UNMARKED))
    if tables := word.tables or ([] if bank else word.nearly):
        _gather_grids(source, tables)
    if bank:
        _gather_bank(source, read_bank(word.lines))
    elif word.tables:
        skipped = ((line.place, note("line-skipped", text=line.text[:40])) for line in word.lines if line.text.strip())
        source.faults += skipped
    elif not tables:
        raise Unreadable(error("no-bank"))


def _gather_bank(source: _Source, bank: BankDrafts) -> None:
    source.drafts += bank.drafts
    source.faults += bank.notes
    source.blank += bank.blank


def _gather_package(source: _Source, data: bytes) -> None:
    package = open_package(data)
    source.media.update(package.media)
    source.faults += package.problems
    for name, content in package.tables.items():
        try:
            _gather_member(source, name, content)
        except Unreadable as unreadable:
            source.faults.append((SourcePlace(name, 0), unreadable.problem))


def _gather_member(source: _Source, name: str, content: bytes) -> None:
    """A file of a package; a package inside a package is not read."""
    if content.startswith(ZIP) and file_kind(name, content) == "package":
        raise Unreadable(error("file-kind-unknown", name=name))
    if not _is_readme(name, content):
        _gather(source, name, content)


def _is_readme(name: str, content: bytes) -> bool:
    """A text file in a package that is neither a table nor GIFT nor a bank."""
    return (
        name.lower().endswith(".txt")
        and file_kind(name, content) == "table"
        and not has_heading(decode(content), heading_score)
    )


def _gather_grids(source: _Source, grids: list[Grid], *, workbook: bool = False) -> None:
    """The drafts of every worksheet that has a heading; the others get a note, or a fault if none has a heading."""
    read = [(grid, read_table(grid, source.meanings)) for grid in grids if any(any(row) for row in grid.rows)]
    found = any(table.heading for _, table in read)
    for grid, table in read:
        place = SourcePlace(grid.name, 0)
        source.drafts += table.drafts
        source.faults += table.notes
        source.headings += table.asks
        source.blank += table.blank
        if not table.heading:
            _tell_unheaded(source, grid, only=not found)
        elif workbook:
            source.faults += [(place, problem) for problem in sheet_findings(grid)]
            if grid.hidden:
                source.faults.append((place, warning("sheet-hidden", sheet=grid.name, rows=len(table.drafts))))
    if not read:
        raise Unreadable(error("file-empty"))


def _tell_unheaded(source: _Source, grid: Grid, *, only: bool) -> None:
    """What is almost a heading in a sheet without one, or that it has none."""
    start = heading_row(grid.rows, near_score)
    if start is not None:
        near = near_heading(grid, start, only=only)
        place = grid.place(start)
        source.faults += [(place, problem) for problem in near.problems]
        source.headings += [near.heading] if near.heading else []
    elif only:
        source.faults.append((grid.place(0), error("no-heading", sheet=grid.name)))
    else:
        rows = sum(any(cell.strip() for cell in row) for row in grid.rows)
        source.faults.append((SourcePlace(grid.name, 0), note("sheet-skipped", sheet=grid.name, rows=rows)))


def _read_text_table(source: _Source, name: str, data: bytes) -> Grid:
    """A table in text: its delimiter by its heading, else by a row that is almost one."""
    score = partial(heading_score, meanings=source.meanings)
    return read_delimited(name, data, score if has_heading(decode(data), score) else near_score)
