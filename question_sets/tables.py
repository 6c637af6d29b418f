"""From grids to drafts: finds the heading in any row, follows merged cells, section lines and repeated headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from question_sets.columns import FIELDS, Columns, read_heading
from question_sets.keys import LETTERS
from question_sets.kinds import ROUNDS, TYPES, type_name
from question_sets.model import Draft
from question_sets.table_columns import column_findings
from scoring.tables.grids import Grid, heading_row
from scoring.tables.headings import Heading, Meanings
from scoring.tables.problems import Problem, SourcePlace, note
from scoring.tables.text import clean, coded

_HEADING_WITHIN = 40
_EXAMPLE = frozenset({"示例", "样例", "例", "例题", "示范", "example", "sample"})
_FILL_DOWN = frozenset({"type", "chapter", "difficulty", "points", "stake", "tags", "citation"})


@dataclass(slots=True)
class TableDrafts:
    """What a grid gave: drafts in order, notes with their place, blank rows, whether a ``heading`` was found, and what
    the organiser is asked about the columns."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[tuple[SourcePlace, Problem]] = field(default_factory=list)
    blank: int = 0
    heading: bool = False
    asks: list[Heading] = field(default_factory=list)


def read_table(grid: Grid, meanings: Meanings | None = None) -> TableDrafts:
    """Every row of ``grid`` after its heading as a draft; without a heading there are no drafts.  A table whose columns
    leave in doubt what is a stem, a key or an option gives none either."""
    result = TableDrafts()
    grid = _spread(grid)
    read = partial(read_heading, meanings=meanings, first_column=grid.first_column)
    start = heading_row(grid.rows, lambda cells: read(cells).score, _HEADING_WITHIN)
    if start is None:
        return result
    result.heading = True
    covered = _covered(grid)
    section = _type_of(grid.name)
    for first, end, columns in _tables(grid, start, read):
        place = grid.place(first)
        if first != start:
            result.notes.append((place, note("heading-again")))
        columns = _typed(grid, first, end, columns)
        found = column_findings(grid, first, end, columns)
        result.notes += [(place, problem) for problem in found.problems]
        result.asks += [found.heading] if found.heading else []
        if not found.refused:
            section = _read_rows(grid, range(first + 1, end), columns, covered, section, result)
    return result


def _tables(grid: Grid, start: int, read: Callable[[Sequence[str]], Columns]) -> Iterator[tuple[int, int, Columns]]:
    """(row of the heading, row behind the last, columns) of each table of a sheet.  One begins with a row of nothing
    but known headings, and with a row much like the heading above it."""
    columns = read(grid.rows[start])
    for index in range(start + 1, len(grid.rows)):
        again = read(grid.rows[index])
        filled = sum(bool(cell.strip()) for cell in grid.rows[index])
        if again.score >= max(3, columns.score - 1) or (again.score > 1 and again.named == filled):
            yield start, index, columns
            start, columns = index, again
    yield start, len(grid.rows), columns


def _typed(grid: Grid, first: int, end: int, columns: Columns) -> Columns:
    """A column 类别 of which each cell names a type is that of the types, where no other is."""
    for index in columns.fields.get("chapter", ()) if "type" not in columns.fields else ():
        names = [name for row in grid.rows[first + 1 : end] if (name := _cell(row, index))]
        if names and all(map(_type_of, names)):
            others = tuple(other for other in columns.fields["chapter"] if other != index)
            return replace(columns, fields={**columns.fields, "type": (index,), "chapter": others})
    return columns


def _spread(grid: Grid) -> Grid:
    """A heading 选项 that is merged over several columns names the options in them."""
    for top, left, bottom, right in grid.merged:
        if top != bottom or right <= left or not 0 <= top < min(len(grid.rows), _HEADING_WITHIN):
            continue
        row = grid.rows[top]
        if left < len(row) and "option_cell" in read_heading([row[left]]).fields and right - left < len(LETTERS):
            cells = [*row, *[""] * (right + 1 - len(row))]
            cells[left : right + 1] = [f"选项{letter}" for letter in LETTERS[: right - left + 1]]
            grid = replace(grid, rows=[*grid.rows[:top], cells, *grid.rows[top + 1 :]])
    return grid


def _read_rows(
    grid: Grid,
    rows: range,
    columns: Columns,
    covered: dict[tuple[int, int], tuple[int, int]],
    section: str,
    result: TableDrafts,
) -> str:
    """The drafts of these rows; gives the section in which they end."""
    for index in rows:
        row = grid.rows[index]
        place = grid.place(index)
        filled = [cell for cell in map(clean, row) if cell]
        if not filled:
            result.blank += 1
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
    return section


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
        tags="、".join(texts("tags")),
        also="|".join(texts("also")),
        options=tuple(_cell(row, column) for _, column in _without_gaps(columns)),
        answers=_filled(row, columns.answers),
        by_blank=columns.by_blank,
        clues=tuple(text for _, column in columns.clues if (text := _cell(row, column))),
        media=tuple(texts("media")),
        default_type=section,
        problems=grid.problems.get(index, ()),
    )


def _filled(row: Sequence[str], columns: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """The cells of numbered columns from the first to the last that is filled; "" where one is empty or lacking."""
    cells = {number: text for number, column in columns if (text := _cell(row, column))}
    return tuple(cells.get(number, "") for number in range(1, max(cells, default=0) + 1))


_SINGLE = tuple(sorted({name for name, _ in FIELDS.values()} - {"media", "tags", "also"}))


def _without_gaps(columns: Columns) -> list[tuple[int, int]]:
    """Option columns by letter; a letter without a column of its own (A, B, D) leaves an empty option in its place."""
    places = dict(columns.options)
    return [(number, places.get(number, 1 << 20)) for number in range(max(places, default=-1) + 1)]
