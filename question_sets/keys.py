"""Answers (keys) in their many spellings, in the form that the engine takes.

Choices become sorted letters; 判断 becomes "T" or "F"; 填空 becomes one text for each blank, with "|" between its
accepted spellings.
"""

from __future__ import annotations

import re
import unicodedata

from question_sets.blank_numbers import numbered_values
from scoring.engine.quiz.normal_form import one_width
from scoring.tables.text import bare, clean, coded, parts

LETTERS = "ABCDEFGHIJ"
_TRUE_WORDS = "正确 对 对的 是 是的 真 √ ✓ ✔ ☑ t true y yes right correct 1 ok"
_FALSE_WORDS = "错误 错 错的 不对 不正确 不是 否 假 × ✗ ✘ ╳ ✕ ✖ ☒ x f false n no wrong incorrect 0"
_TRUE, _FALSE = frozenset(_TRUE_WORDS.split()), frozenset(_FALSE_WORDS.split())
_SIGNS = frozenset("10xyn")
_ASKS = re.compile(r"_{2,}|[?？=＝]|几|多少|哪|什么|谁|何")
_PREFIX = re.compile(r"^(?:正确|标准|参考)?(?:答案|选项)(?:是|为)?[:：]?|^(?:answer|key)[:：]")
_SPLIT = re.compile(r"[\s|,，、;；/／.·&+和及與与]+")
_WRAP = "()（）[]【】「」『』\"'“”"
_LETTERED = re.compile(r"^[(（]?([A-Ja-jＡ-Ｊａ-ｊ])[)）]?\s*[.．、:：)）\s]\s*(.+)$", re.DOTALL)


def truth(text: str, letters: bool = True) -> bool | None:
    """True or False if ``text`` is a judgement (正确 √ T 对 …); with ``letters``, A is true and B is false."""
    word = _PREFIX.sub("", coded(text)).strip(_WRAP + "。.!！")
    if word in _TRUE or (letters and word == "a"):
        return True
    if word in _FALSE or (letters and word == "b"):
        return False
    return None


def judging(options: tuple[str, ...]) -> bool:
    """Whether two options are 对 and 错 in some spelling.  1 and 0, and x and y, are options of their own."""
    if len(options) != 2 or {coded(option) for option in options} in ({"1", "0"}, {"x", "y"}, {"x", "1"}):
        return False
    return {truth(option, letters=False) for option in options} == {True, False}


def judged(key: str, stem: str) -> bool:
    """Whether a key without type and options is that of a 判断; a figure or sign is the answer where its stem asks."""
    word = coded(key)
    return truth(key, letters=False) is not None and not (word in _SIGNS and _ASKS.search(stem))


def letters_of(text: str) -> tuple[str, ...] | None:
    """The letters of a choice key, sorted, each once: ``ABCD``, ``A B C D``, ``A|B``, ``A、B``; else None."""
    word = _PREFIX.sub("", unicodedata.normalize("NFKC", clean(text)).strip(_WRAP + "。 ").lower()).upper()
    pieces = [piece.strip(_WRAP) for piece in _SPLIT.split(word.strip()) if piece.strip(_WRAP)]
    if word.rstrip().endswith("+") or not pieces or not all(set(piece) <= set(LETTERS) for piece in pieces):
        return None
    return tuple(sorted(set("".join(pieces))))


def numbers_of(text: str, options: int) -> tuple[str, ...] | None:
    """Letters for a key written as option numbers (``1``, ``1.0``, ``1,3``, ``134``); None if it is not one."""
    word = re.sub(r"^(\d+)\.0+$", r"\1", coded(text))
    pieces = [piece for piece in _SPLIT.split(word) if piece]
    if not pieces or not all(piece.isascii() and piece.isdigit() for piece in pieces):
        return None
    digits = [digit for piece in pieces for digit in (piece if int(piece) > options else [piece])]
    chosen = {int(digit) for digit in digits}
    return tuple(LETTERS[n - 1] for n in sorted(chosen)) if chosen and all(1 <= n <= options for n in chosen) else None


def by_text(text: str, options: tuple[str, ...]) -> tuple[str, ...] | None:
    """Letters for a key that repeats the text of options (``北京``, ``A.北京``, ``北京；上海``); else None."""
    for pieces in ((clean(text),), parts(text, "\n|;；"), parts(text, "\n|;；,，、")):
        found = [_one(piece, options) for piece in pieces]
        if found and all(found):
            return tuple(sorted({letter for letter in found if letter}))
    return None


def _one(piece: str, options: tuple[str, ...]) -> str | None:
    if said := _repeated(piece, options):
        return said
    lettered = _LETTERED.match(piece)
    if lettered is None:
        return None
    letter = unicodedata.normalize("NFKC", lettered[1]).upper()
    return letter if _repeated(lettered[2], options) == letter else None


def _repeated(text: str, options: tuple[str, ...]) -> str | None:
    """The letter of the one option that says ``text``, to the sign or else in the form in which texts are compared."""
    for form in (one_width, bare):
        fitting = [letter for letter, option in zip(LETTERS, options, strict=False) if form(option) == form(text)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def fill_values(text: str, blanks: int) -> tuple[str, ...]:
    """One value for each blank.  ``；`` or a new line separates the blanks, ``|`` the accepted spellings of one blank.
    If the stem has ``blanks`` blanks, the separator is the first one that gives as many parts.  Where the answers say
    which blank they fill, that parts them."""
    if numbered := numbered_values(clean(text), blanks):
        return tuple(filter(None, map(_spellings, numbered)))
    first = parts(text, ";；\n")
    if blanks > 1 and len(first) != blanks:
        for separators in ("、", ",，", "|｜", " \t\u3000"):
            if len(found := parts(text, separators)) == blanks:
                return tuple(filter(None, map(_spellings, found)))
    if blanks == 1 and len(first) > 1:
        first = ("|".join(first),)
    return tuple(filter(None, map(_spellings, first)))


def _spellings(value: str) -> str:
    return "|".join(dict.fromkeys(parts(value, "|｜")))
