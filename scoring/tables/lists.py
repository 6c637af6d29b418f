"""Lists that people keep as tables (teams, judges, organisations): every worksheet and every table in it, and what was
not read, by place.

A ``Shape`` says what a heading means and what a row becomes; each kind of list has its own.  ``list_columns`` says what
is in doubt about the columns.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from scoring.tables.cells import is_workbook
from scoring.tables.delimited import decode, has_heading, read_delimited
from scoring.tables.grids import HEADING_WITHIN, Grid, Score, heading_row, with_joined_heading, words_of_heading
from scoring.tables.headings import IGNORED, Heading, Meanings, column_key
from scoring.tables.list_columns import almost_a_heading, cell_findings, column_findings, most_like_a_heading
from scoring.tables.list_rows import Row, Rows, below_a_list
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, warning
from scoring.tables.spreadsheets import read_workbook, sheet_findings
from scoring.tables.text import clean

Finding = tuple[SourcePlace, Problem]


@dataclass(frozen=True, slots=True)
class ListTable:
    """Rows for an import; ``places[i]`` is where row ``i`` is in the file, with the name of its worksheet where several
    were read.

    ``findings``: what was not read, or was read though it is hidden or struck through, each with its place; an error
    among them refuses the whole file, which then has no rows.  ``headings`` have columns of which the owner can say
    what they mean.
    """

    rows: tuple[Row, ...]
    places: tuple[SourcePlace, ...]
    findings: tuple[Finding, ...] = ()
    headings: tuple[Heading, ...] = ()

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The errors of the file."""
        return tuple(problem for _, problem in self.findings if problem.severity == "error")


@dataclass(frozen=True, slots=True)
class Shape:
    """How lists of one kind are read.

    ``kind``: its name, by which its words are known · ``means``: the field of a heading, "" for none · ``needs``: the
    fields without which a row is no heading · ``rows``: what the cells below a heading become · ``many``:
    fields that may have several columns · ``foreign``: whether a heading shows that the table is one of another kind ·
    ``settled``: the fields of a heading where what stands below it has to be looked at too.
    """

    kind: str
    means: Callable[[str], str]
    needs: tuple[str, ...]
    rows: Rows
    many: frozenset[str] = frozenset()
    foreign: Callable[[str], bool] = lambda heading: False
    settled: Callable[[Sequence[str], Sequence[Sequence[str]]], list[str]] = lambda fields, table: list(fields)


def read_list(name: str, data: bytes, shape: Shape, meanings: Meanings | None = None) -> ListTable:
    """The list in a file; ``meanings`` go before what its headings mean.  Raises ``Unreadable`` with the words of
    ``questions.problem.*``."""
    if not data.strip():
        raise Unreadable(error("file-empty"))
    reading = ListReading(shape, meanings or {})
    workbook = is_workbook(data)
    grids = list(map(reading.joined, read_workbook(data))) if workbook else [_read_text(name, data, reading)]
    filled = [grid for grid in grids if any(map(any, grid.rows))]
    headings = [(grid, reading.heading_of(grid, reading.score_in(grid))) for grid in filled]
    several = sum(start is not None for _, start in headings) > 1
    for grid, start in headings:
        if start is None:
            reading.without_heading(grid, only=not any(start is not None for _, start in headings))
            continue
        if workbook:
            reading.findings += [(SourcePlace(grid.name, 0), one) for one in sheet_findings(grid)]
        if grid.hidden:
            reading.findings.append((SourcePlace(grid.name, 0), warning("roster-sheet-hidden", sheet=grid.name)))
        reading.read(grid, start, named=several)
    return reading.table()


def _read_text(name: str, data: bytes, reading: ListReading) -> Grid:
    """A table in text: its delimiter by its heading, else by a row that is almost one."""
    return read_delimited(name, data, reading.score if has_heading(decode(data), reading.score) else reading.near)


@dataclass(slots=True)
class ListReading:
    """A file or pasted lines being read: the rows so far, and what was found."""

    shape: Shape
    meanings: Meanings = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    places: list[SourcePlace] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    def table(self) -> ListTable:
        """All of it; no rows where an error refuses the file."""
        unseen = [one for one in self.findings if one[1].code == "facts-unseen"]
        findings = tuple(one for one in self.findings if one not in unseen[1:])
        table = ListTable(tuple(self.rows), tuple(self.places), findings, tuple(self.headings))
        return replace(table, rows=(), places=()) if table.refused else table

    def score(self, cells: Sequence[str], first_column: int = 0) -> int:
        """How many columns a row names; 0 where it lacks a needed one or shows another kind of table."""
        fields = self._fields(cells, first_column)
        foreign = any(self.shape.foreign(c) for i, c in enumerate(cells) if not self._said(first_column + i, c))
        return 0 if foreign or not set(self.shape.needs) <= set(fields) else sum(map(bool, fields))

    def near(self, cells: Sequence[str], first_column: int = 0) -> int:
        """The same where a heading may lack what it needs."""
        return sum(map(bool, self._fields(cells, first_column)))

    def score_in(self, grid: Grid) -> Score:
        """``score`` for the rows of this grid."""
        return partial(self.score, first_column=grid.first_column)

    def heading_of(self, grid: Grid, score: Score) -> int | None:
        """The row of the heading by ``score``.  A title in one cell is none, whatever it names (评委名单), where the
        next row has several cells and names a column."""
        rows = list(grid.rows[: HEADING_WITHIN + 1])
        filled = [(index, sum(map(bool, map(str.strip, cells)))) for index, cells in enumerate(rows)]
        for (title, one), (below, more) in itertools.pairwise([row for row in filled if row[1]]):
            if one == 1 < more and self.near(rows[below], grid.first_column):
                rows[title] = []
        return heading_row(rows, score)

    def joined(self, grid: Grid) -> Grid:
        """The grid with a heading of two rows as one."""
        return with_joined_heading(grid, partial(self.near, first_column=grid.first_column))

    def read(self, grid: Grid, start: int, *, named: bool = False) -> None:
        """The tables of a worksheet: the first heading is in the row ``start``, each further heading begins one.
        ``named``: the places of its rows have the worksheet's name."""
        grid = self._spread(grid, start)
        score = self.score_in(grid)
        starts = [start, *(i for i in range(start + 1, len(grid.rows)) if score(grid.rows[i]) > 1)]
        for first, end in itertools.pairwise([*starts, len(grid.rows)]):
            fields = self._settled(grid, first, end)
            found = column_findings(grid, first, end, fields, self.shape.many)
            self.findings += [(grid.place(first), problem) for problem in found.problems]
            self.headings += [found.heading] if found.heading else []
            self.findings += cell_findings(grid, first, end, fields)
            columns = ["" if field == IGNORED else field for field in fields]
            table = [[clean(cell) for cell in cells] for cells in grid.rows[first + 1 : end]]
            skipped = {offset: text for offset, cells in enumerate(table) if (text := below_a_list(cells))}
            for offset, text in skipped.items():
                self.findings.append((grid.place(first + 1 + offset), warning("list-row-below", text=text[:40])))
            for offset, row in self.shape.rows(grid, columns, first + 1, table):
                if offset in skipped:
                    continue
                self.rows.append(row)
                place = grid.place(first + 1 + offset)
                self.places.append(place if named else replace(place, sheet=""))

    def _spread(self, grid: Grid, start: int) -> Grid:
        """A heading that is merged over several columns names each of them, where a list has several of its field."""
        cells = list(grid.rows[start])
        for top, left, bottom, right in grid.merged:
            names = [f"{cells[left].strip()}{number + 1}" for number in range(right - left + 1)] if top == start else []
            if top == bottom and len(names) > 1 and all(self.shape.means(name) in self.shape.many for name in names):
                cells[left : right + 1] = names
        return replace(grid, rows=[*grid.rows[:start], cells, *grid.rows[start + 1 :]])

    def without_heading(self, grid: Grid, *, only: bool) -> None:
        """What is almost a heading in a sheet without one, or that it has none: an error where ``only`` such sheets are
        in the file."""
        start = self.heading_of(grid, partial(self.near, first_column=grid.first_column))
        if start is None and only:
            start = most_like_a_heading(grid)
        if start is None and only:
            problem = error(f"{self.shape.kind}-no-heading", seen=words_of_heading([grid]))
            self.findings.append((SourcePlace(grid.name, 0), problem))
            return
        if start is None:
            count = sum(map(any, grid.rows))
            self.findings.append(
                (SourcePlace(grid.name, 0), warning("roster-sheet-unread", sheet=grid.name, count=count))
            )
            return
        fields = self._settled(grid, start, len(grid.rows))
        found = almost_a_heading(grid, start, fields, self.shape.kind, self.shape.needs, only=only)
        self.findings += [(grid.place(start), problem) for problem in found.problems]
        self.headings += [found.heading] if found.heading else []

    def _settled(self, grid: Grid, start: int, end: int) -> list[str]:
        return self.shape.settled(self._fields(grid.rows[start], grid.first_column), grid.rows[start + 1 : end])

    def _fields(self, cells: Sequence[str], first_column: int) -> list[str]:
        return [self._said(first_column + i, cell) or self.shape.means(cell) for i, cell in enumerate(cells)]

    def _said(self, index: int, cell: str) -> str:
        return self.meanings.get(column_key(index, cell), "") if self.meanings else ""
