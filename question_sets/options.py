"""Options: without their own letters, or taken from one cell or from the stem."""

from __future__ import annotations

import re
import unicodedata

from question_sets.keys import LETTERS, letters_of
from scoring.tables.text import clean, parts, until_stable

_MARK = re.compile(
    r"(?:^|(?<=[\s;；|,，。?？)）]))[(（]?([A-JＡ-Ｊ])[)）]?\s*[.．、:：)）]\s*"
    r"|[(（]([A-JＡ-Ｊ])[)）]\s*"
)
_GLUED = re.compile(r"[(（]?(?<![A-Za-zＡ-Ｚａ-ｚ])([A-JＡ-Ｊ])[)）]?\s*[.．、:：)）]\s*|[(（]([A-JＡ-Ｊ])[)）]\s*")
"""Also where no sign parts an option from the one before it: ``A.甲类B．乙类C．丙类``."""

_TICK_BEFORE = re.compile(
    r"(?:^[ \t\u3000]{0,9}([(（\[【]?[√✓✔☑*][)）\]】]?)[ \t\u3000]{0,9}|^[ \t\u3000]{0,9}([□☐])[ \t\u3000]{0,9}"
    r"|(?<=[ \t\u3000])([(（\[【][√✓✔☑][)）\]】]|[√✓✔☑]))"
    r"([(（]?[A-JＡ-Ｊ][)）]?[ \t\u3000]{0,2}[.．、:：)）])",
    re.MULTILINE,
)
_BARE = re.compile(r"(?<=[\s)）?？])([A-JＡ-Ｊ])[ \t\u3000]{1,4}(?=\S)")
_RINGS = "①②③④⑤⑥⑦⑧⑨⑩"


def _marks(text: str, mark: re.Pattern[str]) -> list[re.Match[str]]:
    """The marks A, B, … in order.  Glued ones all have the sign of the first: ``A.维生素A、B`` has one mark."""
    marks: list[re.Match[str]] = []
    for found in mark.finditer(text):
        letter = unicodedata.normalize("NFKC", found[1] or found[2])
        alike = mark is _MARK or not marks or _sign(found) == _sign(marks[0])
        if len(marks) == 1 and letter == "A" and _is_key(marks[0], found):
            marks = [found]
        elif len(marks) < len(LETTERS) and letter == LETTERS[len(marks)] and alike:
            marks.append(found)
    return marks


def _is_key(mark: re.Match[str], again: re.Match[str]) -> bool:
    """Whether the first mark, in its bracket, is the key of a stem that ends there: ``首都是（A）A.北京 B.上海``."""
    bracketed = mark[0].strip()[0] in "(（" and mark.start() > 0
    return bracketed and (again[0].strip()[0] not in "(（" or not mark.string[mark.end() : again.start()].strip())


def _sign(mark: re.Match[str]) -> str:
    """The sign behind the letter of a mark."""
    return unicodedata.normalize("NFKC", mark[0].strip())[-1]


def ticks_inside(text: str) -> str:
    """``√B.上海`` and ``*B.上海`` as ``B.✓上海``: a tick before a letter belongs to the option of that letter, not to
    the one before it."""
    return _TICK_BEFORE.sub(lambda found: found[4] + ("□" if found[2] else "✓"), text)


def marked_options(text: str) -> int:
    """How many options with letters A, B, … in order ``text`` has."""
    text = ticks_inside(text)
    return max(len(_marks(text, _MARK)), len(_marks(text, _GLUED)))


def cut(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` before the first letter, and the options marked A, B, … in order; no options if there are fewer than
    two."""
    asked, text = text, ticks_inside(text)
    marks = _marks(text, _MARK)
    glued = _marks(text, _GLUED)
    if marks and len(glued) > len(marks) and glued[0].start() <= marks[0].start() + 1:
        marks = glued
    if len(marks) < 2:
        return asked, ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    options = [clean(text[mark.end() : end].strip(" ;；|,，\t\n")) for mark, end in zip(marks, ends, strict=True)]
    if {option[:1] for option in options} in ({"✓"}, {"□"}):  # before each of them it tells none from the others
        options = [clean(option[1:]) for option in options]
    return clean(text[: marks[0].start()]), tuple(options)


def cut_ringed(text: str, key: str) -> tuple[str, tuple[str, ...]]:
    """As ``cut`` for options under ①, ②, …; only where such numbers are the whole ``key``: without letters the options
    can be nothing else, while statements in a stem have ringed numbers too."""
    marks = list(re.finditer(f"[{_RINGS}]", text))
    numbers = [found[0] for found in marks]
    if not re.fullmatch(rf"[{_RINGS}\s,，、;；]+", clean(key)) or len(marks) < 2:
        return text, ()
    if numbers != list(_RINGS[: len(marks)]):
        return text, ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    options = (text[mark.end() : end].strip(" ;；|,，。.、\t\n\u3000") for mark, end in zip(marks, ends, strict=True))
    return clean(text[: marks[0].start()]), tuple(map(clean, options))


def cut_bare(text: str, key: str) -> tuple[str, tuple[str, ...]]:
    """As ``cut`` for options under bare letters, ``…的是（ ） A 北京 B 上海 C 天津``; only where the ``key`` is letters
    of theirs and there are three or more: one letter alone may be a word."""
    marks: list[re.Match[str]] = []
    for found in _BARE.finditer(text):
        if len(marks) < len(LETTERS) and unicodedata.normalize("NFKC", found[1]) == LETTERS[len(marks)]:
            marks.append(found)
    named = letters_of(key) or ()
    if len(marks) < 3 or not named or not set(named) <= set(LETTERS[: len(marks)]):
        return text, ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    options = tuple(clean(text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True))
    return (clean(text[: marks[0].start()]), options) if all(options) else (text, ())


def split_cell(text: str) -> tuple[str, ...]:
    """The options of one cell: by their letters, else one on each line, else separated by ``|`` or ``；``."""
    before, marked = cut(clean(text))
    if marked and not before:
        return marked
    for separators in ("\n", "|｜", ";；", "\t", " \u3000"):
        if len(found := parts(text, separators)) > 1:
            bare = _bare_letters_off(found)
            if bare or separators != " \u3000":
                return bare or found
    return (clean(text),) if clean(text) else ()


def _bare_letters_off(options: tuple[str, ...]) -> tuple[str, ...]:
    """``A北京 B上海`` without letters, where each has its own and what is left differs (A级, B级 stay as they are)."""
    letters = [unicodedata.normalize("NFKC", option[0]) for option in options]
    left = tuple(clean(option[1:]) for option in options)
    own = letters == list(LETTERS[: len(options)]) and not any(
        text[:1].isascii() and text[:1].isalpha() for text in left
    )
    return left if own and all(left) and len(set(left)) == len(left) else ()


def own_letter_off(option: str, letter: str) -> str:
    """The option without its own letter: ``A.北京`` in the column of A is 北京."""
    wide = chr(ord(letter) + 0xFEE0)
    prefix = re.compile(rf"^[(（]?(?:{letter}|{wide})[)）]?\s*[.．、:：)）]\s*(?=\S)")
    return until_stable(lambda text: prefix.sub("", text, count=1), clean(option))
