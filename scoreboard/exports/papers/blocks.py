"""What a paper is made of, before it is a Word document (``drawing``) or a page (templates/papers/paper.html).

A block is text with a part in the paper; how each looks is said once, by ``layout`` and by the page's style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from scoring.engine.rulefile.printed import Lang


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a paper or of an annex, centred; an end of line in it is kept.  ``under``: whose paper it is, in a
    line of its own."""

    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The red head of an official document (版头): who issues it, and its number over the red line."""

    text: str
    number: str


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of an official document (文号), 甲发〔2012〕8号."""

    text: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Who an official document is sent to (主送机关), from the margin."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, its number in the text: level 1 一、 or level 2 （一）."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of the body, its first line two characters in.  Blanks and ends of lines stay as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Annexes:
    """The list of annexes (附件) under the body."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex begins, on a new page: its label stands at the margin."""

    label: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs (署名), a body a line, and the date (成文日期), four characters from the right."""

    by: tuple[str, ...]
    on: date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid; ``struck``: drawn through, as a mark that is dropped."""

    text: str
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading that is repeated on each page.  ``widths``: of the columns, in any unit; none: equal ·
    ``size``: of its characters, one of ``layout.CELLS``; none: the usual one · ``numbers``: the columns, from 0,
    whose numbers stand digit under digit; each has the same number of decimals in all rows · ``told``: the columns of
    sentences, which begin at the left however short they are."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    size: float = 0
    numbers: tuple[int, ...] = ()
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form.  ``half``: two such rows stand beside each other · ``long``: a text that may go on overleaf."""

    label: str
    text: str
    half: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class FormBox:
    """An empty box to be filled in by hand: ``foot`` stands at its lower right, （盖章）　年　月　日."""

    label: str
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormGrid:
    """A form: its first row is repeated on each page."""

    rows: tuple[FormRow, ...]
    boxes: tuple[FormBox, ...] = ()


@dataclass(frozen=True, slots=True)
class SignBoxes:
    """Places for names written by hand, one after the other on a line, each with its label."""

    labels: tuple[str, ...]
    dated: str = ""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page, and the page number begins with 1 again."""


Block = (
    Title | Letterhead | DocumentNumber | Addressees | Heading | Text | Annexes | Annex | Signature | Grid | FormGrid
    | SignBoxes | NewPage
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.  ``name`` is its title as a file has it; ``lang`` the language of its own words; ``landscape``:
    the sheet lies on its side, for a wide table; ``close``: it has narrow margins, for it is handed out and not filed;
    ``foot``: a short line beside the number of every page."""

    name: str
    blocks: tuple[Block, ...]
    lang: Lang = "zh"
    landscape: bool = False
    foot: str = ""
    close: bool = False


def cells(*rows: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of plain texts as rows of cells."""
    return tuple(tuple(Cell(text) for text in row) for row in rows)


def joined(papers: Sequence[Paper], name: str = "") -> Paper:
    """Papers of one kind one after the other, each from page 1; raises ``ValueError`` where there is none.  ``name``:
    that of several papers together, "" where it is that of each."""
    first, *others = papers
    blocks = [*first.blocks, *(block for one in others for block in (NewPage(), *one.blocks))]
    together = name if name and others else first.name
    return replace(first, name=together, blocks=tuple(blocks), foot="")
