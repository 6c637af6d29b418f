"""The normal form in which a text of an answer is compared with the key; docs/question-sets.md says it in words.

Signs that say the same are one sign, signs that say nothing are dropped, and whatever changes a meaning stays: 10⁸ is
not 108, .5 is not 5, 6'30 is not 630, ½ is not 12, − is not nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

_MEANS_MORE = frozenset({"<super>", "<sub>", "<fraction>", "<circle>"})
"""Decompositions that lose a meaning: an exponent, an index, a fraction, a number in a ring."""

_QUOTES = frozenset("\"“”„‟'‘’‚‛`´「」『』﹁﹂﹃﹄〝〞〟«»‹›《》〈〉")
_PRIMES = re.compile("(?<=[0-9])(?:(['’])|[\"”])(?=[0-9])")
"""Quotes between two figures are primes: 6'30 is not 630."""
_DOTS = dict.fromkeys("·•‧∙⋅・･●﹒", "·")
_DASHES = dict.fromkeys("-‐‑‒–—―−﹣﹘⁃－", "-")
_TILDES = dict.fromkeys("~～〜∼˜", "~")
_ONE = _DOTS | _DASHES | _TILDES
"""Signs of one meaning and the sign that stands for them."""

_FIGURE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)

_OUTER = "。，,.;；、!！?？…:："
_PAIRS = (("(", ")"), ("<", ">"), ("[", "]"), ("【", "】"), ("〔", "〕"))


def normal_form(text: str) -> str:
    """The normal form of ``text``; a text that consists of dropped signs only keeps them."""
    plain = _one_sign(one_width(text).casefold())
    primed = _PRIMES.sub(lambda found: "′" if found[1] else "′′", plain)
    bare = _bare("".join(sign for sign in primed if sign not in _QUOTES))
    return unicodedata.normalize("NFC", bare or plain)


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
