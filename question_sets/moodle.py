"""Moodle XML: questions of the kinds that a match can play, with their pictures; every other question is reported."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.parsers import expat

from question_sets.feedback import with_feedback
from question_sets.keys import LETTERS, truth
from question_sets.markup import plain, shows_media, struck_in
from question_sets.media_types import read_media
from question_sets.model import Draft, MediaItem
from scoring.tables.limits import MAX_ROWS, MAX_SHEET_BYTES
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, note, warning
from scoring.tables.text import clean

MAX_BYTES = 2 * MAX_SHEET_BYTES
"""Of a file: its pictures stand in its text."""

_DEEPEST = 30
_BESIDE = ("hint", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


@dataclass(slots=True)
class _Element:
    """An element with its attributes, children and text; ``line`` is where it begins."""

    name: str
    attributes: Mapping[str, str]
    line: int
    children: list[_Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def all(self, name: str) -> Iterator[_Element]:
        """Its children of this name."""
        return (child for child in self.children if child.name == name)

    def text(self, *path: str) -> str:
        """The plain text at a path below it, such as ("questiontext", "text")."""
        found = self
        for name in path:
            below = next(found.all(name), None)
            if below is None:
                return ""
            found = below
        return "".join(found.pieces)


@dataclass(slots=True)
class MoodleDrafts:
    """What a file gave: drafts, notes with their place (the line at which a question begins), media by small name."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[tuple[SourcePlace, Problem]] = field(default_factory=list)
    media: dict[str, MediaItem] = field(default_factory=dict)


def read_moodle(name: str, data: bytes) -> MoodleDrafts:
    """Every question of a ``<quiz>``; raises ``Unreadable`` if it is not well formed, or declares entities."""
    if len(data) > MAX_BYTES:
        raise Unreadable(error("file-too-large", megabytes=MAX_BYTES >> 20))
    result = MoodleDrafts()
    chapter = ""
    for count, question in enumerate(_parsed(data).all("question"), start=1):
        place = SourcePlace(name, question.line, "line")
        kind = question.attributes.get("type", "")
        if count > MAX_ROWS:
            raise Unreadable(error("too-many-rows", limit=MAX_ROWS, rows=count))
        if kind == "category":
            chapter = clean(question.text("category", "text")).rsplit("/", 1)[-1].removeprefix("$course$")
        elif kind == "description":
            result.notes.append((place, note("moodle-description")))
        else:
            result.drafts.append(_draft(question, kind, place, chapter, result))
    return result


def _draft(question: _Element, kind: str, place: SourcePlace, chapter: str, result: MoodleDrafts) -> Draft:
    problems: list[Problem] = []
    tags = [clean(tag.text("text")) for tags in question.all("tags") for tag in tags.all("tag")]
    answers = list(question.all("answer"))
    common: dict[str, Any] = {
        "place": place,
        "stem": _shown(question, "questiontext", "text"),
        "explanation": _shown(question, "generalfeedback", "text"),
        "chapter": chapter,
        "tags": "、".join(tags),
    }
    media = tuple(_pictures(question, result, problems))
    problems += _left_out(question)
    letters: Iterable[str] = LETTERS
    if kind == "multichoice":
        weights = [_weight(answer) for answer in answers]
        right = [letter for letter, weight in zip(LETTERS, weights, strict=False) if weight > 0]
        several = question.text("single").strip().lower() in ("false", "0")
        common["options"] = tuple(_shown(answer, "text") for answer in answers)
        if len(answers) > len(LETTERS):
            problems.append(error("options-too-many", "options", limit=len(LETTERS)))
        if not several and sum(weight == 100 for weight in weights) == 1:
            right = [letter for letter, weight in zip(LETTERS, weights, strict=False) if weight == 100]
            problems += _partly(answers)
        common |= {"type": "multiple" if several else "single", "key_values": tuple(right)}
    elif kind == "truefalse":
        best = max(answers, key=_weight, default=None)
        right_one = best.text("text") if best and _weight(best) > 0 else ""
        common |= {"type": "true_false", "key": right_one}
        letters = ("√" if truth(answer.text("text")) else "×" for answer in answers)
    elif kind in ("shortanswer", "numerical"):
        full = [_shown(answer, "text") for answer in answers if _weight(answer) == 100]
        if kind == "shortanswer" and any("*" in text for text in full):
            problems.append(warning("moodle-wildcard", "key", text="; ".join(full)[:40]))
            full = [text for one in full if (text := clean(one.replace("*", "")))]
        problems += _partly(answers) if full else ()
        if any(answer.text("tolerance").strip() not in ("", "0") for answer in answers):
            problems.append(warning("moodle-tolerance", "key", text="; ".join(full)[:40]))
        common |= {"type": "fill", "key_values": ("|".join(full),) if full else ()}
        letters = [_shown(answer, "text") for answer in answers]
    elif kind == "essay":
        common |= {"type": "short", "key": _shown(question, "graderinfo", "text")}
    else:
        problems.append(error("moodle-type", "type", text=kind[:40]))
    if common.get("key_values") == ():
        problems.append(error("key-missing", "key"))
    said = [(letter, _shown(answer, "feedback", "text")) for letter, answer in zip(letters, answers, strict=False)]
    common["explanation"] = with_feedback(common["explanation"], said)
    return Draft(**common, media=media, problems=tuple(problems))


def _partly(answers: list[_Element]) -> Iterator[Problem]:
    """Answers that give a part of the points beside one that gives all: a match has no such part."""
    if partly := [_shown(answer, "text") for answer in answers if 0 < _weight(answer) < 100]:
        yield warning("partial-credit", "key", text="；".join(partly)[:40])


def _pictures(question: _Element, result: MoodleDrafts, problems: list[Problem]) -> Iterator[str]:
    """The names of the files in the question's text, which are taken into the media; those of answers are reported."""
    for text in question.all("questiontext"):
        for file in text.all("file"):
            name = clean(file.attributes.get("name", "")).replace("\\", "/").rsplit("/", 1)[-1]
            item = read_media(name, _bytes(file))
            if isinstance(item, Problem):
                problems.append(item)
                continue
            held = result.media.setdefault(name.lower(), item)
            if held.sha256 != item.sha256:
                name = f"{item.sha256[:8]}-{name}"
                result.media[name.lower()] = MediaItem(name, item.mime, item.kind, item.sha256, item.data)
            yield name
    asked = question.text("questiontext", "text")
    if shows_media(asked) and not any(any(one.all("file")) for one in question.all("questiontext")):
        problems.append(error("picture-absent", "media"))
    if any(any(answer.all("file")) or shows_media(answer.text("text")) for answer in question.all("answer")):
        problems.append(error("picture-in-option", "options"))


def _left_out(question: _Element) -> Iterator[Problem]:
    """What is said in Moodle after an answer or on the way to it, and pictures in an explanation: a match has no place
    for them; what is struck through; and that the question was hidden there."""
    shown = [question.text("questiontext", "text"), *(answer.text("text") for answer in question.all("answer"))]
    if struck := struck_in("".join(shown)):
        yield warning("text-struck", text=struck[:40])
    if count := sum(part.name in _BESIDE and bool(clean(plain(part.text("text")))) for part in question.children):
        yield note("moodle-left-out", "explanation", count=count)
    feedback = [*question.all("generalfeedback"), *(f for a in question.all("answer") for f in a.all("feedback"))]
    if files := [file.attributes.get("name", "") for one in feedback for file in one.all("file")]:
        yield warning("moodle-feedback-files", "explanation", names="、".join(files)[:60])
    if question.text("hidden").strip() == "1":
        yield warning("moodle-hidden")


def _bytes(file: _Element) -> bytes:
    try:
        return base64.b64decode("".join(file.pieces), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _weight(answer: _Element) -> Decimal:
    try:
        value = Decimal(answer.attributes.get("fraction", "0").strip() or "0")
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)


def _shown(element: _Element, *path: str) -> str:
    return clean(plain(element.text(*path)))


def _parsed(data: bytes) -> _Element:
    """The tree of the file.  A document type is refused: only a file made to harm declares entities here."""
    root = _Element("", {}, 0)
    open_elements = [root]

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) > _DEEPEST:
            raise Unreadable(error("xml-broken", line=parser.CurrentLineNumber))
        element = _Element(name, attributes, parser.CurrentLineNumber)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        open_elements.pop()

    def refuse(*_: object) -> None:
        raise Unreadable(error("xml-entities"))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = lambda text: open_elements[-1].pieces.append(text)
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as broken:
        raise Unreadable(error("xml-broken", line=broken.lineno)) from None
    except (ValueError, LookupError):
        raise Unreadable(error("file-encoding")) from None
    return root.children[0] if root.children else root
