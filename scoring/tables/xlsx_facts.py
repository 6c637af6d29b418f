"""Reads the facts of an .xlsx beside its values: styles, hidden rows and columns, formulas, drawings, comments.

One pass over each part, streamed; a sheet is measured in the same pass (``workbook_guard``).  A library that reads
styles would build every cell as an object, and is several times slower.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.tables.ods_facts import CONTENT, read_ods_facts
from scoring.tables.sheet_facts import SheetFacts, packed, places
from scoring.tables.workbook_guard import SheetExtent, measure_all, opened, parse_part
from scoring.tables.xlsx_parts import OFF, Book, Relation, Rich, Runs, Strings, Styles, beside, relations, tag_of

_TEXTS = ("s", "str", "inlineStr")


def read_facts(data: bytes) -> dict[str, SheetFacts]:
    """The facts of each worksheet of an .xlsx or .ods by its name; raises ``Unreadable`` where the guard does."""
    with opened(data) as archive:
        names = set(archive.namelist())
        styles, strings, book = Styles(), Strings(), Book()
        for name, part in (("xl/styles.xml", styles), ("xl/sharedStrings.xml", strings), ("xl/workbook.xml", book)):
            if name in names:
                parse_part(archive, name, part)
        sheets = measure_all(archive, lambda: _Sheet(styles, strings.found))
        if CONTENT in names:
            return read_ods_facts(archive)
        targets = relations(archive, names, "xl/workbook.xml")
        found = {}
        for name, relation in book.sheets:
            part_name = targets.get(relation, Relation("", "")).target
            if part_name in sheets:
                floating, comments = beside(archive, names, part_name)
                found[name] = sheets[part_name].facts(floating, comments, from_1904=book.from_1904)
        return found


@dataclass(slots=True)
class _Gathered:
    formats: defaultdict[int, array[int]] = field(default_factory=lambda: defaultdict(places))
    struck: array[int] = field(default_factory=places)
    no_value: array[int] = field(default_factory=places)
    rich: dict[int, str] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)


class _Sheet(SheetExtent, Runs):
    """A worksheet: its extent for the guard, and what it says beside its values."""

    def __init__(self, styles: Styles, strings: Mapping[int, Rich]) -> None:
        SheetExtent.__init__(self)
        Runs.__init__(self)
        self._styles, self._strings = styles, strings
        self._gathered = _Gathered()
        self._hidden_columns: list[tuple[int, int]] = []
        self._hidden_rows: list[int] = []
        self._filled_columns: set[int] = set()
        self._row_hidden = self._inline = self._formula = self._value = False
        self._kind = ""
        self._style = 0
        self._filter = ""
        self._filtering = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = tag_of(name)
        if self._inline:
            self.run(tag, attributes)
            return
        SheetExtent.start(self, tag, attributes)
        if tag == "c":
            self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self._formula = self._value = False
        elif tag == "v":
            if self._formula or self._kind == "e" or (self._kind == "s" and self._strings):
                self.listen()
            self._value = True
        elif tag == "f":
            self._formula = True
        elif tag == "is":
            self._inline = self._value = True
            self.begin()
        elif tag == "row":
            self._row_hidden = attributes.get("hidden", "0").lower() not in OFF or attributes.get("ht") == "0"
        elif tag == "col":
            if attributes.get("hidden", "0").lower() not in OFF or attributes.get("width") == "0":
                self._hidden_columns.append((int(attributes.get("min", 1)), int(attributes.get("max", 1))))
        elif tag == "autoFilter":
            self._filter = attributes.get("ref", "")
        elif tag == "filterColumn":
            self._filtering = True

    def end(self, name: str) -> None:
        tag = tag_of(name)
        if tag == "is":
            self._inline = False
            self._special(self.special())
        elif self._inline:
            self.run_ends(tag)
        elif tag == "v":
            self._text_of_value()
        elif tag == "c":
            self._cell_ends()

    def _text_of_value(self) -> None:
        if self._kind == "e":
            self._gathered.errors[self._place()] = self.heard().strip() or "#N/A"
        elif self._formula:
            self._value = bool(self.heard().strip()) or self._kind == "str"
        elif self._kind == "s" and self._strings:
            number = self.heard().strip()
            self._special(self._strings.get(int(number)) if number.isdecimal() else None)

    def _place(self) -> int:
        return packed(self.row - 1, self.column - 1)

    def _special(self, rich: Rich | None) -> None:
        if rich and rich.shifted:
            self._gathered.rich[self._place()] = rich.text
        if rich and rich.struck:
            self._gathered.struck.append(self._place())

    def _cell_ends(self) -> None:
        if self._formula and not self._value:
            self._gathered.no_value.append(self._place())
        if not self._value:
            return
        self._filled_columns.add(self.column)
        if self._row_hidden and (not self._hidden_rows or self._hidden_rows[-1] != self.row - 1):
            self._hidden_rows.append(self.row - 1)
        if self._style in self._styles.struck:
            self._gathered.struck.append(self._place())
        if (self._kind in _TEXTS and self._style in self._styles.of_texts) or (
            self._kind == "n" and self._style in self._styles.formats
        ):
            self._gathered.formats[self._style].append(self._place())

    def facts(self, floating: tuple[int, ...], comments: tuple[int, ...], *, from_1904: bool) -> SheetFacts:
        """Everything that was seen, after the last element."""
        by_code: dict[str, array[int]] = defaultdict(places)
        for style, cells in self._gathered.formats.items():
            by_code[self._styles.formats[style]].extend(cells)
        columns = sorted(
            column - 1
            for column in self._filled_columns
            if any(first <= column <= last for first, last in self._hidden_columns)
        )
        filtered = self._filtered()
        return SheetFacts(
            tuple(row for row in self._hidden_rows if row not in filtered),
            tuple(row for row in self._hidden_rows if row in filtered),
            tuple(columns),
            dict(by_code),
            self._gathered.struck,
            self._gathered.no_value,
            self._gathered.rich,
            floating,
            comments,
            from_1904,
            self._gathered.errors,
        )

    def _filtered(self) -> range:
        """The rows below the heading of a filter that is on."""
        ends = [end.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for end in self._filter.replace("$", "").split(":")]
        if not self._filtering or len(ends) < 2 or not all(end.isdecimal() for end in ends):
            return range(0)
        return range(int(ends[0]), int(ends[1]))
