"""The certificate that comes with the program, as a template that is made anew each time: an organiser may take it,
change it in Word and bring it back."""

from __future__ import annotations

from typing import Any

from scoreboard.exports.papers import layout, word_parts
from scoreboard.exports.papers.layout import Style
from scoreboard.exports.papers.word_parts import element, paragraph
from scoreboard.exports.papers.words import word
from scoring.engine.rulefile.printed import Lang

NAME_LINE = "Certificate Name"
"""The style of the line with the winner's name: a name that is too long for a line in this style is set smaller."""

NAME_PT, LEAST_PT = 28, 16
"""The size of that line, and the least to which a long name is set."""

UNIT_LINE = "Certificate Unit"
"""The style of the line with the winner's organisation, which is left out where the name begins with it."""

_TITLE = Style("Certificate Title", layout.TITLE, 48, "center", on_grid=False)
_NAME = Style(NAME_LINE, layout.SUBHEAD, NAME_PT, "left", on_grid=False)
_UNIT = Style(UNIT_LINE, layout.BODY, 20, "left", on_grid=False)
_TEXT = Style("Certificate Text", layout.BODY, 24, "both", indent=2, on_grid=False)
_MEMBERS = Style("Certificate Members", layout.BODY, 18, "left", indent=2, on_grid=False)
_END = Style("Certificate End", layout.BODY, 20, "right", on_grid=False)
_NUMBER = Style("Certificate Number", layout.BODY, 14, "left", on_grid=False)

STYLES = (_TITLE, _UNIT, _NAME, _TEXT, _MEMBERS, _END, _NUMBER)

YIELDING = frozenset(one.name for one in (_UNIT, _TEXT, _MEMBERS, _END))
"""The styles whose lines are set smaller where a sheet would be too full: the title, the name and the number stay."""

_EDGES = ("top", "left", "bottom", "right")
_MARGIN = 1701
NAME_ROOM = (layout.TURNED.width - 2 * _MARGIN) / 20
"""The width of a line, in points."""

SHEET_ROOM = (layout.TURNED.height - 2 * _MARGIN) / 20
"""The height of all lines of a sheet together, in points."""


def template(lang: Lang = "zh", *, event: bool = False, registered: bool = True) -> bytes:
    """A sheet on its side within a border: title, name, text, organiser, date, number.  ``event``: of a competition,
    with the organisation, the members of the team and the code.  ``registered`` False: without number and code, for
    certificates that nobody keeps a register of."""
    document = word_parts.new_document(word(lang, "certificate.title"), lang, layout.TURNED)
    for style in STYLES:
        word_parts.define(document, style, lang)
    body: Any = document.element.body
    section = body[-1]
    for old in list(section):
        section.remove(old)
    borders = element("pgBorders", offsetFrom="page")
    borders.extend(element(edge, val="thinThickSmallGap", sz=36, space=24, color="9C1C1C") for edge in _EDGES)
    margins = dict.fromkeys(_EDGES, _MARGIN)
    section.append(element("pgSz", w=layout.TURNED.width, h=layout.TURNED.height, orient="landscape"))
    section.append(element("pgMar", header=567, footer=567, gutter=0, **margins))
    section.append(borders)
    key = "certificate.event_text" if event else "certificate.text"
    text = word(lang, key, campaign="{{ campaign }}", award="{{ award }}")
    code = word(lang, "certificate.code", code="{{ code }}", address="{{ address }}")
    above, under_title, under_name, under_text = (200, 200, 240, 200) if event else (1400, 500, 320, 900)
    for line in (
        paragraph(_TITLE, word(lang, "certificate.title"), _after(under_title, before=above)),
        *([paragraph(_UNIT, "{{ unit }}", _after(60))] if event else []),
        paragraph(_NAME, word(lang, "certificate.to", name="{{ name }}"), _after(under_name)),
        *([paragraph(_MEMBERS, "{{ members }}", _after(120))] if event else []),
        paragraph(_TEXT, text, _after(under_text)),
        paragraph(_END, "{{ organiser }}", _after(60)),
        paragraph(_END, "{{ date }}", _after(240)),
        *([paragraph(_NUMBER, word(lang, "certificate.number", number="{{ number }}"))] if registered else []),
        *([paragraph(_NUMBER, code)] if event and registered else []),
    ):
        section.addprevious(line)
    return word_parts.saved(document)


def _after(twentieths: int, *, before: int = 0) -> Any:
    return element("spacing", before=before, after=twentieths, line=400, lineRule="atLeast")
