"""CSV and tab-separated text as a grid: UTF-8 with or without BOM, UTF-16, GB18030; by comma, semicolon, tab."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Sequence

from question_sets.columns import read_heading
from question_sets.grids import Grid, Unreadable
from question_sets.limits import MAX_ROWS, MAX_SHEET_BYTES
from question_sets.model import Problem, error
from question_sets.spreadsheets import bounded

DELIMITERS = ",;\t"
_GUARDED = re.compile(r"^'+[=+\-@\t\r]")
_HEAD = 40


def decode(data: bytes) -> str:
    """Text in whichever encoding it is: by its BOM, else UTF-8 where that fits, else GB18030; else ``Unreadable``."""
    if len(data) > MAX_SHEET_BYTES:
        raise Unreadable(error("file-too-large", megabytes=MAX_SHEET_BYTES >> 20))
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(error("file-encoding"))


Score = Callable[[Sequence[str]], int]
"""How good a heading a row would be: the number of columns recognised."""


def question_heading(cells: Sequence[str]) -> int:
    """The score of a row as the heading of a question table."""
    return read_heading(cells).score


def read_delimited(name: str, data: bytes, score: Score = question_heading) -> Grid:
    """The table of a CSV file; the delimiter is the one that gives the best heading by ``score``."""
    text = decode(data)
    first_row = 1
    if hint := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):
        text, delimiter, first_row = text[hint.end() :], hint[1], 2
    else:
        delimiter = max(DELIMITERS, key=lambda candidate: _fit(text, candidate, score))
    rows: list[list[str]] = []
    problems: dict[int, tuple[Problem, ...]] = {}
    try:
        for index, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if index >= MAX_ROWS:
                raise Unreadable(error("too-many-rows", limit=MAX_ROWS, rows=index + 1))
            found: list[Problem] = []
            rows.append([bounded(unguarded(cell), found) for cell in cells])
            if found:
                problems[index] = tuple(found)
    except csv.Error:
        raise Unreadable(error("csv-broken", row=len(rows) + first_row)) from None
    return Grid(name, rows, first_row, problems=problems)


def has_heading(text: str) -> bool:
    """True where the text is a table of questions, with whichever delimiter."""
    return any(_fit(text, delimiter, question_heading) for delimiter in DELIMITERS)


def _fit(text: str, delimiter: str, score: Score) -> int:
    try:
        rows = itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _HEAD)
        return max(map(score, rows), default=0)
    except csv.Error:
        return 0


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it as a formula; see ``writer.guarded``."""
    return cell[1:] if _GUARDED.match(cell) else cell
