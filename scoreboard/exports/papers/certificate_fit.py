"""What is too long for a certificate of the program's template is set smaller, so that it stays one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from scoreboard.exports.papers.certificate_template import (
    LEAST_PT,
    NAME_LINE,
    NAME_PT,
    NAME_ROOM,
    SHEET_ROOM,
    STYLES,
    UNIT_LINE,
    YIELDING,
)
from scoreboard.exports.papers.titles import ems

STEPS = ((1.0, 1.0), (0.7, 1.0), (0.4, 1.0), *((0.4, size) for size in (0.92, 0.84, 0.76, 0.68, 0.6, 0.54, 0.48)))
"""What is tried: the space between the lines first, then the size of those that yield, as parts of their own."""

LINE = 1.45
"""The height of a line as a part of its font's size: that of the fonts whose lines are the highest."""

LEAST_LINE = 20
"""The least height of a line in points, as the template sets it; it yields with the size."""

_STYLES = {one.name.replace(" ", ""): one for one in STYLES}


def without_repeats(nodes: Sequence[Any]) -> list[Any]:
    """The nodes of one certificate without the line of an organisation that its holder's name begins with."""
    names = [_text(one) for one in nodes if _style(one) == NAME_LINE]
    return [one for one in nodes if _style(one) != UNIT_LINE or not any(name.startswith(_text(one)) for name in names)]


def fit_sheet(lines: Sequence[Any]) -> None:
    """The paragraphs of one certificate: a long name, then whatever makes the sheet too full.  Paragraphs of other
    styles, such as those of a template of the organiser's own, stay as they are."""
    own = [line for line in lines if _style(line)]
    for line in own:
        if _style(line) == NAME_LINE:
            _set_size(line, name_size(_text(line)))
    fitting = (one for one in STEPS if sum(_height(line, *one) for line in own) <= SHEET_ROOM)
    space, scale = next(fitting, STEPS[-1])
    for line in own if (space, scale) != STEPS[0] else ():
        yields = _style(line) in YIELDING
        if yields and scale < 1:
            _set_size(line, _STYLES[line.style].size * scale)
        for spacing in line.iter("{*}spacing"):
            for name, part in (("before", space), ("after", space), ("line", scale if yields else 1.0)):
                key = f"{{{line.nsmap['w']}}}{name}"
                if spacing.get(key, "").isdigit():
                    spacing.set(key, str(int(int(spacing.get(key)) * part)))


def name_size(text: str) -> float:
    """The size of a name in points: it is set smaller to stay on its line, to a limit; then it has a second line."""
    return max(LEAST_PT, min(NAME_PT, NAME_ROOM / max(1.0, ems(text))))


def _height(line: Any, space: float, scale: float) -> float:
    style, text = _STYLES[line.style], _text(line)
    part = scale if style.name in YIELDING else 1.0
    size = name_size(text) if style.name == NAME_LINE else style.size * part
    rows = max(1, ceil((ems(text) + style.indent) * size / NAME_ROOM))
    keys = [f"{{{line.nsmap['w']}}}{name}" for name in ("before", "after")]
    around = sum(float(one.get(key, "0")) / 20 for one in line.iter("{*}spacing") for key in keys)
    return rows * max(LEAST_LINE * part, size * LINE) + around * space


def _style(node: Any) -> str:
    """The name of a line's style where it is one of the template's."""
    found = _STYLES.get(getattr(node, "style", None) or "")
    return found.name if found else ""


def _text(line: Any) -> str:
    return "".join(one.text or "" for one in line.iter("{*}t"))


def _set_size(line: Any, points: float) -> None:
    from docx.shared import Pt

    for run in line.iter("{*}r"):
        run.get_or_add_rPr().sz_val = Pt(int(points * 2) / 2)
