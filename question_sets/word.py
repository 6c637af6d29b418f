"""Word documents (.docx): paragraphs as lines of a question bank, tables as tables, pictures as media."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from question_sets.bank_items import UNMARKED, Line
from question_sets.columns import heading_score, near_score, read_heading
from question_sets.limits import MAX_PACKAGE_BYTES
from question_sets.media_types import read_media
from question_sets.model import MediaItem
from question_sets.word_numbers import Numbers, W, read_numbers
from question_sets.word_text import paragraph_text, read_looks
from scoring.tables.grids import HEADING_WITHIN, Grid, Range, heading_row
from scoring.tables.limits import MAX_CELL, MAX_SHEET_BYTES
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, warning
from scoring.tables.workbook_guard import BROKEN

MAX_TEXT_BYTES = 2 * MAX_SHEET_BYTES
"""Of the unpacked text of a document: as a tree it takes some ten times as much memory."""

_INTO = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "body"))
_DEEPEST = 40
_WIDEST = 60


@dataclass(slots=True)
class WordFile:
    """What a document gave: lines in order, each table that has a heading, pictures by name in small letters.

    ``nearly`` are tables with almost a heading, whose rows are lines as well.
    """

    lines: list[Line] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    nearly: list[Grid] = field(default_factory=list)
    media: dict[str, MediaItem] = field(default_factory=dict)
    problems: list[tuple[SourcePlace, Problem]] = field(default_factory=list)


def read_word(name: str, data: bytes) -> WordFile:
    """The lines, tables and pictures of a .docx; the row of a place is the number of the paragraph, table rows counted.

    Raises ``Unreadable`` if it is broken or beyond the limits.
    """
    from docx.package import Package  # half a second, which only such a file costs
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist())
        part = Package.open(io.BytesIO(data)).main_document_part
        return _Reader(name, part).read(part.element.body)
    except (*BROKEN, LxmlError, AttributeError, TypeError, AssertionError):
        raise Unreadable(error("file-broken")) from None


def _check(members: list[zipfile.ZipInfo]) -> None:
    """Refuses what would take too much memory: a tree of the texts, or all the pictures together."""
    texts = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    for size, limit in ((texts, MAX_TEXT_BYTES), (sum(member.file_size for member in members), MAX_PACKAGE_BYTES)):
        if size > limit:
            raise Unreadable(error("file-too-large", megabytes=limit >> 20))


class _Reader:
    """A document being read."""

    def __init__(self, name: str, part: Any) -> None:
        self.name = name
        self.part = part
        self.file = WordFile()
        self.row = 0
        self.names: dict[str, str] = {}  # the media of the parts read so far
        self.numbers: Numbers = read_numbers(*(_part(part, kind) for kind in ("numbering", "styles")))
        self.looks = read_looks(_part(part, "styles"))

    def read(self, body: Any) -> WordFile:
        """Everything in the body."""
        deleted = sum(1 for _ in body.iter(f"{W}delText"))
        if deleted:
            self.file.problems.append((SourcePlace(self.name, 0), warning("changes-tracked", count=deleted)))
        if comments := sum(1 for _ in body.iter(f"{W}commentReference")):
            self.file.problems.append((SourcePlace(self.name, 0), warning("comments-skipped", count=comments)))
        for block in _blocks(body, 0):
            if block.tag == f"{W}p":
                self.file.lines.append(self._line(block))
            else:
                self._table(block)
        return self.file

    def _line(self, paragraph: Any) -> Line:
        self.row += 1
        place = SourcePlace(self.name, self.row, "paragraph")
        found = paragraph_text(paragraph, self.looks)
        problems = found.problems
        media = [self._picture(relation, problems) for relation in found.pictures]
        number = self.numbers.of(paragraph)
        return Line(place, number + found.text, tuple(filter(None, media)), tuple(problems), tuple(found.shown))

    def _picture(self, relation: str, problems: list[Problem]) -> str:
        """The name of a picture, which is taken into the media of the set; "" if it cannot be used."""
        target = self.part.related_parts.get(relation)
        if target is None:
            problems.append(error("picture-elsewhere", "media"))
            return ""
        path = str(target.partname)
        if path not in self.names:
            stem = self.name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
            name = f"{stem}-{len(self.names) + 1}.{path.rsplit('.', 1)[-1].lower()}"
            item = read_media(name, target.blob)
            if isinstance(item, Problem):
                problems.append(error("picture-type", "media", kind=path.rsplit(".", 1)[-1][:8]))
                name = ""
            else:
                self.file.media[name.lower()] = item
            self.names[path] = name
        return self.names[path]

    def _table(self, table: Any) -> None:
        """A table with a heading of questions is one; any other is a layout, whose rows are lines."""
        first = self.row + 1
        rows = [[self._cell(cell) for cell in _cells(row)] for row in table.iterchildren(f"{W}tr")]
        self.row = first + len(rows) - 1  # a row counts as one paragraph
        texts = [
            ["\n".join(line.text for line in cell).translate(UNMARKED)[: MAX_CELL + 1] for cell in row] for row in rows
        ]
        head = heading_row(texts, heading_score, HEADING_WITHIN)
        if head is None:
            if heading_row(texts, near_score, HEADING_WITHIN) is not None:
                self.file.nearly.append(Grid(self.name, texts, first, unit="paragraph"))
            for place, row in enumerate(rows, start=first):
                self._layout(SourcePlace(self.name, place, "paragraph"), row)
            return
        held = [[line for cell in row for line in cell] for row in rows]
        problems = {index: tuple(p for line in lines for p in line.problems) for index, lines in enumerate(held)}
        pictures = [[name for line in lines for name in line.media] for lines in held]
        if any(pictures):
            _with_pictures(texts, head, pictures)
        merged = tuple(_merged(table))
        self.file.tables.append(Grid(self.name, texts, first, merged, problems=problems, unit="paragraph"))

    def _layout(self, place: SourcePlace, row: list[list[Line]]) -> None:
        """The row of a table that only arranges: one line of its cells, or all the lines of its cells."""
        held = [line for cell in row for line in cell]
        if all(len(cell) <= 1 for cell in row):
            text = "\t".join(line.text for line in held)
            media = tuple(name for line in held for name in line.media)
            problems = tuple(problem for line in held for problem in line.problems)
            shown = tuple(one for line in held for one in line.shown)
            self.file.lines.append(Line(place, text, media, problems, shown))
        else:
            self.file.lines += [replace(line, place=place) for line in held]

    def _cell(self, cell: Any) -> list[Line]:
        return [self._line(paragraph) for paragraph in cell.iter(f"{W}p")] if cell is not None else []


def _with_pictures(texts: list[list[str]], head: int, pictures: list[list[str]]) -> None:
    """Puts the names of pictures into the column of media, which is added where there is none."""
    columns = read_heading(texts[head]).fields.get("media")
    column = columns[0] if columns else max(map(len, texts))
    for index, (row, names) in enumerate(zip(texts, pictures, strict=True)):
        row += [""] * (column + 1 - len(row))
        if index == head and not columns:
            row[column] = "媒体"
        elif names and index > head:
            row[column] = names[0]


def _blocks(parent: Any, depth: int) -> Iterator[Any]:
    """Paragraphs and tables in order, also those within a control or a tracked insertion."""
    for child in parent.iterchildren("*"):
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _INTO and depth < _DEEPEST:
            yield from _blocks(child, depth + 1)


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren("*"):
        if child.tag == f"{W}tc":
            yield child
            span = child.find(f"{W}tcPr/{W}gridSpan")
            wide = str(span.get(f"{W}val", "1")) if span is not None else "1"
            yield from [None] * (min(int(wide), _WIDEST) - 1 if wide.isdigit() else 0)
        elif child.tag in _INTO:
            yield from _cells(child)


def _merged(table: Any) -> Iterator[Range]:
    """The cells that are merged downwards, a range each."""
    open_at: dict[int, int] = {}
    row = -1
    for row, element in enumerate(table.iterchildren(f"{W}tr")):
        goes_on = {}
        for column, cell in enumerate(_cells(element)):
            mark = cell.find(f"{W}tcPr/{W}vMerge") if cell is not None else None
            if mark is not None:
                begun = row if mark.get(f"{W}val") == "restart" else open_at.get(column, row)
                goes_on[column] = begun
        yield from _ended(open_at, goes_on, row - 1)
        open_at = goes_on
    yield from _ended(open_at, {}, row)


def _ended(before: dict[int, int], now: dict[int, int], last: int) -> Iterator[Range]:
    """The ranges, by column and first row, that end with the row ``last``."""
    return ((top, column, last, column) for column, top in before.items() if now.get(column) != top and top < last)


def _part(part: Any, kind: str) -> Any:
    """The tree of a part that the document refers to, or None."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return getattr(relation.target_part, "element", None)
    return None
