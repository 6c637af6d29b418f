"""What names of people and things are: how they are written, and when two of them are one name.

A name comes from a keyboard, a spreadsheet or a chat, with signs that nobody sees and forms that look alike.  ``tidy``
is what is kept and shown; ``same_form`` is what two names are compared by, everywhere: teams, contestants, judges,
organisations, accounts, competitions, matches, question sets.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff"  # control signs, halves of a sign
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"  # no width, or a direction
)
_LOOKS_BLANK = re.compile("[\u115f\u1160\u3164\uffa0\u2800]")
"""Letters without a shape: fillers of Hangul, the empty sign of Braille."""

_VARIANTS = dict.fromkeys([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
"""They choose a drawing of the sign before them: kept in a name, for people write theirs so, and not compared."""
_LOOSE = re.compile("(?<!\\S)[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
"""Such signs that follow none."""

_ALIKE = {
    ord(sign): plain
    for plain, signs in {
        "(": "[{〔【〖〘", ")": "]}〕】〗〙", "·": "•‧・∙⋅●", "-": "‐‑‒–—―−", '"': "“”„‟〝〞", "'": "‘’‚‛",
    }.items()
    for sign in signs
}  # fmt: skip


def tidy(name: str) -> str:
    """The name as it is kept and shown: composed (NFC), without control signs, signs of no width and signs that turn
    the direction of writing, without outer and doubled blanks."""
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", name))
    return " ".join(_LOOSE.sub("", _LOOKS_BLANK.sub(" ", seen)).split())


def same_form(name: str) -> str:
    """What the name is compared by: two names with one form are one name.

    Width and case, kinds of brackets, quotes, dots and dashes do not count, nor do blanks, except between two words
    that would else run together: 甲县教育 局 is 甲县教育局, but ``Team 1 1`` is not ``Team 11``.
    """
    return _kept_form(name) if len(name) <= LONGEST_KEPT else _form(name)


LONGEST_KEPT = 200
"""Most signs of a name whose form is kept: long texts from strangers do not fill the memory."""


def _form(name: str) -> str:
    form = _folded(name)
    while (after := _folded(form)) != form:  # a sign that comes apart may join the one before it
        form = after
    return form


_kept_form = lru_cache(maxsize=20_000)(_form)
"""A list is compared with a list, so that one name is asked for thousands of times."""


def _folded(name: str) -> str:
    folded = unicodedata.normalize("NFKC", tidy(name).translate(_VARIANTS)).casefold()
    form = ""
    for word in tidy(unicodedata.normalize("NFKC", folded).translate(_ALIKE)).split():
        form += f" {word}" if form and _is_word(form[-1]) and _is_word(word[0]) else word
    return form


def nearly_same(one: str, other: str) -> bool:
    """Whether the names of two forms that are not the same may mean the same: one of them has all signs of the other in
    order, and not many more, or they differ in one sign that is neither the first nor a number (so 一中 is not nearly
    二中), or one has words in brackets behind the other."""
    if one == other:
        return False
    if (_main(one) == other) != (_main(other) == one):
        return True
    short, long = sorted(("".join(filter(str.isalnum, form)) for form in (one, other)), key=len)
    if short == long or len(short) < 3:
        return short == long != ""
    if len(short) == len(long):
        differs = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
        return len(differs) == 1 and short[0] == long[0] and not any(map(_is_number, differs[0]))
    rest = iter(long)
    return 2 * len(short) >= len(long) and all(sign in rest for sign in short)


def _main(form: str) -> str:
    """The form without the words in brackets at its end."""
    return form[: form.rindex("(")] if form.endswith(")") and "(" in form[1:] else form


def _is_word(sign: str) -> bool:
    """A letter or a number of a script that puts blanks between its words."""
    return sign.isalnum() and unicodedata.east_asian_width(sign) not in "WF"


def _is_number(sign: str) -> bool:
    return unicodedata.numeric(sign, None) is not None
