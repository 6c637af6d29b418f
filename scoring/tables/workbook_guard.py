"""Measures a workbook before it is read.

The reader keeps a worksheet as a dense block, so one value in the far corner of an otherwise empty worksheet would need
hundreds of gigabytes and end the process.  This module reads the XML first and returns only sizes.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar
from xml.parsers import expat

from scoring.tables.limits import MAX_CELLS, MAX_UNPACKED_BYTES
from scoring.tables.problems import Unreadable, error

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OverflowError,
    ValueError,
    LookupError,
)
"""What a damaged workbook raises while it is unpacked and parsed; a number or an encoding in it may be nonsense."""


Measured = TypeVar("Measured", bound="SheetExtent")


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The workbook's parts; what a damaged one raises within becomes ``Unreadable``, as does too large a one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise Unreadable(error("file-too-large", megabytes=MAX_UNPACKED_BYTES >> 20))
            yield archive
    except BROKEN:
        raise Unreadable(error("file-broken")) from None


def measure_all(archive: zipfile.ZipFile, sheet: Callable[[], Measured]) -> dict[str, Measured]:
    """Every worksheet read by a new ``sheet()``, by the name of its part; raises ``Unreadable`` for too many cells."""
    found: dict[str, Measured] = {}
    for member in archive.infolist():
        if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
            found[member.filename] = sheet()
            parse_part(archive, member.filename, found[member.filename])
        elif member.filename == "content.xml":
            parse_part(archive, member.filename, _Ods())
    return found


class Elements(Protocol):
    """What is told of the elements of a part, one after the other."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""


def parse_part(archive: zipfile.ZipFile, name: str, elements: Elements) -> None:
    """Tells ``elements`` of a part of the workbook; a ``Listening`` may hear texts."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = elements.start
    parser.EndElementHandler = elements.end
    if isinstance(elements, Listening):
        elements.parser = parser
    with archive.open(name) as stream:
        parser.ParseFile(stream)


class Listening:
    """Elements that hear texts between ``listen`` and ``heard`` only, since a call for each text would be slow."""

    parser: expat.XMLParserType
    _texts: list[str] = []  # noqa: RUF012 - empty and never added to; each ``listen`` makes its own

    def listen(self) -> None:
        """Collect the texts from here on."""
        self._texts = []
        self.parser.CharacterDataHandler = self._texts.append

    def heard(self) -> str:
        """The text since ``listen``, which ends."""
        self.parser.CharacterDataHandler = None
        return "".join(self._texts)


def _bounded(rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise Unreadable(error("sheet-too-wide", rows=rows, columns=columns))


class SheetExtent:
    """Extent of the cells that have a value; styled empty cells do not count.

    A row or cell may leave out its place: then it follows the one before it.
    """

    def __init__(self) -> None:
        self.row = self.column = 0
        self.waits = False  # a cell has begun and has no value so far
        self.top = self.left = 1 << 30
        self.bottom = self.right = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rsplit(":", 1)[-1]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            self.to(attributes.get("r", ""))
            self.waits = True
        elif self.waits and tag in ("v", "is", "f"):
            self._grow()
            self.waits = False

    def end(self, name: str) -> None:
        """Nothing is known only at an end."""

    def to(self, cell: str) -> None:
        """To the place that a cell names, or one column on."""
        letters = cell.rstrip("0123456789")
        if not letters:
            self.column += 1
            return
        self.column = 0
        for letter in letters:
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(cell[len(letters) :] or self.row)

    def _grow(self) -> None:
        self.top, self.left = min(self.top, self.row), min(self.left, self.column)
        self.bottom, self.right = max(self.bottom, self.row), max(self.right, self.column)
        _bounded(self.bottom - self.top + 1, self.right - self.left + 1)


class _Ods:
    """Extent with repeated rows and columns multiplied out; a repeat without a value at the end does not count."""

    def __init__(self) -> None:
        self.row = self.column = self.right = 0
        self.row_repeat = 1
        self.filled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.row = self.right = 0
        elif name == "table:table-row":
            self.row_repeat, self.column, self.filled = repeated(attributes, "rows"), 0, False
        elif name == "table:table-cell":
            self.column += repeated(attributes, "columns")
            if "office:value-type" in attributes:
                self.filled = True
                self.right = max(self.right, self.column)

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self.row += self.row_repeat
            if self.filled:
                _bounded(self.row, self.right)


def repeated(attributes: dict[str, str], what: str) -> int:
    """How often an .ods repeats this element's "rows" or "columns"."""
    return _number(attributes, f"table:number-{what}-repeated")


def spanned(attributes: dict[str, str], what: str) -> int:
    """Over how many "rows" or "columns" a cell of an .ods reaches."""
    return _number(attributes, f"table:number-{what}-spanned")


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdigit() else 1
