"""A paragraph of a Word document as the text that a person sees, with what cannot be shown as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from question_sets.bank_items import UNDERLINED
from question_sets.word_looks import shown_as
from question_sets.word_numbers import W
from scoring.tables.problems import Problem, error, warning
from scoring.tables.text import LOWERED, RAISED
from scoring.tables.xlsx_parts import OFF

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXTBOX = f"{W}txbxContent"

_INTO = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "ruby",
                              "rubyBase", "dir", "bdo", "customXml")
) | {f"{_MC}AlternateContent", f"{_MC}Choice"}  # fmt: skip
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SIGNS = {  # ticks and crosses of Wingdings and Wingdings 2, by font and the last two digits of the code
    ("wingdings", "FC"): "√", ("wingdings", "FE"): "√", ("wingdings", "FB"): "×", ("wingdings", "FD"): "×",
    ("wingdings 2", "50"): "√", ("wingdings 2", "52"): "√", ("wingdings 2", "4F"): "×", ("wingdings 2", "51"): "×",
}  # fmt: skip
_DEEPEST = 40
NO_STYLES: Mapping[str, frozenset[str]] = {}


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph holds: its text, the relations of its pictures, every problem of it, and what stands out by its
    look: (look, words)."""

    text: str = ""
    pictures: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)


def paragraph_text(paragraph: Any, styles: Mapping[str, frozenset[str]] = NO_STYLES) -> ParagraphText:
    """The text of ``w:p`` with raised and lowered signs (10⁸), blanks that are underlined spaces as ``____``, and signs
    around underlined words (``UNDERLINED``); text taken out with tracked changes is left out.  ``styles``: the looks of
    each style (``read_looks``)."""
    own = paragraph.find(f"{W}pPr/{W}pStyle")
    found = _Found(styles, styles.get(str(own.get(f"{W}val", "")), frozenset()) if own is not None else frozenset())
    found.walk(paragraph, 0)
    found.end_underline()
    found.end_shown(frozenset())
    problems = found.problems
    for code, texts in found.told.items():
        if texts:
            problems.append(warning(code, text="".join(texts)[:40]))
    return ParagraphText("".join(found.pieces), found.pictures, problems, found.shown)


class _Found:
    """What has been found so far in a paragraph."""

    def __init__(self, styles: Mapping[str, frozenset[str]], inherited: frozenset[str]) -> None:
        self._styles, self._inherited = styles, inherited
        self.pieces: list[str] = []
        self.pictures: list[str] = []
        self.problems: list[Problem] = []
        self.struck: list[str] = []
        self.hidden: list[str] = []
        self.boxed: list[str] = []
        self.dotted: list[str] = []
        self.ruby: list[str] = []
        self.fields: list[str] = []
        self.underlined: list[str] = []
        self.shown: list[tuple[str, str]] = []
        self.showing: dict[str, str] = {}
        self.showing_as: frozenset[str] = frozenset()

    @property
    def told(self) -> dict[str, list[str]]:
        """What is to be told of the text, by code."""
        return {
            "text-struck": self.struck,
            "text-hidden": self.hidden,
            "text-boxed": self.boxed,
            "text-dotted": self.dotted,
            "text-ruby": self.ruby,
            "field-skipped": self.fields,
        }

    def walk(self, element: Any, depth: int) -> None:
        """All children in order."""
        if depth > _DEEPEST:
            self.problems.append(error("text-too-deep"))
            return
        for child in element.iterchildren("*"):
            if child.tag == f"{W}r":
                self._run(child, depth)
            elif child.tag in _INTO:
                self.walk(child, depth + 1)
            elif child.tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self._formula(child)

    def _formula(self, element: Any) -> None:
        text = "".join(part.text or "" for part in element.iter(f"{_M}t"))
        self.end_underline()
        self.pieces.append(text)
        self.problems.append(warning("formula-flat", text=text[:40]))

    def _run(self, run: Any, depth: int) -> None:
        properties = run.find(f"{W}rPr")
        look = self._look(properties)
        self.showing_as = shown_as(properties)
        for child in run.iterchildren("*"):
            name = child.tag.removeprefix(W)
            if name == "t":
                self._text(child.text or "", look)
            elif name in _BREAKS:
                self._text(_BREAKS[name], look)
            elif name == "sym":
                self._sign(child, look)
            elif name in ("drawing", "pict", "object") or child.tag == f"{_MC}AlternateContent":
                self._drawn(child)
            elif name == "instrText":
                self._field(child.text or "")
            elif child.tag in _INTO:
                self.ruby += [text.text or "" for part in child.iterchildren(f"{W}rt") for text in part.iter(f"{W}t")]
                self.walk(child, depth + 1)
            elif name in ("footnoteReference", "endnoteReference"):
                self.problems.append(warning("footnote-skipped"))

    def _look(self, properties: Any) -> dict[str, str]:
        """The looks of a run: of its paragraph's style, its own style, and its own."""
        style = properties.find(f"{W}rStyle") if properties is not None else None
        of_style = self._styles.get(str(style.get(f"{W}val", "")), frozenset()) if style is not None else frozenset()
        return _look(properties, self._inherited | of_style)

    def _field(self, code: str) -> None:
        """The code of a field that has no text beside it: enclosed characters, fractions."""
        if code.strip().upper().startswith("EQ "):
            self.fields.append(code.strip()[3:].strip())

    def _text(self, text: str, look: dict[str, str]) -> None:
        if "strike" in look or "dstrike" in look:
            self.struck.append(text)
        if "vanish" in look:
            self.hidden.append(text)
        if "em" in look:
            self.dotted.append(text)
        if "caps" in look:
            text = text.upper()
        table = {"superscript": RAISED, "subscript": LOWERED}.get(look.get("vertAlign", ""))
        if table:
            shifted = text.translate(table)
            if any(ord(sign) not in table and not sign.isspace() for sign in text):
                self.problems.append(warning("text-shifted", text=text[:40]))
            text = shifted
        if text.strip():
            self.end_shown(self.showing_as)
            self.showing |= {name: self.showing.get(name, "") + text for name in self.showing_as}
        if "u" in look:
            self.underlined.append(text)
        else:
            self.end_underline()
            self.pieces.append(text)

    def end_underline(self) -> None:
        """Writes the underlined text before this place: a blank to fill in, or words between signs."""
        text = "".join(self.underlined)
        self.underlined.clear()
        if text and not text.strip(" \t\u3000\xa0_"):
            self.pieces.append("____" if len(text.expandtabs(4)) > 1 else text)
        elif text:
            self.pieces.append(f"{UNDERLINED[0]}{text}{UNDERLINED[1]}")

    def end_shown(self, goes_on: frozenset[str]) -> None:
        """What stood out so far, except in the looks that go on."""
        for name in self.showing.keys() - goes_on:
            self.shown.append((name, self.showing.pop(name)))

    def _sign(self, element: Any, look: dict[str, str]) -> None:
        font, code = str(element.get(f"{W}font", "")).lower(), str(element.get(f"{W}char", "")).upper()
        sign = _SIGNS.get((font, code[-2:]))
        if sign is None:
            self.problems.append(warning("sign-unknown", font=font[:20], sign=code[:8]))
        self._text(sign or "□", look)

    def _drawn(self, element: Any) -> None:
        """Pictures of a drawing; an object that is neither picture nor text box cannot be read."""
        if element.tag == f"{_MC}AlternateContent":
            choice = element.find(f"{_MC}Choice")
            element = choice if choice is not None else element
        before = len(self.pictures), len(self.boxed)
        for part in element.iter(_BLIP, _IMAGE, _TEXTBOX):
            if part.tag == _TEXTBOX:
                self.boxed.append("".join(text.text or "" for text in part.iter(f"{W}t")))
            else:
                self.pictures += filter(None, [part.get(f"{_R}embed") or part.get(f"{_R}id")])
        if element.tag == f"{W}object":
            self.problems.append(warning("object-as-picture", "media"))
        elif before == (len(self.pictures), len(self.boxed)):
            self.problems.append(warning("drawing-skipped", "media"))


def _look(properties: Any, inherited: frozenset[str] = frozenset()) -> dict[str, str]:
    """What the properties of a run turn on, by name; ``inherited`` is what they may turn off."""
    on = dict.fromkeys(inherited, "1")
    for child in properties.iterchildren("*") if properties is not None else ():
        name, value = child.tag.removeprefix(W), str(child.get(f"{W}val", "1"))
        if name in _LOOKS and value.lower() not in OFF:
            on[name] = value
        elif name in _LOOKS:
            on.pop(name, None)
    return on


def read_looks(styles: Any) -> dict[str, frozenset[str]]:
    """The looks that each style of a document gives its text, those of the styles that it is based on too."""
    found: dict[str, tuple[Any, str]] = {}
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        above = style.find(f"{W}basedOn")
        name = str(style.get(f"{W}styleId", ""))
        found[name] = (style.find(f"{W}rPr"), str(above.get(f"{W}val", "")) if above is not None else "")
    looks: dict[str, frozenset[str]] = {}
    for name in found:
        line: list[str] = []
        at = name
        while at in found and at not in line and len(line) < _DEEPEST:
            line.append(at)
            at = found[at][1]
        own: frozenset[str] = frozenset()
        for one in reversed(line):
            own = frozenset(_look(found[one][0], own)) & _OF_STYLES
        looks[name] = own
    return looks


_LOOKS = frozenset({"strike", "dstrike", "vanish", "vertAlign", "u", "em", "caps"})
_OF_STYLES = frozenset({"strike", "dstrike", "vanish", "caps"})
"""The looks that are taken from a style too; an underline of one is how a heading looks, no blank."""
