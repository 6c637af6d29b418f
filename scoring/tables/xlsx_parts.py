"""The parts of an .xlsx beside its worksheets: styles, texts in runs, the list of sheets, drawings, comments."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.tables.number_formats import BUILT_IN, GENERAL, text_parts
from scoring.tables.sheet_facts import packed
from scoring.tables.text import LOWERED, RAISED
from scoring.tables.workbook_guard import Listening, SheetExtent, parse_part

OFF = ("0", "false", "none")


def tag_of(name: str) -> str:
    return name.rsplit(":", 1)[-1]


def on(attributes: Mapping[str, str], name: str = "val") -> bool:
    return attributes.get(name, "1").lower() not in OFF


@dataclass(slots=True)
class Rich:
    """A text in runs: as it looks, and whether it says more than its plain letters."""

    text: str = ""
    shifted: bool = False
    struck: bool = False


class Runs(Listening):
    """The runs of a rich text, of a shared string or of a cell."""

    def __init__(self) -> None:
        self._rich = Rich()
        self._shift = ""

    def begin(self) -> None:
        """A new text begins."""
        self._rich, self._shift = Rich(), ""

    def run(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element within the text begins."""
        if tag == "r":
            self._shift = ""
        elif tag == "vertAlign":
            self._shift = attributes.get("val", "")
        elif tag == "strike" and on(attributes):
            self._rich.struck = True
        elif tag == "t":
            self.listen()

    def run_ends(self, tag: str) -> None:
        """An element within the text ends."""
        if tag != "t":
            return
        text = self.heard()
        table = {"superscript": RAISED, "subscript": LOWERED}.get(self._shift)
        if table and text.strip():
            text, self._rich.shifted = text.translate(table), True
        self._rich.text += text

    def special(self) -> Rich | None:
        """The text that ended, if it is more than its plain letters."""
        return self._rich if self._rich.shifted or self._rich.struck else None


class Strings(Runs):
    """The shared strings that are more than plain text, by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[int, Rich] = {}
        self._count = 0
        self._in_run = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = tag_of(name)
        if tag == "si":
            self.begin()
        elif tag == "r":
            self._in_run = True
        if self._in_run:
            self.run(tag, attributes)

    def end(self, name: str) -> None:
        tag = tag_of(name)
        if self._in_run:
            self.run_ends(tag)
        if tag == "r":
            self._in_run = False
        elif tag == "si":
            if rich := self.special():
                self.found[self._count] = rich
            self._count += 1


class Styles:
    """Which number format each style has, which of them change texts too, and whether it strikes its text through."""

    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.of_texts: set[int] = set()
        self.struck: set[int] = set()
        self._codes: dict[int, str] = dict(BUILT_IN)
        self._struck_fonts: set[int] = set()
        self._fonts = self._count = 0
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = tag_of(name)
        if tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._inside = tag
        elif tag == "numFmt" and self._inside != "dxfs":
            self._codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", GENERAL)
        elif tag == "font" and self._inside == "fonts":
            self._fonts += 1
        elif tag == "strike" and self._inside == "fonts" and on(attributes):
            self._struck_fonts.add(self._fonts - 1)
        elif tag == "xf" and self._inside == "cellXfs":
            code = self._codes.get(int(attributes.get("numFmtId", 0)), GENERAL)
            if code != GENERAL:
                self.formats[self._count] = code
            if text_parts(code) != ("", ""):
                self.of_texts.add(self._count)
            if int(attributes.get("fontId", 0)) in self._struck_fonts:
                self.struck.add(self._count)
            self._count += 1

    def end(self, name: str) -> None:
        if tag_of(name) == self._inside:
            self._inside = ""


@dataclass(frozen=True, slots=True)
class Relation:
    target: str
    kind: str


class Book:
    """The sheets of ``xl/workbook.xml``: name and relation."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = tag_of(name)
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if tag_of(key) == "id"), "")
            self.sheets.append((attributes.get("name", ""), relation))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0").lower() not in OFF

    def end(self, name: str) -> None:
        """Nothing is known only at an end."""


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if tag_of(name) == "Relationship":
            target = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rsplit("/", 1)[-1]
            self.found[attributes.get("Id", "")] = Relation(target.lstrip("/"), kind)

    def end(self, name: str) -> None:
        """Nothing is known only at an end."""


def relations(archive: zipfile.ZipFile, names: set[str], part: str) -> dict[str, Relation]:
    folder, base = posixpath.split(part)
    name = f"{folder}/_rels/{base}.rels"
    relations = _Relations(folder)
    if name in names:
        parse_part(archive, name, relations)
    return relations.found


class _Anchors(Listening):
    """The cells over which pictures and boxes lie, in a drawing."""

    def __init__(self) -> None:
        self.found: list[int] = []
        self._at = [0, 0]
        self._from = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        tag = tag_of(name)
        if tag in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
            self._at = [0, 0]
        elif tag == "from":
            self._from = True
        elif self._from and tag in ("row", "col"):
            self.listen()

    def end(self, name: str) -> None:
        tag = tag_of(name)
        if tag == "from":
            self._from = False
        elif self._from and tag in ("row", "col"):
            self._at[tag == "col"] = int(self.heard())
        elif tag in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
            self.found.append(packed(*self._at))


class _Comments(SheetExtent):
    """The cells that have a comment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if tag_of(name) == "comment":
            self.to(attributes.get("ref", "A1"))
            self.found.append(packed(self.row - 1, self.column - 1))


def beside(archive: zipfile.ZipFile, names: set[str], sheet: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of what lies over a sheet, and of its comments."""
    anchors, comments = _Anchors(), _Comments()
    for relation in relations(archive, names, sheet).values():
        if relation.target in names and relation.kind == "drawing":
            parse_part(archive, relation.target, anchors)
        elif relation.target in names and relation.kind == "comments":
            parse_part(archive, relation.target, comments)
    return tuple(anchors.found), tuple(comments.found)
