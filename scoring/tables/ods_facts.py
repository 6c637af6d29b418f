"""Reads the facts of an .ods beside its values: what each number looks like, styles, hidden rows and columns, notes."""

from __future__ import annotations

import zipfile
from array import array
from dataclasses import dataclass, field

from scoring.tables.limits import MAX_ROWS
from scoring.tables.sheet_facts import SheetFacts, packed, places
from scoring.tables.text import LOWERED, RAISED
from scoring.tables.workbook_guard import Listening, parse_part, repeated, spanned

CONTENT = "content.xml"

_CELLS = ("table:table-cell", "table:covered-table-cell")
_BESIDE = ("office:annotation", "draw:frame", "draw:custom-shape", "draw:g", "draw:control")
_NUMBERS = ("float", "percentage", "currency", "date", "time")
_MOST_REPEATED = 1000
"""Cells that one repeated element is followed into; a table that people bring repeats a value a few times."""


def read_ods_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """The facts of each worksheet by its name; the guard has measured the file before."""
    content = _Content()
    parse_part(archive, CONTENT, content)
    return {name: sheet.facts() for name, sheet in content.sheets.items()}


@dataclass(slots=True)
class _Sheet:
    hidden_rows: list[int] = field(default_factory=list)
    filtered_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    filled_columns: set[int] = field(default_factory=set)
    shown: dict[int, str] = field(default_factory=dict)
    rich: dict[int, str] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    struck: array[int] = field(default_factory=places)
    no_value: array[int] = field(default_factory=places)
    floating: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)

    def facts(self) -> SheetFacts:
        """Everything that was seen."""
        return SheetFacts(
            hidden_rows=tuple(self.hidden_rows),
            filtered_rows=tuple(self.filtered_rows),
            hidden_columns=tuple(sorted(self.hidden_columns & self.filled_columns)),
            struck=self.struck,
            no_value=self.no_value,
            rich=self.rich,
            floating=tuple(self.floating),
            comments=tuple(self.comments),
            errors=self.errors,
            shown=self.shown,
            merged=tuple(self.merged),
        )


@dataclass(slots=True)
class _Cell:
    attributes: dict[str, str]
    paragraphs: list[str] = field(default_factory=list)
    told: bool = False  # its text has to be told: signs are shifted, or the values have that of something over it
    struck: bool = False


class _Content(Listening):
    def __init__(self) -> None:
        self.sheets: dict[str, _Sheet] = {}
        self._sheet = _Sheet()
        self._struck: set[str] = set()
        self._shifts: dict[str, dict[int, int]] = {}
        self._style = ""
        self._row = self._column = self._columns = 0
        self._rows, self._visibility, self._filled = 1, "", False
        self._cell: _Cell | None = None
        self._beside = 0
        self._spans: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _BESIDE:
            self._lies_beside(name)
        elif self._beside:
            return
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:text-properties":
            self._text_style(attributes)
        elif name == "table:table":
            self._sheet = self.sheets.setdefault(attributes.get("table:name", ""), _Sheet())
            self._row = self._columns = 0
        elif name == "table:table-column":
            self._hide_columns(attributes)
        elif name == "table:table-row":
            self._rows, self._column, self._filled = repeated(attributes, "rows"), 0, False
            self._visibility = attributes.get("table:visibility", "")
        elif name in _CELLS:
            self._cell = _Cell(attributes)
        elif self._cell:
            self._within(self._cell, name, attributes)

    def end(self, name: str) -> None:
        if name in _BESIDE:
            self._beside = max(0, self._beside - 1)
        elif self._beside:
            return
        elif self._cell and name in ("text:p", "text:span"):
            self._text(self._cell)
            if name == "text:span" and self._spans:
                self._spans.pop()
            if name == "text:span":
                self.listen()
        elif self._cell and name in _CELLS:
            self._cell_ends(self._cell)
            self._cell = None
        elif name == "table:table-row":
            self._row_ends()

    def _lies_beside(self, name: str) -> None:
        if not self._beside:
            at = packed(self._row, self._column)
            (self._sheet.comments if name == "office:annotation" else self._sheet.floating).append(at)
        self._beside += 1
        if self._cell:
            self._cell.told = True

    def _text_style(self, attributes: dict[str, str]) -> None:
        if any(attributes.get(f"style:text-line-through-{how}", "none") != "none" for how in ("style", "type")):
            self._struck.add(self._style)
        shift = attributes.get("style:text-position", "").split(" ")[0]
        if shift == "sub" or shift.startswith("-"):
            self._shifts[self._style] = LOWERED
        elif shift and shift.rstrip("%") != "0":
            self._shifts[self._style] = RAISED

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        count = repeated(attributes, "columns")
        if attributes.get("table:visibility") in ("collapse", "filter"):
            self._sheet.hidden_columns.update(range(self._columns, self._columns + min(count, _MOST_REPEATED)))
        self._columns += count

    def _within(self, cell: _Cell, name: str, attributes: dict[str, str]) -> None:
        if name == "text:p":
            cell.paragraphs.append("")
            self._spans = []
            self.listen()
        elif name == "text:span":
            self._text(cell)
            self._spans.append(attributes.get("text:style-name", ""))
            self.listen()
        elif name in ("text:s", "text:line-break", "text:tab") and cell.paragraphs:
            self._text(cell)
            count = attributes.get("text:c", "1")
            many = min(int(count), _MOST_REPEATED) if count.isdecimal() and len(count) < 9 else 1
            cell.paragraphs[-1] += {"text:s": " " * many, "text:tab": "\t"}.get(name, "\n")
            self.listen()

    def _text(self, cell: _Cell) -> None:
        text = self.heard()
        self.listen()  # nothing of it is heard twice
        if not cell.paragraphs:
            return
        for style in self._spans:
            cell.struck |= style in self._struck and bool(text.strip())
            if (table := self._shifts.get(style)) and text.strip():
                text, cell.told = text.translate(table), True
        cell.paragraphs[-1] += text

    def _cell_ends(self, cell: _Cell) -> None:
        self.heard()
        count = repeated(cell.attributes, "columns")
        kind, text = cell.attributes.get("office:value-type", ""), "\n".join(cell.paragraphs)
        down, across = spanned(cell.attributes, "rows"), spanned(cell.attributes, "columns")
        if down > 1 or across > 1:
            self._sheet.merged.append(((self._row, self._column), (self._row + down - 1, self._column + across - 1)))
        formula = "table:formula" in cell.attributes and not kind
        if kind or formula:
            self._filled = True
            for place in self._places(count):
                self._say(cell, place, kind, text)
        self._column += count

    def _places(self, columns: int) -> list[int]:
        rows, columns = min(self._rows, _MOST_REPEATED), min(columns, _MOST_REPEATED)
        self._sheet.filled_columns.update(range(self._column, self._column + columns))
        found = [packed(self._row + row, self._column + column) for row in range(rows) for column in range(columns)]
        return found[:_MOST_REPEATED]

    def _say(self, cell: _Cell, place: int, kind: str, text: str) -> None:
        sheet = self._sheet
        if cell.struck or cell.attributes.get("table:style-name") in self._struck:
            sheet.struck.append(place)
        if not kind:
            sheet.no_value.append(place)
        elif cell.attributes.get("calcext:value-type") == "error":
            sheet.errors[place] = text or "#N/A"
        elif kind in _NUMBERS and text:
            sheet.shown[place] = text
        elif cell.told or text not in ("", cell.attributes.get("office:string-value", text)):
            sheet.rich[place] = text

    def _row_ends(self) -> None:
        rows = {"collapse": self._sheet.hidden_rows, "filter": self._sheet.filtered_rows}.get(self._visibility)
        if rows is not None and self._filled:
            rows.extend(range(self._row, self._row + min(self._rows, MAX_ROWS)))
        self._row += self._rows
