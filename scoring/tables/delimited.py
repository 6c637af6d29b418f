"""CSV and tab-separated text as a grid: UTF-8 with or without BOM, UTF-16, GB18030; by comma, semicolon, tab."""

from __future__ import annotations

import csv
import io
import itertools
import re

from scoring.tables.cells import bounded
from scoring.tables.formulas import unguarded
from scoring.tables.grids import Grid, Score
from scoring.tables.limits import MAX_ROWS, MAX_SHEET_BYTES
from scoring.tables.problems import Problem, Unreadable, error

DELIMITERS = ",;\t"
_HEAD = 40
_HEAD_SIGNS = 1 << 18
"""A heading is looked for in this many rows, and in this many signs."""
_OTHER_FILES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|RIFF....WEBP|%PDF|\{\\rtf|PK\x03\x04|\xd0\xcf\x11\xe0|Rar!|7z\xbc\xaf|\x1f\x8b|ID3[\x02-\x04]"
    rb"|\0\0..ftyp",
    re.DOTALL,
)
"""How pictures, PDF, RTF, archives, sounds and films begin, whatever their name says."""


_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1000}<(?:!doctype html|html|head|meta|table)\b", re.IGNORECASE)
"""Some systems export a web page and call it .xls."""


def decode(data: bytes) -> str:
    """The text in any encoding: by its BOM, else UTF-8 if that fits, else GB18030; else ``Unreadable``, also for a
    file that is no text."""
    if len(data) > MAX_SHEET_BYTES:
        raise Unreadable(error("file-too-large", megabytes=MAX_SHEET_BYTES >> 20))
    if _OTHER_FILES.match(data):
        raise Unreadable(error("file-no-text"))
    if _WEB_PAGE.match(data):
        raise Unreadable(error("file-web-page"))
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(error("file-encoding"))


def read_delimited(name: str, data: bytes, score: Score) -> Grid:
    """The table of a CSV file; the delimiter is the one that gives the best heading by ``score``.

    Raises ``Unreadable`` if it is broken or beyond the limits.
    """
    found, first_row = delimited_rows(decode(data), score)
    rows: list[list[str]] = []
    problems: dict[int, tuple[Problem, ...]] = {}
    for index, cells in enumerate(found):
        doubts: list[Problem] = []
        rows.append([bounded(unguarded(cell), doubts) for cell in cells])
        if doubts:
            problems[index] = tuple(doubts)
    return Grid(name, rows, first_row, problems=problems)


def delimited_rows(text: str, score: Score, most_rows: int = MAX_ROWS) -> tuple[list[list[str]], int]:
    """The cells of a CSV text as they are written, and the row of the file (from 1) in which the first cell is.

    Raises ``Unreadable``: ``too-many-rows`` beyond ``most_rows``, ``csv-broken``.
    """
    first_row = 1
    if hint := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):
        text, delimiter, first_row = text[hint.end() :], hint[1], 2
    else:
        delimiter = max(DELIMITERS, key=lambda candidate: _fit(text, candidate, score))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        rows.extend(itertools.islice(reader, most_rows))
        more = sum(1 for _ in reader)  # counted but not kept
    except csv.Error:
        raise Unreadable(error("csv-broken", row=len(rows) + first_row)) from None
    if more:
        raise Unreadable(error("too-many-rows", limit=most_rows, rows=most_rows + more))
    return rows, first_row


def has_heading(text: str, score: Score) -> bool:
    """True if the text is a table with a heading, with any of the delimiters."""
    return any(_fit(text, delimiter, score) for delimiter in DELIMITERS)


def _fit(text: str, delimiter: str, score: Score) -> int:
    try:
        head = io.StringIO(text[:_HEAD_SIGNS], newline="")
        rows = itertools.islice(csv.reader(head, delimiter=delimiter), _HEAD)
        return max(map(score, rows), default=0)
    except csv.Error:
        return 0
