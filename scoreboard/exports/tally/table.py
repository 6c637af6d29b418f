"""Tables of marks from a CSV or workbook file: every sheet and every table in it, and what was not read, by place."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from scoreboard.exports.tally.headings import HEADINGS, Headings, Meaning, named_by_program, sums_up
from scoreboard.exports.tally.layout import KEYS, Layout, layout_of
from scoring.engine.names import same_form
from scoring.engine.tally.mark_table import Row, is_mark
from scoring.engine.tally.rule import TallyRule
from scoring.tables.delimited import decode, delimited_rows, unguarded
from scoring.tables.grids import Grid, heading_row
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, note, warning
from scoring.tables.sheet_facts import column_letters
from scoring.tables.spreadsheets import is_workbook, read_workbook, sheet_findings
from scoring.tables.text import clean

__all__ = ["HEADINGS", "MarksFile", "read_table"]

MOST_ROWS = 1_000_000
Finding = tuple[SourcePlace, Problem]


@dataclass(slots=True)
class MarksFile:
    """The rows of a file, and what there is to say about it; an ``error`` among the findings forbids to use them.

    A row's place is its number in the file, with the worksheet's name where a workbook has several.
    """

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def faulty(self) -> bool:
        """Whether something would be misread."""
        return any(problem.severity == "error" for _, problem in self.findings)


def read_table(data: bytes, rule: TallyRule | None = None) -> MarksFile:
    """Everything that a file of marks says; ``rule`` knows its criteria, points, judges and stages by name.

    Raises ``Unreadable`` (words: ``tally.problem.*``, ``questions.problem.*``).
    """
    if not data.strip():
        raise Unreadable(error("file-empty"))
    headings = Headings(rule)
    if is_workbook(data):
        grids = list(read_workbook(data, MOST_ROWS))
    else:
        rows, first_row = delimited_rows(decode(data), headings.score, MOST_ROWS)
        grids = [Grid("", rows, first_row)]
    found = MarksFile()
    sheets = [_Sheet(grid, headings) for grid in grids if any(any(row) for row in grid.rows)]
    read = [sheet for sheet in sheets if sheet.tables]
    if not read:
        raise Unreadable(error("marks-no-heading"))
    _name_judges(read)
    for sheet in sheets:
        if sheet.skipped is not None:
            found.findings.append((SourcePlace(sheet.grid.name, 0), sheet.skipped))
            continue
        if is_workbook(data):
            found.findings += [(SourcePlace(sheet.grid.name, 0), one) for one in _of_sheet(sheet, found)]
        found.findings += sheet.findings()
        found.rows += sheet.rows(f"{sheet.grid.name}!" if len(grids) > 1 else "")
    counted = [sheet for sheet in read if sheet.skipped is None]
    if len(counted) > 1:
        names = "、".join(sheet.grid.name for sheet in counted)
        found.findings.append((SourcePlace("", 0), note("marks-sheets", count=len(counted), sheets=names)))
    return found


def _of_sheet(sheet: _Sheet, found: MarksFile) -> Iterator[Problem]:
    """What a worksheet says beside its values; of an old workbook it is said once that this cannot be seen."""
    said = {problem.code for _, problem in found.findings}
    yield from (one for one in sheet_findings(sheet.grid) if one.code != "facts-unseen" or one.code not in said)
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
    if len(own) == len(sheets) and len(judges) > 1 and not any(named_by_program(one.grid.name) for one in judges):
        for sheet in judges:
            sheet.judge = clean(sheet.grid.name)
        skipped = [sheet for sheet in own if sheet not in judges]
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
        rows, score = self.grid.rows, self.headings.score
        heading = heading_row(rows, score)
        while heading is not None:
            columns = [column for column, cell in enumerate(rows[heading]) if self._may_hold_marks(cell)]
            end = self._next_heading(heading + 1, columns)
            body = rows[heading + 1 : end]
            yield _Table(heading + 1, end, layout_of(self.headings, rows[heading], body, self.grid.first_column))
            heading = end if end < len(rows) else None

    def _next_heading(self, start: int, columns: Sequence[int]) -> int:
        """The next row that is a heading, or the end; only a row without a mark can be one."""
        rows, score = self.grid.rows, self.headings.score
        marks = {row[column] for row in rows[start:] for column in columns if column < len(row) and row[column]}
        marks = {text for text in marks if is_mark(text)}
        for index in range(start, len(rows)):
            cells = rows[index]
            for column in columns:
                if column < len(cells) and cells[column] in marks:
                    break
            else:
                if score(cells):
                    return index
        return len(rows)

    def _may_hold_marks(self, cell: str) -> bool:
        kind, name = self.headings.of(cell)
        return name == "mark" if kind == "field" else kind in ("criterion", "judge", "person")

    def findings(self) -> Iterator[Finding]:
        """What is wrong with its columns, its cells and its merged ranges."""
        name, first = self.grid.name, self.grid.first_row
        for table in self.tables:
            yield from ((SourcePlace(name, first + table.start - 1), one) for one in table.layout.problems)
        used = {column_letters(self.grid.first_column + c) for table in self.tables for c in table.layout.used}
        for index, problems in sorted(self.grid.problems.items()):
            for problem in problems:
                cell = dict(problem.fields).get("cell", "")
                if cell.rstrip("0123456789") in used:
                    yield SourcePlace(name, first + index), problem
        for top, left, bottom, right in self.grid.merged:
            over = next((one for one in self.tables if top < one.end and bottom >= one.start), None)
            if over and any(left <= column <= right for column, _ in over.layout.values):
                yield SourcePlace(name, first + top), error("marks-merged", last=first + bottom)

    def rows(self, before: str) -> Iterator[Row]:
        """The rows of all its tables."""
        above = self._merged_keys()
        points: dict[tuple[str, str], str] = {}
        for table in self.tables:
            yield from self._rows(table, before, above, points)

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
        if not above and [meaning for _, meaning in layout.values] == [("field", "mark")]:
            yield from self._long(body, before, first, [*at[:3], layout.values[0][0], *at[3:]])
            return
        for index, cells in enumerate(body):
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

    def _long(self, body: Sequence[Sequence[str]], before: str, first: int, at: Sequence[int]) -> Iterator[Row]:
        """The rows of a table with a mark in each, by the columns of a ``Row``: a column at a time, for speed."""
        places = map(before.__add__, map(str, itertools.count(first)))
        for row in map(Row, places, *(_column(body, i) for i in at)):
            if row[1:] == _BLANK:
                continue
            if self.judge or self.criterion or self.stage:
                yield row._replace(
                    judge=row.judge or self.judge,
                    criterion=row.criterion or self.criterion,
                    stage=row.stage or self.stage,
                )
            else:
                yield row


_BLANK = ("",) * (len(Row._fields) - 1)


def _column(body: Sequence[Sequence[str]], number: int) -> Iterable[str]:
    """A column of a table, each text cleaned once; empty cells for one that the table lacks."""
    if number < 0:
        return itertools.repeat("", len(body))
    texts = [cells[number] if number < len(cells) else "" for cells in body]
    plain = {text: _clean(text) for text in set(texts)}
    return map(plain.__getitem__, texts)


@lru_cache(maxsize=65536)
def _clean(text: str) -> str:
    """A cell's text, cached: most cells of a long table repeat earlier ones."""
    return clean(unguarded(text))
