"""Reads the facts of an .xls beside its values: formats, struck-through text, what is hidden, comments, pictures.

The values come from the reader that all workbooks share; what is read here may fail over a damaged file, and then it is
said that only values can be seen.
"""

from __future__ import annotations

import io
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import xlrd
from xlrd.formatting import std_format_strings

from scoring.tables.number_formats import BUILT_IN, GENERAL
from scoring.tables.sheet_facts import SheetFacts, packed, places
from scoring.tables.text import LOWERED, RAISED

MOST_BYTES = 8 * 1024 * 1024
"""Of a larger file only the values are read: a million cells take this reader eight seconds."""

_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
_SHIFTS = {1: RAISED, 2: LOWERED}

_EOF, _OBJECT, _FILTER_IS_ON, _DRAWING = 0x0A, 0x5D, 0x9B, 0xEC
_COMMENT, _BUTTON_OF_A_FILTER = 0x19, 0x14
_ANCHOR = b"\x10\xf0\x12\x00\x00\x00"
"""Before the cell at which a shape begins: [MS-ODRAW] 2.2.46, in a drawing of [MS-XLS]."""


def read_xls_facts(data: bytes) -> dict[str, SheetFacts]:
    """The facts of each worksheet by its name; none where the file is damaged, encrypted or very large."""
    if len(data) > MOST_BYTES:
        return {}
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        looks = _Looks(book)
        return {sheet.name: _facts(book, sheet, looks) for sheet in book.sheets()}
    except Exception:  # over damaged bytes this reader raises whatever its arithmetic meets
        return {}


@dataclass(frozen=True, slots=True)
class _Look:
    code: str
    font: Any


class _Looks:
    """What each style of a workbook means, found once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._found: dict[int, _Look] = {}

    def __getitem__(self, style: int) -> _Look:
        if style not in self._found:
            about = self._book.xf_list[style]
            self._found[style] = _Look(self._code(about.format_key), self.font(about.font_index))
        return self._found[style]

    def font(self, number: int) -> Any:
        """A font by its number."""
        return self._book.font_list[number]

    def _code(self, key: int) -> str:
        """The number format that the file gives; one that it takes for granted is the same as in an .xlsx."""
        code = str(self._book.format_map[key].format_str)
        return BUILT_IN.get(key, code) if code == std_format_strings.get(key) else code


def _facts(book: Any, sheet: Any, looks: _Looks) -> SheetFacts:
    formats: dict[str, Any] = defaultdict(places)
    struck, rich, errors = places(), {}, {}
    filled_rows, filled_columns = set(), set()
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            value = sheet.cell_value(row, column)
            if kind in _EMPTY or value == "":
                continue
            filled_rows.add(row)
            filled_columns.add(column)
            place, look = packed(row, column), looks[sheet.cell_xf_index(row, column)]
            runs = sheet.rich_text_runlist_map.get((row, column), ()) if kind == xlrd.XL_CELL_TEXT else ()
            if look.font.struck_out or any(looks.font(font).struck_out for _, font in runs):
                struck.append(place)
            if any(looks.font(font).escapement for _, font in runs):
                rich[place] = _shifted(value, runs, looks)
            if kind in _NUMBERS and look.code not in ("", GENERAL):
                formats[look.code].append(place)
            elif kind == xlrd.XL_CELL_ERROR:
                errors[place] = xlrd.error_text_from_code.get(value, "#N/A")
    hidden = tuple(row for row in _hidden(sheet.rowinfo_map, "height") if row in filled_rows)
    drawn = _Drawn(book, sheet)
    return SheetFacts(
        hidden_rows=() if drawn.filtered else hidden,
        filtered_rows=hidden if drawn.filtered else (),
        hidden_columns=tuple(column for column in _hidden(sheet.colinfo_map, "width") if column in filled_columns),
        formats=formats,
        struck=struck,
        rich=rich,
        floating=tuple(drawn.floating),
        comments=tuple(packed(*at) for at in sorted(sheet.cell_note_map)),
        from_1904=bool(book.datemode),
        errors=errors,
    )


def _hidden(about: Mapping[int, Any], size: str) -> Iterator[int]:
    return (number for number, one in sorted(about.items()) if one.hidden or getattr(one, size) == 0)


def _shifted(text: str, runs: Sequence[tuple[int, int]], looks: _Looks) -> str:
    """The text with its raised and lowered signs: 10⁸."""
    parts = [text[: runs[0][0]]]
    for (start, font), (end, _) in pairwise([*runs, (len(text), 0)]):
        table = _SHIFTS.get(looks.font(font).escapement)
        parts.append(text[start:end].translate(table) if table else text[start:end])
    return "".join(parts)


class _Drawn:
    """What the records of a worksheet say and ``xlrd`` does not keep: what lies over the cells, a filter in use."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.floating: list[int] = []
        self.filtered = False
        at = 0
        for kind, content in _records(book.mem, book._sh_abs_posn[sheet.number]):
            if kind == _FILTER_IS_ON:
                self.filtered = True
            elif kind == _DRAWING and (found := content.rfind(_ANCHOR)) >= 0:
                column, _, row = struct.unpack_from("<3H", content, found + len(_ANCHOR) + 2)
                at = packed(row, column)
            elif kind == _OBJECT and content[4] not in (_COMMENT, _BUTTON_OF_A_FILTER):
                self.floating.append(at)


def _records(memory: Any, start: int) -> Iterator[tuple[int, bytes]]:
    """(kind, content) of each record of a worksheet, of charts within it too."""
    deep = 0
    while start + 4 <= len(memory):
        kind, size = struct.unpack_from("<2H", memory, start)
        yield kind, bytes(memory[start + 4 : start + 4 + size])
        start += 4 + size
        deep += kind == 0x809
        deep -= kind == _EOF
        if deep <= 0:
            return
