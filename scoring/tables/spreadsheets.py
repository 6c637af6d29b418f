"""Workbooks (.xlsx .xls .ods) as grids of texts, with every worksheet and every row, as the sheet shows them."""

from __future__ import annotations

import contextlib
import datetime
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import python_calamine

from scoring.tables.cells import OLE, bounded
from scoring.tables.grids import Grid, Range
from scoring.tables.limits import MAX_ROWS, MAX_SHEET_BYTES
from scoring.tables.number_formats import decimal_of, is_date, number_in, shown, text_parts
from scoring.tables.problems import Problem, Unreadable, error, note, warning
from scoring.tables.sheet_facts import UNSEEN, SheetFacts, cell_name, counted, packed, places, unpacked
from scoring.tables.xls_facts import read_xls_facts
from scoring.tables.xlsx_facts import read_facts

UNFORMATTED = 9
"""A number that shows as many digits has no format of its own: its last ones are left out for want of room."""

_WORD = (b"word/document.xml", "WordDocument".encode("utf-16-le"))
"""The part that a Word document has, new or old, as it stands in the file's own directory."""


def read_workbook(data: bytes, most_rows: int = MAX_ROWS) -> Iterator[Grid]:
    """The worksheets of a workbook; raises ``Unreadable`` if it is broken, encrypted or beyond the limits."""
    if len(data) > MAX_SHEET_BYTES:
        raise Unreadable(error("file-too-large", megabytes=MAX_SHEET_BYTES >> 20))
    facts = read_xls_facts(data) if data.startswith(OLE) else read_facts(data)
    with _broken_is(error("file-word") if any(part in data for part in _WORD) else error("file-broken")):
        workbook = python_calamine.load_workbook(io.BytesIO(data))
    for about in workbook.sheets_metadata:
        if about.typ is python_calamine.SheetTypeEnum.WorkSheet:
            yield _grid(workbook, about, most_rows, facts.get(about.name))


@contextlib.contextmanager
def _broken_is(problem: Problem) -> Iterator[None]:
    """``Unreadable`` for whatever the native reader raises over a damaged workbook."""
    try:
        yield
    except python_calamine.PasswordError:
        raise Unreadable(error("file-encrypted")) from None
    except (python_calamine.CalamineError, OSError, OverflowError, ValueError):  # a number may be too large for a time
        raise Unreadable(problem) from None
    except BaseException as panic:  # of native code: no Exception, and its class cannot be imported
        if type(panic).__name__ != "PanicException":
            raise
        raise Unreadable(problem) from None


def sheet_findings(grid: Grid) -> tuple[Problem, ...]:
    """What a worksheet says beside its values, with count and places; for a damaged .xls, that it cannot be seen."""
    if grid.facts:
        return tuple(grid.facts.findings())
    return (UNSEEN, counted("cell-bare", grid.bare, map(cell_name, grid.bare))) if grid.bare else (UNSEEN,)


def _grid(
    workbook: python_calamine.CalamineWorkbook,
    about: python_calamine.SheetMetadata,
    most_rows: int,
    facts: SheetFacts | None,
) -> Grid:
    with _broken_is(error("sheet-broken", sheet=about.name)):
        sheet = workbook.get_sheet_by_name(about.name)
        values = sheet.to_python(skip_empty_area=True, nrows=most_rows + 1)
        top, left = sheet.start or (0, 0)
        ranges = sheet.merged_cell_ranges or (facts.merged if facts else ())
        shifted = (_shifted(a, b, top, left) for a, b in ranges)
        merged = tuple(_within(shifted, len(values), len(values[0]) if values else 0))
    if sheet.height > most_rows:
        raise Unreadable(error("too-many-rows", limit=most_rows, rows=sheet.height))
    problems: dict[int, list[Problem]] = {}
    if facts:
        _show(values, facts, top, left, problems)
    rows: list[list[str]] = []
    bare = places()
    for index, cells in enumerate(values):
        found: list[Problem] = []
        texts: list[str] = []
        for column, cell in enumerate(cells):
            texts.append(cell_text(cell, found))
            if not (facts or isinstance(cell, bool | str)):
                bare.append(packed(top + index, left + column))
            if found:
                place = packed(top + index, left + column)
                problems.setdefault(index, []).extend(_at(place, problem) for problem in found)
                found.clear()
        rows.append(texts)
    hidden = about.visible is not python_calamine.SheetVisibleEnum.Visible
    return Grid(
        about.name, rows, top + 1, merged, hidden, {i: tuple(p) for i, p in problems.items()}, left, facts, bare
    )


def _show(values: list[list[Any]], facts: SheetFacts, top: int, left: int, problems: dict[int, list[Problem]]) -> None:
    """Put what the sheet shows in the place of bare values, and say what cannot be shown so."""

    def within(place: int) -> tuple[int, int] | None:
        row, column = unpacked(place)
        inside = 0 <= row - top < len(values) and 0 <= column - left < len(values[0])
        return (row - top, column - left) if inside else None

    def say(problem: Problem, place: int) -> None:
        row = max(0, unpacked(place)[0] - top)
        problems.setdefault(row, []).append(_at(place, problem))

    for code, cells in facts.formats.items():
        for place in cells:
            if (at := within(place)) is not None:
                value = values[at[0]][at[1]]
                values[at[0]][at[1]] = _by_format(value, code, place, facts, say)
    for place, text in facts.shown.items():
        if (at := within(place)) is not None:
            values[at[0]][at[1]] = _as_told(values[at[0]][at[1]], text, place, say)
    for place, text in (*facts.rich.items(), *facts.errors.items()):
        if (at := within(place)) is not None:
            values[at[0]][at[1]] = text
    for place in dict.fromkeys(facts.struck):
        say(warning("cell-struck"), place)
    for place in facts.no_value:
        say(error("cell-no-value"), place)


def _at(place: int, problem: Problem) -> Problem:
    """The problem with the name of its cell."""
    return replace(problem, fields=(*problem.fields, ("cell", cell_name(place))))


def _by_format(value: Any, code: str, place: int, facts: SheetFacts, say: Callable[[Problem, int], None]) -> Any:
    """A cell's value as its format shows it; the value itself where that would hide it or is not understood."""
    if isinstance(value, str) and value:
        around = text_parts(code)
        if around is None:
            say(warning("cell-format", format=code), place)
        return value.join(around or ("", ""))
    if isinstance(value, bool | str):
        return value
    seen = shown(value, code, from_1904=facts.from_1904)
    if seen is None:
        say(warning("cell-format", format=code), place)
        return value
    if not seen.exact:
        say(warning("cell-rounded", shown=seen.text, text=cell_text(value, [])), place)
        return value
    if not isinstance(value, int | float) or is_date(code):
        say(note("cell-date", text=seen.text), place)
    return seen.text


def _as_told(value: Any, text: str, place: int, say: Callable[[Problem, int], None]) -> Any:
    """A cell's value as the file says that it looks; the value itself where that would hide digits."""
    if isinstance(value, bool | str):
        return value
    if not isinstance(value, int | float):
        say(note("cell-date", text=text), place)
        return text
    if number_in(text) != decimal_of(value):
        if sum(map(str.isdigit, text)) < UNFORMATTED:
            say(warning("cell-rounded", shown=text, text=cell_text(value, [])), place)
        return value
    return text


def _shifted(start: tuple[int, int], end: tuple[int, int], top: int, left: int) -> Range:
    return start[0] - top, start[1] - left, end[0] - top, end[1] - left


def _within(ranges: Iterable[Range], height: int, width: int) -> Iterator[Range]:
    """The ranges as far as there are cells; not one whose first cell is beyond them, for that cell has no text.

    Ranges of a sheet do not overlap, so together they have no more cells than it: what a damaged file says beyond that
    is left out, or walking through them would take as long as it likes.
    """
    room = height * width
    for top, left, bottom, right in ranges:
        if 0 <= top < height and 0 <= left < width:
            bottom, right = min(bottom, height - 1), min(right, width - 1)
            room -= (bottom - top + 1) * (right - left + 1)
            if room < 0:
                return
            yield top, left, bottom, right


def cell_text(cell: object, found: list[Problem]) -> str:
    """A cell as the text that a person sees: 1.0 is ``1``, a date its ISO form.  Doubtful values are added to
    ``found``."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        if abs(cell) >= 1e15:
            found.append(warning("cell-number-long", text=repr(cell)))
            return repr(cell)
        return str(int(cell)) if cell.is_integer() else format(decimal_of(cell), "f")
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        text = cell.isoformat(" ") if isinstance(cell, datetime.datetime) else str(cell)
        found.append(note("cell-date", text=text))
        return text
    text = str(cell)
    return bounded(text, found)
