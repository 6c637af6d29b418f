"""Tables of a Word document: grids with a heading on each page, and forms with boxes to be filled in by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from scoreboard.exports.papers import layout
from scoreboard.exports.papers.blocks import Cell, FormBox, FormGrid, FormRow, Grid, SignBoxes
from scoreboard.exports.papers.titles import ems, labelled, last_word_whole
from scoreboard.exports.papers.word_parts import element, paragraph

_FORM_COLUMNS = (222, 232, 160, 270)
"""Label, value, label, value of a form: shares of its width.  单位负责人 stands on a line."""

_SIGN_COLUMNS = (5, 6)
"""Label and line of a place to sign."""

_ROW, _BOX, _SIGN = 640, 2400, 860
_SMALL_ROW, _SMALL_SIGN = 360, 620
"""Least height of a form's row, of a box and of a place to sign, in twentieths of a point."""

_MANY = 9
"""More people than these sign in the lesser size, so that all of them find room on one page."""

_BESIDE, _SMALL_BESIDE = 85, 40
"""Between a cell's text and its sides, in twentieths of a point."""

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def grid(block: Grid, width: int) -> Any:
    """A table with a heading, ``width`` twentieths of a point wide."""
    widths = _shared(block.widths or (1,) * len(block.head), width)
    size = block.size or layout.TABLE_PT
    usual = size == layout.TABLE_PT
    styles, least = layout.CELLS[size], _ROW - 140 if usual else _SMALL_ROW
    head = _row(
        [_head(styles.head, text, width) for width, text in zip(widths, block.head, strict=True)],
        height=_ROW if usual else least,
    )
    _repeat(head)
    beside = _BESIDE if usual else _SMALL_BESIDE
    ends = {at: _end(widths[at] - 2 * beside, [row[at].text for row in block.rows], size) for at in block.numbers}
    rows = [
        _row(
            [
                _number_cell(widths[at], cell, styles, ends[at])
                if at in ends
                else _grid_cell(widths[at], cell, styles, told=at in block.told)
                for at, cell in enumerate(row)
            ],
            height=least,
        )
        for row in block.rows
    ]
    return _table(widths, [head, *rows], beside=beside)


def _head(style: layout.Style, text: str, width: int) -> Any:
    """A heading of a column; one that is too long is broken before its last word, where that is known."""
    room = (width - 2 * _BESIDE) / 20 / style.size
    return _cell(width, [_line(style, line) for line in last_word_whole(text, room)])


def height_of(block: Grid, width: int) -> float:
    """About how high a table of this width is, in points; a cell takes as many lines as its signs fill."""
    size = block.size or layout.TABLE_PT
    usual = size == layout.TABLE_PT
    least = (_ROW - 140 if usual else _SMALL_ROW) / 20
    pitch = max(layout.CELLS[size].middle.pitch / 20, size * layout.HIGH_LINES)
    beside = 2 * (_BESIDE if usual else _SMALL_BESIDE)
    rooms = [(one - beside) / 20 / size for one in _shared(block.widths or (1,) * len(block.head), width)]
    lines = (max(math.ceil(ems(cell.text) / room) for cell, room in zip(row, rooms, strict=True)) for row in block.rows)
    return (_ROW / 20 if usual else least) + sum(max(least, count * pitch) for count in lines)


def _end(room: int, texts: Sequence[str], size: float) -> int:
    """How far the numbers of a column end before its side, so that the widest stands in the middle, on one line in any
    font."""
    widest = max((ems(text) for text in texts), default=0) * size * 20 * layout.WIDE_DIGITS
    return max(0, round((room - widest) / 2))


def _number_cell(width: int, cell: Cell, styles: layout.CellStyles, end: int) -> Any:
    """A number that ends where the others of its column end."""
    marks = ("strike",) if cell.struck else ()
    return _cell(width, [paragraph(styles.foot, cell.text, element("ind", right=end), marks=marks)])


def form(block: FormGrid, width: int) -> Any:
    """A recommendation form: rows, long texts, boxes."""
    widths = _shared(_FORM_COLUMNS, width)
    rows = [_form_row(one, widths) for one in _paired(block.rows)]
    if rows:
        _repeat(rows[0])
    return _table(widths, [*rows, *(_box(box, widths) for box in block.boxes)])


def sign_boxes(block: SignBoxes, width: int) -> Any:
    """Two places to sign in a row, three where the sheet lies on its side, four of many; each with its date.  All of
    them stand on one page, where it has room for them."""
    many = len(block.labels) > _MANY
    beside = 2 if width <= layout.UPRIGHT.text_width else 4 if many else 3
    _, _, foot, head = layout.CELLS[layout.TABLE_SIZES[1] if many else layout.TABLE_PT]
    widths = _shared(_SIGN_COLUMNS * beside, width)
    rows = []
    for at in range(0, len(block.labels), beside):
        labels = [*block.labels[at : at + beside], *[""] * beside][:beside]
        cells = []
        for label, (left, right) in zip(labels, zip(widths[::2], widths[1::2], strict=True), strict=True):
            cells.append(_label(head, label, left))
            cells.append(_cell(right, [_line(foot, block.dated if label else "")], bottom=True))
        rows.append(_row(cells, height=_SMALL_SIGN if many else _SIGN))
    for row in rows[:-1]:
        keep_with_next(row)
    return _table(widths, rows)


def _paired(rows: Sequence[FormRow]) -> Iterator[tuple[FormRow, ...]]:
    """The rows as they stand: two halves that follow each other beside each other, the first row alone."""
    waiting: FormRow | None = None
    for no, row in enumerate(rows):
        if waiting is not None and row.half:
            yield waiting, row
            waiting = None
            continue
        if waiting is not None:
            yield (waiting,)
        waiting = row if row.half and no else None
        if waiting is None:
            yield (row,)
    if waiting is not None:
        yield (waiting,)


def _form_row(rows: tuple[FormRow, ...], widths: Sequence[int]) -> Any:
    """Short texts stand in the middle; sentences from the left, and they may go on overleaf as long texts do."""
    if len(rows) == 2:
        places = zip(rows, zip(widths[::2], widths[1::2], strict=True), strict=True)
        cells = [
            cell
            for row, (label, value) in places
            for cell in (_label(layout.CELL_HEAD, row.label, label), _cell(value, [_line(layout.CELL, row.text)]))
        ]
        return _row(cells)
    (row,) = rows
    told = "。" in row.text
    style = layout.CELL_TEXT if row.long else layout.CELL_LEFT if told else layout.CELL
    lines = [_line(style, line) for line in row.text.replace("\r\n", "\n").split("\n")]
    cells = [
        _label(layout.CELL_HEAD, row.label, widths[0]),
        _cell(sum(widths[1:]), lines, span=3, top=row.long),
    ]
    return _row(cells, height=_BOX if row.long else _ROW, splits=row.long or told)


def _box(box: FormBox, widths: Sequence[int]) -> Any:
    foot = [_line(layout.CELL_FOOT, text) for text in box.foot]
    cells = [
        _label(layout.CELL_HEAD, box.label, widths[0]),
        _cell(sum(widths[1:]), foot or [_line(layout.CELL_FOOT)], span=3, bottom=True),
    ]
    return _row(cells, height=_BOX)


def keep_with_next(row: Any) -> None:
    """The row stays on the page of what follows it."""
    for properties in row.iter("{*}pPr"):
        properties.insert(1, element("keepNext"))


def _label(style: layout.Style, text: str, width: int) -> Any:
    """A cell that says what stands beside it; a label that is too long is broken before its last word."""
    room = (width - 2 * _BESIDE) / 20 / style.size
    lines = [part for line in text.split("\n") for part in labelled(line, room)]
    return _cell(width, [_line(style, line) for line in lines])


def _grid_cell(width: int, cell: Cell, styles: layout.CellStyles, *, told: bool) -> Any:
    """Short texts stand in the middle, sentences and those of several lines from the left; of a column that is
    ``told`` all."""
    marks = ("strike",) if cell.struck else ()
    lines = cell.text.replace("\r\n", "\n").split("\n")
    whole = (
        not told and len(lines) == 1 and "。" not in cell.text and ems(cell.text) * styles.middle.size * 20 < width * 2
    )
    style = styles.middle if whole else styles.left
    place = (element("jc", val="left"),) if told else ()
    return _cell(width, [paragraph(style, line, *map(deepcopy, place), marks=marks) for line in lines])


def _line(style: layout.Style, text: str = "", marks: tuple[str, ...] = ()) -> Any:
    return paragraph(style, text, marks=marks)


def _cell(width: int, lines: list[Any], *, span: int = 1, top: bool = False, bottom: bool = False) -> Any:
    place = "top" if top else "bottom" if bottom else "center"
    properties = [element("tcW", w=width, type="dxa"), *([element("gridSpan", val=span)] if span > 1 else [])]
    return element("tc", element("tcPr", *properties, element("vAlign", val=place)), *lines)


def _row(cells: list[Any], *, height: int = _ROW, splits: bool = False) -> Any:
    """A row of at least this height; only one that ``splits`` goes on overleaf."""
    whole = [] if splits else [element("cantSplit")]
    return element("tr", element("trPr", *whole, element("trHeight", val=height, hRule="atLeast")), *cells)


def _repeat(row: Any) -> None:
    """The row is the heading of each page of its table."""
    row[0].append(element("tblHeader"))


def _table(widths: Sequence[int], rows: list[Any], *, beside: int = _BESIDE) -> Any:
    borders = element("tblBorders", *(element(edge, val="single", sz=6, space=0, color="000000") for edge in _EDGES))
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("jc", val="center"),
        borders,
        element("tblLayout", type="fixed"),
        element("tblCellMar", element("left", w=beside, type="dxa"), element("right", w=beside, type="dxa")),
    )
    columns = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, columns, *rows)


def _shared(widths: Sequence[int], whole: int) -> list[int]:
    """A width shared out, to the last twentieth of a point."""
    ends = [0]
    for width in widths:
        ends.append(ends[-1] + width)
    places = [whole * end // ends[-1] for end in ends]
    return [after - before for before, after in pairwise(places)]
