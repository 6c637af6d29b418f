"""From grids to drafts: finds the heading in any row, follows merged cells, section lines and repeated headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from question_sets.columns import FIELDS, Columns, heading_score, read_heading
from question_sets.kinds import ROUNDS, TYPES, type_name
from question_sets.model import Draft
from scoring.tables.grids import Grid, heading_row
from scoring.tables.problems import Problem, SourcePlace, note
from scoring.tables.text import clean, coded

_HEADING_WITHIN = 40
_EXAMPLE = frozenset({"示例", "样例", "例", "例题", "示范", "example", "sample"})
_FILL_DOWN = frozenset({"type", "chapter", "difficulty", "points", "stake", "tags", "citation"})


@dataclass(slots=True)
class TableDrafts:
    """What a grid gave: drafts in order, notes with their place, blank rows, and whether a ``heading`` was found."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[tuple[SourcePlace, Problem]] = field(default_factory=list)
    blank: int = 0
    heading: bool = False


def read_table(grid: Grid) -> TableDrafts:
    """Every row of ``grid`` after its heading as a draft; without a heading there are no drafts."""
    result = TableDrafts()
    start = heading_row(grid.rows, heading_score, _HEADING_WITHIN)
    if start is None:
        return result
    result.heading = True
    columns = read_heading(grid.rows[start])
    _note_columns(grid, start, columns, result)
    covered = _covered(grid)
    section = _type_of(grid.name)
    for index in range(start + 1, len(grid.rows)):
        row = grid.rows[index]
        place = SourcePlace(grid.name, grid.first_row + index)
        filled = [cell for cell in map(clean, row) if cell]
        if not filled:
            result.blank += 1
        elif read_heading(row).score >= max(3, columns.score - 1):
            columns = read_heading(row)
            result.notes.append((place, note("heading-again")))
        elif len(filled) == 1 and _section(filled[0]):
            section = _type_of(filled[0])
            result.notes.append((place, note("section", text=filled[0][:40])))
        elif _only_numbered(row, columns, filled):
            result.blank += 1
        elif _is_example(row, columns):
            result.notes.append((place, note("example-skipped")))
        elif result.drafts and _continues(index, row, columns, covered):
            result.drafts[-1] = _with_more_options(result.drafts[-1], row, columns)
        else:
            result.drafts.append(_draft(grid, index, place, columns, covered, section))
    return result


def _note_columns(grid: Grid, start: int, columns: Columns, result: TableDrafts) -> None:
    place = SourcePlace(grid.name, grid.first_row + start)
    for heading in columns.unknown:
        result.notes.append((place, note("column-unknown", heading=heading)))


def _covered(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells hidden under a merged range, each with the cell that holds its text."""
    height = len(grid.rows)
    return {
        (row, column): (top, left)
        for top, left, bottom, right in grid.merged
        if top >= 0 and left >= 0
        for row in range(top, min(bottom, height - 1) + 1)
        for column in range(left, min(right, left + 40) + 1)
        if (row, column) != (top, left)
    }


def _type_of(text: str) -> str:
    """The type that a section line or the name of a worksheet gives, else ""."""
    name = type_name(text)
    return name if name in TYPES or name in ROUNDS else ""


def _section(text: str) -> bool:
    return bool(_type_of(text)) and text not in ("√", "×") and len(text) <= 60


def _only_numbered(row: Sequence[str], columns: Columns, filled: Sequence[str]) -> bool:
    """Whether the row has only its number: it was numbered beforehand and not filled in."""
    return len(filled) == 1 and any(
        _cell(row, column).removesuffix(".0").isdigit() for column in columns.fields.get("no", ())
    )


def _is_example(row: Sequence[str], columns: Columns) -> bool:
    return any(coded(_cell(row, column)) in _EXAMPLE for column in columns.fields.get("no", ()))


def _continues(
    index: int, row: Sequence[str], columns: Columns, covered: dict[tuple[int, int], tuple[int, int]]
) -> bool:
    """A row under a stem merged over several rows, each with one option."""
    stem = columns.fields["stem"][0]
    above = covered.get((index, stem))
    return above is not None and above[0] < index and any(_cell(row, c) for c in columns.fields.get("option_cell", ()))


def _with_more_options(draft: Draft, row: Sequence[str], columns: Columns) -> Draft:
    more = "\n".join(_cell(row, column) for column in columns.fields["option_cell"] if _cell(row, column))
    return replace(draft, option_cell=f"{draft.option_cell}\n{more}".strip())


def _cell(row: Sequence[str], column: int) -> str:
    return clean(row[column]) if column < len(row) else ""


def _draft(
    grid: Grid,
    index: int,
    place: SourcePlace,
    columns: Columns,
    covered: dict[tuple[int, int], tuple[int, int]],
    section: str,
) -> Draft:
    row = grid.rows[index]

    def texts(name: str) -> Iterator[str]:
        for column in columns.fields.get(name, ()):
            text = _cell(row, column)
            if not text and name in _FILL_DOWN and (index, column) in covered:
                top, left = covered[index, column]
                text = _cell(grid.rows[top], left)
            if text:
                yield text

    single: dict[str, Any] = {name: next(texts(name), "") for name in _SINGLE}
    return Draft(
        place=place,
        **single,
        options=tuple(_cell(row, column) for _, column in _without_gaps(columns)),
        clues=tuple(text for _, column in columns.clues if (text := _cell(row, column))),
        media=tuple(texts("media")),
        default_type=section,
        problems=grid.problems.get(index, ()),
    )


_SINGLE = tuple(sorted({name for name, _ in FIELDS.values()} - {"media"}))


def _without_gaps(columns: Columns) -> list[tuple[int, int]]:
    """Option columns by letter; a letter without a column of its own (A, B, D) leaves an empty option in its place."""
    places = dict(columns.options)
    return [(number, places.get(number, 1 << 20)) for number in range(max(places, default=-1) + 1)]
