"""The numbers by which an answer says which blank it fills: ``第1空：…；第2空：…``, ``(1)… (2)…``, ``①…②…``."""

from __future__ import annotations

import re
import unicodedata

from scoring.tables.text import clean

_CHINESE = "一二三四五六七八九十"
_RINGS = "①②③④⑤⑥⑦⑧⑨⑩"
_NAMED = re.compile(rf"(?:第[ ]?(\d{{1,2}}|[{_CHINESE}])[ ]?(?:个)?空|(?:填)?空[ ]?(\d{{1,2}}|[{_CHINESE}]))[ ]?[:：]")
_COUNTED = re.compile(
    rf"[(（][ ]?(\d{{1,2}})[ ]?[)）]|([{_RINGS}])|(?:^|(?<=[\s;；,，、]))(\d{{1,2}})(?:[、]|[.．](?!\d))"
)
_BETWEEN = " \t\n\u3000;；,，、"


def numbered_values(text: str, blanks: int) -> tuple[str, ...]:
    """The answers of ``text`` in the order of their blanks, without the numbers; empty where it has none.

    ``第1空：`` is always a number.  ``(1)``, ``①``, ``1.`` and ``1、`` may be the answer itself: they are numbers only
    where they begin the text, count from one, and there are as many as ``blanks``, which are several.
    """
    named = list(_NAMED.finditer(text))
    counted = list(_COUNTED.finditer(text))
    for marks, surely in ((named, True), (counted, blanks > 1 and len(counted) == blanks)):
        numbers = [_value(next(filter(None, mark.groups()))) for mark in marks]
        if not surely or not marks or marks[0].start() or numbers != list(range(1, len(marks) + 1)):
            continue
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        values = [clean(text[mark.end() : end].strip(_BETWEEN)) for mark, end in zip(marks, ends, strict=True)]
        if all(values):
            return tuple(values)
    return ()


def _value(numeral: str) -> int:
    if numeral in _CHINESE:
        return _CHINESE.index(numeral) + 1
    return int(unicodedata.normalize("NFKC", numeral))
