"""GIFT, the plain-text format of Moodle and others: blank lines separate items, answers are in braces.

It reads multiple choice (one key, or weights), true/false, short answer and missing word (as 填空), numbers, essay (as
简答), titles, categories, feedback, tags in comments.  A match has no counterpart of matching items; they are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from question_sets.feedback import with_feedback
from question_sets.keys import LETTERS
from question_sets.markup import plain, shows_media, struck_in
from question_sets.model import Draft
from scoring.tables.delimited import decode
from scoring.tables.limits import MAX_CELL, MAX_ROWS
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, note, warning
from scoring.tables.text import clean

_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_HIDDEN = {char: chr(0xE000 + index) for index, char in enumerate("~=#{}:\\n")}
_SHOWN = {ord(mark): ("\n" if char == "n" else char) for char, mark in _HIDDEN.items()}
_FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)]\s*", re.IGNORECASE)
_TAG = re.compile(r"\[tag:([^\[\]]+)]")
_ANSWER = re.compile(r"([=~])\s*(?:%(-?[\d.]+)%)?([^=~#]*)(?:#([^=~]*))?")
_RIGHT_AND_WRONG = re.compile(r"~\s{0,9}=")
"""``{~=right~wrong}``: some programs put the sign of an option before that of the right one."""

_JUDGEMENT = re.compile(r"^(TRUE|T|FALSE|F)\b\s*(?:#([^#]*))?(?:#([^#]*))?$", re.IGNORECASE)
"""Behind the key what is said to those who were wrong, then to those who were right."""


@dataclass(frozen=True, slots=True)
class _Answer:
    sign: str
    weight: Decimal | None
    text: str
    feedback: str = ""

    @property
    def right(self) -> bool:
        return self.weight > 0 if self.weight is not None else self.sign == "="

    @property
    def full(self) -> bool:
        return self.weight == 100 if self.weight is not None else self.sign == "="


def looks_like_gift(text: str) -> bool:
    """True if the text has an answer in braces; a table has none."""
    shown = re.sub(r"(?m)^[ \t]*//.*$", "", text)
    return bool(re.search(r"\{\s*(?:[=~#]|T\b|F\b|TRUE|FALSE|})", shown, re.IGNORECASE))


def read_gift(name: str, data: bytes) -> tuple[list[Draft], list[tuple[SourcePlace, Problem]]]:
    """Drafts of a GIFT file with notes on what was left out; the row of a place is the item's first line."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    drafts: list[Draft] = []
    notes: list[tuple[SourcePlace, Problem]] = []
    category = ""
    for line, block, tags in _blocks(text):
        place = SourcePlace(name, line, "line")
        if len(drafts) >= MAX_ROWS:
            raise Unreadable(error("too-many-rows", limit=MAX_ROWS, rows=len(drafts) + 1))
        if block.startswith("$CATEGORY:"):
            category = clean(block.removeprefix("$CATEGORY:")).removeprefix("$course$/").rsplit("/", 1)[-1]
            continue
        if len(block) > MAX_CELL * 4:
            notes.append((place, error("cell-too-long", limit=MAX_CELL * 4, length=len(block))))
        elif "{" not in block:
            notes.append((place, note("gift-description")))
        else:
            drafts.append(_item(place, block, category, tags))
    return drafts, notes


def _blocks(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(first line, text with escapes hidden, tags of the comments above) of every item."""
    lines: list[str] = []
    tags: list[str] = []
    first = depth = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        hidden = _ESCAPE.sub(lambda found: _HIDDEN[found[1]], line.lstrip("\ufeff"))
        if hidden.lstrip().startswith("//"):
            tags += _TAG.findall(hidden)
        elif hidden.strip():
            if lines and _ended(lines, depth) and (hidden.lstrip().startswith("::") or "{" in hidden):
                yield first, "\n".join(lines).strip(), tuple(tags)
                lines, tags, first = [], [], 0
            first = first or number
            lines.append(hidden)
            depth += hidden.count("{") - hidden.count("}")
            if hidden.startswith("$CATEGORY:"):
                yield first, hidden.strip(), ()
                lines, first, depth = [], 0, 0
        elif lines and depth <= 0:
            yield first, "\n".join(lines).strip(), tuple(tags)
            lines, tags, first, depth = [], [], 0, 0
    if lines:
        yield first, "\n".join(lines).strip(), tuple(tags)


def _ended(lines: list[str], depth: int) -> bool:
    """Whether the item has its answer, so that a line with another one begins the next: a blank line is missing."""
    return depth <= 0 and any("}" in line for line in lines)


def _item(place: SourcePlace, block: str, category: str, tags: tuple[str, ...]) -> Draft:
    if title := re.match(r"::(.*?)::", block, re.DOTALL):
        block = block[title.end() :].lstrip()
    html = bool((style := _FORMAT.match(block)) and style[1].lower() == "html")
    block = _FORMAT.sub("", block)
    start, end = block.find("{"), block.rfind("}")
    common = {"place": place, "chapter": category, "tags": "、".join(map(_plain, tags))}
    if end < start:
        return Draft(**common, stem=_shown(block, html), problems=(error("gift-braces", "key"),))  # type: ignore[arg-type]
    if block.count("{") > 1:
        several = (error("gift-several", "key", count=block.count("{")),)
        return Draft(**common, stem=_shown(block, html), problems=several)  # type: ignore[arg-type]
    before, body, after = block[:start], block[start + 1 : end].strip(), block[end + 1 :].strip()
    body, _, general = body.partition("####")
    stem = f"{before.rstrip()} ____ {after}" if after else before
    draft = _answered(place, body.strip(), html)
    return Draft(
        place=place,
        type=draft.type,
        stem=_shown(stem, html),
        options=draft.options,
        key_values=draft.key_values,
        explanation=with_feedback(_shown(general, html), [("", draft.explanation)]),
        chapter=category,
        tags=common["tags"],  # type: ignore[arg-type]
        problems=(*draft.problems, *_beside_text(block)),
    )


def _beside_text(block: str) -> Iterator[Problem]:
    """What an item in HTML shows that its plain text does not."""
    if shows_media(block):
        yield error("picture-absent", "media")
    if struck := struck_in(block):
        yield warning("text-struck", text=struck[:40])


def _answered(place: SourcePlace, body: str, html: bool) -> Draft:
    """Type, options and key from the text in the braces."""
    if not body:
        return Draft(place, type="short", key_values=(), problems=(error("key-missing", "key"),))
    if judgement := _JUDGEMENT.match(body):
        right = judgement[1][0].upper() == "T"
        judged = [("√×"[right], _shown(judgement[2] or "", html)), ("×√"[right], _shown(judgement[3] or "", html))]
        return Draft(place, type="true_false", key_values=("FT"[right],), explanation=with_feedback("", judged))
    if body.startswith("#"):
        return _numbers(place, body[1:].strip(), html)
    answers = [_answer(found, html) for found in _ANSWER.finditer(_RIGHT_AND_WRONG.sub("=", body))]
    if any("->" in answer.text for answer in answers):
        return Draft(place, problems=(error("gift-matching", "type"),))
    stray = _stray(body)
    if answers and all(answer.sign == "=" for answer in answers):
        return _fill(place, answers, stray)
    if not answers or not any(answer.right for answer in answers):
        return Draft(
            place,
            type="single",
            options=tuple(a.text for a in answers),
            key_values=(),
            problems=(error("key-missing", "key"), *stray),
        )
    right = [answer for answer in answers if answer.full] or [answer for answer in answers if answer.right]
    keys = tuple(letter for letter, answer in zip(LETTERS, answers, strict=False) if answer in right)
    kind = "multiple" if len(right) > 1 else "single"
    options = tuple(answer.text for answer in answers)
    said = with_feedback("", [(letter, a.feedback) for letter, a in zip(LETTERS, answers, strict=False)])
    problems = (*_partly(answers, right), *stray)
    return Draft(place, type=kind, options=options, key_values=keys, explanation=said, problems=problems)


def _fill(place: SourcePlace, answers: list[_Answer], problems: tuple[Problem, ...]) -> Draft:
    """Answers in words or numbers: those that give all the points are accepted, else the first that gives any."""
    full = [answer for answer in answers if answer.full]
    full = full or [answer for answer in answers if answer.right][:1] or answers[:1]
    said = with_feedback("", [(answer.text, answer.feedback) for answer in answers])
    key = "|".join(answer.text for answer in full)
    return Draft(place, type="fill", key_values=(key,), explanation=said, problems=(*_partly(answers, full), *problems))


def _stray(body: str) -> tuple[Problem, ...]:
    """What stands before the first answer: a sign that is missing, most often."""
    before = clean(_plain(re.split("[=~]", body, maxsplit=1)[0]))
    return (warning("gift-stray", "key", text=before[:40]),) if before else ()


def _partly(answers: list[_Answer], right: list[_Answer]) -> tuple[Problem, ...]:
    """Answers that give a part of the points beside those that give all: a match has no such part."""
    partly = [answer.text for answer in answers if answer.right and answer not in right]
    return (warning("partial-credit", "key", text="；".join(partly)[:40]),) if partly else ()


def _answer(found: re.Match[str], html: bool) -> _Answer:
    try:
        weight = Decimal(found[2]) if found[2] else None
    except InvalidOperation:
        weight = None
    return _Answer(found[1], weight, _shown(found[3], html), _shown(found[4] or "", html))


def _numbers(place: SourcePlace, body: str, html: bool) -> Draft:
    """``#3.14:0.01``, ``#1..5``, ``#=1921 =%50%1920``: the number itself becomes the accepted text; a tolerance cannot
    be kept."""
    found = [_answer(one, html) for one in _ANSWER.finditer(body if body.startswith(("=", "~")) else f"={body}")]
    told = tuple(
        warning("gift-tolerance", "key", text=one.text[:40])
        for one in found
        if one.right and (".." in one.text or one.text.partition(":")[2].strip(" 0."))
    )
    answers = [replace(one, text=one.text.partition(":")[0].strip()) for one in found]
    return _fill(place, answers, told)


def _shown(text: str, html: bool) -> str:
    """Plain text: escapes resolved, and markup removed from an html item."""
    if html or "<" in text:
        text = plain(text)
    return _plain(text)


def _plain(text: str) -> str:
    return clean(text.translate(_SHOWN))
