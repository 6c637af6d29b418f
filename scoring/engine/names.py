"""What names of people and things are: how they are written, and when two of them are one name.

A name comes from a keyboard, a spreadsheet or a chat, with signs that nobody sees and forms that look alike.  ``tidy``
is what is kept and shown; ``same_form`` is what two names are compared by, everywhere: teams, contestants, judges,
organisations, accounts, competitions, matches, question sets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

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
    二中), or only in how they write a number (1队, 一队), or one has words in brackets behind the other.  Names with
    other numbers are others: 4单位 is not nearly 14单位."""
    if one == other:
        return False
    own, its = _parts(one), _parts(other)
    if own.form != its.form and (own.main == its.form) != (its.main == own.form):
        return True
    if not _fit(own.numbers, its.numbers):
        return False
    short, long = sorted((own.bare, its.bare), key=len)
    if short == long or len(short) < 3:
        return short == long != ""
    if len(short) == len(long):
        differs = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
        return len(differs) == 1 and short[0] == long[0] and not any(map(_is_number, differs[0]))
    rest = iter(long)
    return 2 * len(short) >= len(long) and all(sign in rest for sign in short)


def like(name: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Which of ``names`` may be meant by one that is none of them, the likeliest first: nearly the same, a part of one
    another, as 黔城 and 黔城镇, or most signs in common.  Names with other numbers are others."""
    form, found = same_form(name), list[tuple[float, str]]()
    for other in names:
        if (its := same_form(other)) and (near := _nearness(form, its)):
            found.append((-near, other))
    return tuple(other for _, other in sorted(found)[:most])


LEAST_IN_COMMON = 0.6
"""The share of signs that two names have in common, in their order, where one may be meant by the other."""


def _nearness(one: str, other: str) -> float:
    """From 0, for two names that are none of one another, to 3."""
    if not _fit(_parts(one).numbers, _parts(other).numbers):
        return 0
    short, long = sorted((one, other), key=len)
    in_common = 2 * len({*short} & {*long}) / (len({*short}) + len({*long}))
    if nearly_same(one, other):
        return 2 + in_common
    if len(short) > 1 and (long.startswith(short) or long.endswith(short)):
        return 1 + in_common
    if in_common < LEAST_IN_COMMON:
        return 0
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= LEAST_IN_COMMON else 0


class _Parts(NamedTuple):
    """A form with its numbers in digits: as a whole, without the words in brackets at its end, its numbers, its letters
    and numbers."""

    form: str
    main: str
    numbers: tuple[str, ...]
    bare: str


@lru_cache(maxsize=20_000)
def _parts(form: str) -> _Parts:
    numbers = tuple(_in_digits(number) for number in _NUMBER.findall(form))
    form = _in_digits(form)
    return _Parts(form, _main(form), numbers, bare(form))


_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_NUMBER = re.compile(rf"\d+|{_CHINESE_NUMBER.pattern}")
_DIGITS = "零一二三四五六七八九"


def _in_digits(form: str) -> str:
    """The form with its Chinese numbers up to 99 in digits."""
    return _CHINESE_NUMBER.sub(lambda found: str(_value(found[0])), form)


def _value(number: str) -> int:
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.index(tens or "一") if ten else 0) * 10 + (_DIGITS.index(ones) if ones else 0)


def _fit(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of the names has all numbers of the other, in order."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(number in rest for number in short)


LEAST_SIGNS = 4
"""Signs of a name in a script without blanks from which on one may be a slip: 张小明 and 张小红 are two people."""


def bare(form: str) -> str:
    """The letters and numbers of a form: people whose names differ in dots, dashes and blanks alone may be one."""
    return "".join(filter(str.isalnum, form))


def long_name(form: str) -> bool:
    """Whether one sign of a person's name may be a slip."""
    signs = bare(form)
    return len(signs) >= LEAST_SIGNS and not any(map(_is_word, signs))


def _main(form: str) -> str:
    """The form without the words in brackets at its end."""
    return form[: form.rindex("(")] if form.endswith(")") and "(" in form[1:] else form


def _is_word(sign: str) -> bool:
    """A letter or a number of a script that puts blanks between its words."""
    return sign.isalnum() and unicodedata.east_asian_width(sign) not in "WF"


def _is_number(sign: str) -> bool:
    return unicodedata.numeric(sign, None) is not None
