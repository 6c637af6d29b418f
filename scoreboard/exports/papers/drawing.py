"""A paper as a Word document: each block in its style of ``layout``."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, assert_never

from scoreboard.exports.papers import grids, layout, word_parts
from scoreboard.exports.papers.blocks import (
    Addressees,
    Annex,
    Annexes,
    Block,
    DocumentNumber,
    FormGrid,
    Grid,
    Heading,
    Letterhead,
    NewPage,
    Paper,
    Signature,
    SignBoxes,
    Text,
    Title,
)
from scoreboard.exports.papers.titles import balanced, ems
from scoreboard.exports.papers.word_parts import element, paragraph
from scoreboard.exports.papers.words import day_of, word
from scoring.engine.rulefile.printed import Lang

DATE_FROM_RIGHT = 4
"""Characters between the date and the right margin (a sealed document)."""


def docx_of(paper: Paper) -> bytes:
    """The paper as a Word document."""
    page = layout.TURNED if paper.landscape else layout.CLOSE if paper.close else layout.UPRIGHT
    document = word_parts.new_document(paper.name, paper.lang, page)
    if paper.foot:
        word_parts.foot(document, paper.foot, page)
    body: Any = document.element.body
    section = body[-1]
    for block in paper.blocks:
        if isinstance(block, NewPage):
            section.addprevious(_end_of_section(section))
            continue
        if isinstance(block, Signature | SignBoxes):
            _hold(section.getprevious())
        for node in _drawn(block, paper.lang, page.text_width):
            section.addprevious(node)
    if len(body) > 1 and body[-2].tag.endswith("}tbl"):
        section.addprevious(_thin())  # a document does not end with a table
    return word_parts.saved(document)


def signature_indents(by: str, day: str) -> tuple[float, float]:
    """How many characters signer and date stand from the right: the date 4, the signer centred over it, at the margin
    where it is too long for that."""
    centre = DATE_FROM_RIGHT + ems(day) / 2
    return max(0.0, centre - ems(by) / 2), float(DATE_FROM_RIGHT)


def _drawn(block: Block, lang: Lang, width: int) -> Iterator[Any]:
    match block:
        case Title(text, under):
            room = width / 20 / layout.TITLE_PT
            lines = [part for line in text.split("\n") for part in balanced(line, room)]
            yield from (paragraph(layout.TITLE_STYLE, line) for line in lines)
            yield from (paragraph(layout.UNDER, line) for line in under.split("\n") if line)
            yield paragraph(layout.PLAIN)
        case Letterhead():
            yield from _letterhead(block, width)
        case DocumentNumber(text):
            yield from (paragraph(layout.NUMBER, text), paragraph(layout.PLAIN))
        case Addressees(text):
            yield paragraph(layout.PLAIN, text)
        case Heading(text, level):
            yield paragraph(layout.HEADINGS[level], text)
        case Text(text):
            yield from (paragraph(layout.TEXT, line) for line in text.split("\n"))
        case Annexes(label, names):
            yield from _annexes(label, names)
        case Annex(label):
            yield paragraph(layout.LABEL, label, element("pageBreakBefore"))
            if label:
                yield paragraph(layout.PLAIN)
        case Signature():
            yield from _signature(block, lang)
        case Grid():
            yield from (grids.grid(block, width), _thin())
        case FormGrid():
            yield from (grids.form(block, width), _thin())
        case SignBoxes():
            yield from (_thin(12, held=True), grids.sign_boxes(block, width), _thin())
        case NewPage():
            return
        case _:
            assert_never(block)


def _letterhead(block: Letterhead, width: int) -> Iterator[Any]:
    """Who issues the document, in red and as large as one line allows, its number, and the red line under it."""
    most, least = layout.LETTERHEAD_PT
    size = max(least, min(most, int(width / 20 / max(1.0, ems(block.text)))))
    line = paragraph(layout.LETTERHEAD, block.text)
    for run in line.iter("{*}r"):
        look = run.get_or_add_rPr()
        for name, value in (("color", layout.RED), ("sz", size * 2), ("szCs", size * 2)):
            look.append(element(name, val=value))
    yield from (line, paragraph(layout.PLAIN))
    rule = element("pBdr", element("bottom", val="single", sz=18, space=6, color=layout.RED))
    yield from (paragraph(layout.NUMBER, block.number, rule), paragraph(layout.PLAIN))


def _annexes(label: str, names: tuple[str, ...]) -> Iterator[Any]:
    """附件：1. … under the body; what does not fit on a line goes on under its first character."""
    yield paragraph(layout.PLAIN)
    for no, name in enumerate(names, start=1):
        number = f"{no}. " if len(names) > 1 else ""
        before = 2 + ems(label)
        hanging = ems(number) + (ems(label) if no == 1 else 0)
        place = element("ind", left=_twips(before + ems(number)), hanging=_twips(hanging))
        yield paragraph(layout.PLAIN, (label if no == 1 else "") + number + name, place)


def _signature(block: Signature, lang: Lang) -> Iterator[Any]:
    day = day_of(block.on, lang) if block.on else word(lang, "day")
    yield from (paragraph(layout.PLAIN, "", element("keepNext")) for _ in range(2))
    for body in block.by:
        indent, _ = signature_indents(body, day)
        yield paragraph(layout.PLAIN, body, element("keepNext"), *word_parts.right_indent(indent))
    yield paragraph(layout.PLAIN, day, *word_parts.right_indent(DATE_FROM_RIGHT))


def _hold(node: Any) -> None:
    """What stands before a signature stays with it, back to the last paragraph of the text: no signature stands alone
    on a page."""
    held = 0
    while node is not None and held < _HELD:
        if node.tag.endswith("}tbl"):
            grids.keep_with_next(node[-1])
            return
        properties = node[0]
        if not any(one.tag.endswith("}keepNext") for one in properties):
            properties.insert(1, element("keepNext"))
        if properties[0].values()[0] == "PaperText" and not _under_table(node):
            return
        node, held = node.getprevious(), held + 1


def _under_table(node: Any) -> bool:
    """Whether a paragraph is the first one under a table, such as a note on it."""
    above = node.getprevious()
    table = above.getprevious() if above is not None and above.tag.endswith("}p") else None
    return table is not None and table.tag.endswith("}tbl")


_HELD = 12
"""No more paragraphs than these are kept on the page of a signature."""


def _twips(characters: float) -> int:
    return round(characters * layout.BODY_PT * 20)


def _thin(points: int = 1, *, held: bool = False) -> Any:
    """A paragraph of almost no height: Word wants one between tables and after the last.  ``held``: it stays with what
    follows."""
    pitch = element("spacing", line=points * 20, lineRule="exact", before=0, after=0)
    return paragraph(layout.PLAIN, "", *map(element, ["keepNext"] * held), element("snapToGrid", val=0), pitch)


def _end_of_section(section: Any) -> Any:
    """What ends here has the page and the footers of ``section``, the section of all that follows."""
    ended = _thin()
    ended[0].append(deepcopy(section))
    return ended
