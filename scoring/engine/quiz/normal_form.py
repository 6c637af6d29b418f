"""The normal form in which a text of an answer is compared with the key; docs/question-sets.md says it in words.

Signs that say the same are one sign, signs that say nothing are dropped, and whatever changes a meaning stays: 10⁸ is
not 108, .5 is not 5, 3' is not 3, ½ is not 12, − is not nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

_MEANS_MORE = frozenset({"<super>", "<sub>", "<fraction>", "<circle>"})
"""Decompositions that lose a meaning: an exponent, an index, a fraction, a number in a ring."""

_QUOTES = frozenset("\"“”„‟'‘’‚‛`´「」『』﹁﹂﹃﹄〝〞〟«»‹›《》〈〉")
_PRIMES = re.compile("(?<=[0-9])(?:(['’])|[\"”])(?=[0-9])")
"""What the second edition of the scoring knew of primes: quotes between two figures."""

_MARKS = {sign: mark for mark, signs in (("′", "'‘’‚‛"), ("′′", '"“”„‟')) for sign in signs}
"""Quotes as they are typed for a prime, each with what it stands for."""
_MODIFIERS = {"ʹ": "′", "ʺ": "′′"}
_OPENING = frozenset("‘‚‛“„‟")
_STRAIGHT = frozenset("'\"")

_ZEROS = "〇○◯零"
_NUMERALS = "一二三四五六七八九"
_NUMBER = re.compile(f"(?:[{_NUMERALS}十百千万亿{_ZEROS}]|(?<=[{_NUMERALS}{_ZEROS}])[o0]+(?=[{_NUMERALS}{_ZEROS}]))+")
"""A Chinese number whose zero may be written in several ways; a circle by itself stays a sign."""
_ZERO_SIGNS = dict.fromkeys(map(ord, f"{_ZEROS}o0"), "〇")
_YEAR = re.compile(
    f"(?<![{_NUMERALS}〇十百千万亿0-9])[{_NUMERALS}][{_NUMERALS}〇]{{3}}(?=年)|^[{_NUMERALS}][{_NUMERALS}〇]{{3}}$"
)
_FIGURES = str.maketrans(f"〇{_NUMERALS}", "0123456789")
_DOTS = dict.fromkeys("·•‧∙⋅・･●﹒", "·")
_DASHES = dict.fromkeys("-‐‑‒–—―−﹣﹘⁃－", "-")
_TILDES = dict.fromkeys("~～〜∼˜", "~")
_ONE = _DOTS | _DASHES | _TILDES
"""Signs of one meaning and the sign that stands for them."""

_FIGURE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)

_WITHOUT_SHAPE = dict.fromkeys(
    [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164, 0xFFA0, *range(0xE0100, 0xE01F0)]
)
"""Letters and marks of which nothing is seen: joiners, fillers of Hangul, an empty Braille cell, the marks that choose
one drawing of a Chinese sign."""

_OUTER = "。，,.;；、!！?？…:："
_PAIRS = (("(", ")"), ("<", ">"), ("[", "]"), ("【", "】"), ("〔", "〕"))


def normal_form(text: str) -> str:
    """The normal form of ``text``; a text that consists of dropped signs only keeps them."""
    return fourth_normal_form(with_shape(text))


def with_shape(text: str) -> str:
    """``text`` without the letters and marks of which nothing is seen."""
    return text.translate(_WITHOUT_SHAPE)


def fourth_normal_form(text: str) -> str:
    """The normal form of the scoring's fourth edition."""
    plain = _one_sign(one_width(text).casefold())
    bare = _bare("".join(sign for sign in _zeros(_primed(plain)) if sign not in _QUOTES))
    bare = _YEAR.sub(lambda year: year[0].translate(_FIGURES), bare)
    return unicodedata.normalize("NFC", bare or plain)


def second_normal_form(text: str) -> str:
    """The normal form of the scoring's second and third edition."""
    plain = _one_sign(one_width(text).casefold())
    primed = _PRIMES.sub(lambda found: "′" if found[1] else "′′", plain)
    bare = _bare("".join(sign for sign in primed if sign not in _QUOTES))
    return unicodedata.normalize("NFC", bare or plain)


def _zeros(text: str) -> str:
    """The text with one sign for the zero of its Chinese numbers: 二○二一, 二零二一 and 二0二一 are 二〇二一."""
    return _NUMBER.sub(_one_zero, text)


def _one_zero(number: re.Match[str]) -> str:
    return number[0].translate(_ZERO_SIGNS) if set(number[0]).intersection(_NUMERALS) else number[0]


def _primed(text: str) -> str:
    """The text with a prime for each quote after a figure that neither ends nor begins a quotation: 3', 6'30\", 90°30’.
    The possessive of a figure, as in 90's, is none."""
    found: list[str] = []
    begun = dict.fromkeys(_MARKS.values(), False)
    for at, sign in enumerate(text):
        mark = _MARKS.get(sign)
        if mark is None:
            found.append(_MODIFIERS.get(sign, sign))
        elif _after_figure(text, at, found) and not begun[mark] and _ends_figure(text, at, mark):
            found.append(mark)
        else:
            begun[mark] = not begun[mark]
            found.append(sign)
    return "".join(found)


def _after_figure(text: str, at: int, found: Sequence[str]) -> bool:
    """Whether a figure stands before the sign at ``at``, or the first of two quotes for a double prime."""
    return text[at - 1 : at].isdecimal() or (text[at] == text[at - 1 : at] and found[-1:] == ["′"])


def _ends_figure(text: str, at: int, mark: str) -> bool:
    """Whether the quote after a figure, with no quotation begun before it, begins none itself and is no possessive."""
    if text[at + 1 : at + 2] == "s" and mark == "′":
        return False
    if text[at] not in _OPENING and text[at] not in _STRAIGHT:
        return True
    later = (no for no in range(at + 2, len(text)) if _MARKS.get(text[no]) == mark and text[no] not in _OPENING)
    return all(text[no - 1].isdecimal() for no in later)


def one_width(text: str) -> str:
    """``text`` without blanks and in its plain width; case, exponents, brackets and every other sign stay."""
    return "".join(map(_shown, text))


@lru_cache(maxsize=4096)
def _shown(sign: str) -> str:
    return _folded(sign) if _seen(sign) else ""


def is_blank(text: str) -> bool:
    """Whether nothing of ``text`` can be seen."""
    return not any(_seen(sign) for sign in text)


def near(one: str, other: str) -> bool:
    """Whether two texts that are not equal look as if the same was meant: the same letters and figures in a row, one of
    at least three that is another, too many or too few, or two figures of one value."""
    value = _value(one)
    if value is not None and value == _value(other):
        return True
    first, second = (_letters(text) for text in (one, other))
    if not first or not second:
        return False
    return first == second or (min(len(first), len(second)) >= 3 and _one_apart(first, second))


def _value(text: str) -> Decimal | None:
    """What a plain figure is worth, such as 3.0 or 12,000; None for any other text."""
    plain = normal_form(text).replace(",", "")
    return Decimal(plain) if _FIGURE.fullmatch(plain) else None


def _seen(sign: str) -> bool:
    """False for blanks, controls, signs without width and the marks that choose a glyph."""
    return not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc") and not "\ufe00" <= sign <= "\ufe0f"


def _folded(sign: str) -> str:
    """A sign in its plain width and shape, unless that changes its meaning."""
    kind, _, parts = unicodedata.decomposition(sign).partition(" ")
    if not kind.startswith("<") or kind in _MEANS_MORE or sign in _ONE:
        return sign
    return "".join(_folded(chr(int(code, 16))) for code in parts.split() if _seen(chr(int(code, 16))))


def _one_sign(text: str) -> str:
    """Signs of one meaning as one sign; several dashes in a row, as Chinese writes one, are one."""
    return "".join(_without_repeats(_ONE.get(sign, sign) for sign in text))


def _without_repeats(signs: Iterator[str]) -> Iterator[str]:
    last = ""
    for sign in signs:
        if sign != "-" or last != "-":
            yield sign
        last = sign


def _bare(text: str) -> str:
    """The text without punctuation and brackets around it.  A point before a figure and a mark after one stay: they
    belong to a number."""
    before = None
    while text != before:
        before = text
        if text[-1:] in _OUTER and not (text[-1:] == "!" and text[-2:-1].isdigit()):
            text = text[:-1]
        if text[:1] in _OUTER and not (text[:1] == "." and text[1:2].isdigit()):
            text = text[1:]
        if len(text) > 1 and (text[0], text[-1]) in _PAIRS:
            text = text[1:-1]
    return text


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _one_apart(one: str, other: str) -> bool:
    """Whether one sign is another, too many or too few."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[same + (len(one) == len(other)) :] == other[same + 1 :]
