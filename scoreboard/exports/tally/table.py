"""Tables of marks from a CSV or workbook file: every sheet and every table in it, and what was not read, by place."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoreboard.exports.tally.headings import (
    HEADINGS,
    Headings,
    Meaning,
    below_the_marks,
    named_by_program,
    sum_of_others,
    sums_up,
)
from scoreboard.exports.tally.layout import KEYS, Layout, layout_of
from scoreboard.exports.tally.marks_file import Columns, Finding, MarksFile
from scoring.engine.names import same_form
from scoring.engine.tally.mark_cell import is_mark
from scoring.engine.tally.mark_table import Row
from scoring.engine.tally.rule import TallyRule
from scoring.tables.cells import is_workbook
from scoring.tables.delimited import decode, delimited_rows
from scoring.tables.formulas import unguarded
from scoring.tables.grids import Grid, heading_row, with_joined_heading, words_of_heading
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, note, warning
from scoring.tables.sheet_facts import column_letters
from scoring.tables.text import clean

__all__ = ["HEADINGS", "read_table"]

MOST_ROWS = 1_000_000
MOST_CELLS = 10_000_000
"""Rows by columns: one line of a text file may have a million columns, and a table is as wide as its widest line."""


def read_table(data: bytes, rule: TallyRule | None = None) -> MarksFile:
    """Everything that a file of marks says; ``rule`` knows its criteria, points, judges and stages by name.

    Raises ``Unreadable`` (words: ``tally.problem.*``, ``questions.problem.*``).
    """
    if not data.strip():
        raise Unreadable(error("file-empty"))
    headings = Headings(rule)
    if is_workbook(data):
        from scoring.tables.spreadsheets import read_workbook  # takes as long to load as a long text to read

        grids = [with_joined_heading(grid, headings.score) for grid in read_workbook(data, MOST_ROWS)]
    else:
        rows, first_row = delimited_rows(decode(data), headings.score, MOST_ROWS)
        width = max(map(len, rows), default=0)
        if len(rows) * width > MOST_CELLS:
            raise Unreadable(error("sheet-too-wide", rows=len(rows), columns=width))
        grids = [Grid("", rows, first_row)]
    found = MarksFile()
    sheets = [_Sheet(grid, headings) for grid in grids if any(any(row) for row in grid.rows)]
    read = [sheet for sheet in sheets if sheet.tables]
    if not read:
        raise Unreadable(error("marks-no-heading", seen=words_of_heading(sheet.grid for sheet in sheets)))
    _name_judges(read)
    for sheet in sheets:
        if sheet.skipped is not None:
            found.findings.append((SourcePlace(sheet.grid.name, 0), sheet.skipped))
            continue
        if is_workbook(data):
            found.findings += [(SourcePlace(sheet.grid.name, 0), one) for one in _of_sheet(sheet, found)]
        found.findings += sheet.findings()
        found.add(sheet.columns(f"{clean(sheet.grid.name)}!" if len(grids) > 1 else ""))
    counted = [sheet for sheet in read if sheet.skipped is None]
    if len(counted) > 1:
        names = "、".join(sheet.grid.name for sheet in counted)
        found.findings.append((SourcePlace("", 0), note("marks-sheets", count=len(counted), sheets=names)))
    return found


def _of_sheet(sheet: _Sheet, found: MarksFile) -> Iterator[Problem]:
    """What a worksheet says beside its values; of an old workbook it is said once that this cannot be seen."""
    from scoring.tables.spreadsheets import sheet_findings

    said = {problem.code for _, problem in found.findings}
    said.add("cell-bare")  # marks are numbers: which cells hold one says nothing
    yield from (one for one in sheet_findings(sheet.grid) if one.code not in said & {"facts-unseen", "cell-bare"})
    if sheet.grid.hidden:
        yield warning("marks-sheet-hidden", sheet=sheet.grid.name)


def _name_judges(sheets: Sequence[_Sheet]) -> None:
    """Where the rows name no judge each sheet is a judge's; this needs several sheets with names of people.

    A sheet that sums up others is no judge's, and neither is one beside sheets that have a column of judges.
    """
    own = [sheet for sheet in sheets if sheet.own_judge]
    if not own:
        return
    judges = [sheet for sheet in own if not sums_up(sheet.grid.name)]
    others = [sheet for sheet in sheets if not sheet.own_judge and not sums_up(sheet.grid.name)]
    if not others and len(judges) > 1 and not any(named_by_program(one.grid.name) for one in judges):
        for sheet in judges:
            sheet.judge = clean(sheet.grid.name)
        skipped = [sheet for sheet in sheets if sheet not in judges]
    elif len(own) < len(sheets):
        skipped = own
    else:
        names = "、".join(sheet.grid.name for sheet in own if sheet.grid.name)
        raise Unreadable(error("marks-no-judge", sheets=names or "—"))
    for sheet in skipped:
        sheet.skipped = warning("marks-sheet-unread", sheet=sheet.grid.name, count=sheet.filled())


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of a sheet: rows ``start`` (below the heading) to before ``end``, by index."""

    start: int
    end: int
    layout: Layout


class _Sheet:
    """A worksheet or a text file: its tables, one below the other."""

    def __init__(self, grid: Grid, headings: Headings) -> None:
        self.grid, self.headings = grid, headings
        self.judge = ""
        name = same_form(clean(grid.name))
        self.stage, self.criterion = headings.stages.get(name, ""), headings.criteria.get(name, "")
        self.skipped: Problem | None = None
        self.cells = list(itertools.zip_longest(*grid.rows, fillvalue=""))
        """Column by column, for speed: a million cells are looked through in a few steps each."""
        self.tables = list(self._tables())
        if not self.tables:
            self.skipped = warning("marks-sheet-unread", sheet=grid.name, count=self.filled())

    @property
    def own_judge(self) -> bool:
        """Whether its rows name no judge."""
        return any(table.layout.own_judge for table in self.tables)

    def filled(self) -> int:
        """How many rows have something in them."""
        return sum(any(row) for row in self.grid.rows)

    def _tables(self) -> Iterator[_Table]:
        """Every heading begins a table; after the first one it is looked for where a row holds no mark."""
        rows = self.grid.rows
        heading = heading_row(rows, self.headings.score)
        while heading is not None:
            columns = [column for column, cell in enumerate(rows[heading]) if self._may_hold_marks(cell)]
            start, end = heading + 1, self._next_heading(heading + 1, columns)
            layout = layout_of(self.headings, rows[heading], self._columns(start, end), self.grid.first_column)
            yield _Table(start, end, layout)
            heading = end if end < len(rows) else None

    def _columns(self, start: int, end: int) -> Columns:
        """Every column between two rows."""
        return [column[start:end] for column in self.cells]

    def _next_heading(self, start: int, columns: Sequence[int]) -> int:
        """The next row that is a heading, or the end; only a row without a mark can be one."""
        rows = self.grid.rows
        cells = [self.cells[column][start:] for column in columns]
        marks = {text for text in set().union(*cells) if text and is_mark(text)}
        if any(marks.issuperset(column) for column in cells):
            return len(rows)  # a mark in every row
        for index, texts in enumerate(zip(*cells, strict=True), start):
            if marks.isdisjoint(texts) and self.headings.score(rows[index]):
                return index
        return len(rows)

    def _may_hold_marks(self, cell: str) -> bool:
        kind, name = self.headings.of(cell)
        return name == "mark" if kind == "field" else kind in ("criterion", "judge", "person")

    def findings(self) -> Iterator[Finding]:
        """What is wrong with its columns, its cells and its merged ranges."""
        first = self.grid.first_row
        for table in self.tables:
            yield from ((self.grid.place(table.start - 1), one) for one in table.layout.problems)
            for row, entry in self._sums(table).items():
                yield self.grid.place(row), warning("marks-row-unread", entry=clean(entry))
        used = {column_letters(self.grid.first_column + c) for table in self.tables for c in table.layout.used}
        for index, problems in sorted(self.grid.problems.items()):
            for problem in problems:
                cell = dict(problem.fields).get("cell", "")
                if cell.rstrip("0123456789") in used:
                    yield self.grid.place(index), problem
        for top, left, bottom, right in self.grid.merged:
            over = next((one for one in self.tables if top < one.end and bottom >= one.start), None)
            if over and any(left <= column <= right for column, _ in over.layout.values):
                yield self.grid.place(top), error("marks-merged", last=first + bottom)

    def _sums(self, table: _Table) -> dict[int, str]:
        """The rows of a table that sum up others, and what stands there in place of an entry."""
        column = table.layout.keys.get("entry", -1)
        texts = self.cells[column][table.start : table.end] if column >= 0 else ()
        sums = {text: sum_of_others(text) for text in set(texts) if sum_of_others(text) or below_the_marks(text)}
        rows = [(row, text) for row, text in enumerate(texts, table.start) if text in sums] if sums else []
        found = {row: text for row, text in rows if sums[text] or not self._marked(table, row)}
        return found | self._title_of_next(table)

    def _marked(self, table: _Table, row: int) -> bool:
        return any((text := self.cells[column][row].strip()) and is_mark(text) for column, _ in table.layout.values)

    def _title_of_next(self, table: _Table) -> dict[int, str]:
        """The title over the next table: one cell below a blank row, or merged over several columns."""
        last = table.end - 1
        while last > table.start and not any(self.grid.rows[last]):
            last -= 1
        if table.end == len(self.grid.rows) or last <= table.start:
            return {}
        filled = [cell for cell in self.grid.rows[last] if cell.strip()]
        apart = not any(self.grid.rows[last - 1]) or any(
            top == last and left < right for top, left, _, right in self.grid.merged
        )
        return {last: filled[0]} if apart and len(filled) == 1 else {}

    def columns(self, before: str) -> Iterator[Columns]:
        """The rows of each of its tables, by the columns of a ``Row``."""
        above = self._merged_keys()
        points: dict[tuple[str, str], str] = {}
        for table in self.tables:
            if not above and [meaning for _, meaning in table.layout.values] == [("field", "mark")]:
                yield self._long(table, before)
            else:
                yield list(zip(*self._rows(table, before, above, points), strict=True))

    def _merged_keys(self) -> dict[tuple[int, int], str]:
        """The text of a key for the cells below it in a merged range."""
        found = {}
        for top, left, bottom, right in self.grid.merged:
            if left == right and 0 <= top < len(self.grid.rows) and left < len(self.grid.rows[top]):
                found.update({(row, left): self.grid.rows[top][left] for row in range(top + 1, bottom + 1)})
        return found

    def _rows(
        self, table: _Table, before: str, above: dict[tuple[int, int], str], points: dict[tuple[str, str], str]
    ) -> Iterator[Row]:
        layout, first = table.layout, self.grid.first_row + table.start
        at = [layout.keys.get(key, -1) for key in KEYS]
        body = self.grid.rows[table.start : table.end]
        sums = self._sums(table)
        for index, cells in enumerate(body):
            if table.start + index in sums:
                continue
            keys = [_clean(cells[i]) if 0 <= i < len(cells) else "" for i in at]
            if above:
                place = table.start + index
                keys = [text or _clean(above.get((place, i), "")) for text, i in zip(keys, at, strict=True)]
            values = [(meaning, _clean(cells[i]) if i < len(cells) else "") for i, meaning in layout.values]
            if any(keys) or any(text for _, text in values):
                yield from self._of_row(f"{before}{first + index}", keys, values, points)

    def _of_row(
        self,
        place: str,
        keys: Sequence[str],
        values: Sequence[tuple[Meaning, str]],
        points: dict[tuple[str, str], str],
    ) -> Iterator[Row]:
        """The marks of one row of the sheet, and the points that no row before it gave its entry."""
        entry, judge, criterion, stage, group = keys
        judge, criterion, stage = judge or self.judge, criterion or self.criterion, stage or self.stage
        some = any(text for meaning, text in values if meaning.kind == "criterion")
        for (kind, name), text in values:
            if kind == "field":
                yield Row(place, entry, judge, criterion, text, stage, group)
            elif kind == "judge":
                yield Row(place, entry, name, criterion, text, stage, group)
            elif kind == "criterion" and (text or not some):
                yield Row(place, entry, judge, name, text, stage, group)
            elif kind == "points" and text and points.get((entry, name)) != text:
                points[entry, name] = text
                yield Row(place, entry, "", name, text, "", group)

    def _long(self, table: _Table, before: str) -> Columns:
        """The rows of a table with a mark in each: a column at a time, for speed."""
        keys, count = table.layout.keys, table.end - table.start
        at = keys | {"mark": table.layout.values[0][0]}
        sheet = {"judge": self.judge, "criterion": self.criterion, "stage": self.stage}
        texts = {key: self._texts(table, at.get(key, -1)) for key in Row._fields[1:]}
        filled = [True] * count if "" not in texts["entry"] else list(map(any, zip(*texts.values(), strict=True)))
        for row in self._sums(table):
            filled[row - table.start] = False
        first = self.grid.first_row + table.start
        numbers = map(str, range(first, first + count))
        places = [f"{before}{number}" for number in numbers] if before else list(numbers)
        columns = [places, *(_or(texts[key], sheet.get(key, "")) for key in Row._fields[1:])]
        return columns if all(filled) else [list(itertools.compress(column, filled)) for column in columns]

    def _texts(self, table: _Table, number: int) -> Sequence[str]:
        """A column of a table, each text cleaned once; empty cells for one that the table lacks."""
        if number < 0:
            return [""] * (table.end - table.start)
        texts = self.cells[number][table.start : table.end]
        other = {text: plain for text in set(texts) if (plain := _clean(text)) != text}
        return [other.get(text, text) for text in texts] if other else texts


def _or(texts: Sequence[str], instead: str) -> Sequence[str]:
    """The texts, with this one for those that are empty."""
    return [text or instead for text in texts] if instead else texts


@lru_cache(maxsize=65536)
def _clean(text: str) -> str:
    """A cell's text, cached: most cells of a long table repeat earlier ones.  Letters and digits are clean."""
    return text if text.isalnum() else clean(unguarded(text))
