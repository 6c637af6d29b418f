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
_ANSWERS = re.compile(rf"(?:^|(?<=[\s;；,，、。|]))(?:正确|标准|参考)?答案[ ]?(\d{{1,2}}|[{_CHINESE}])[ ]?[:：]")
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
        values = _between(text, marks)
        if all(values):
            return values
    return ()


def counted_answers(text: str) -> tuple[str, ...]:
    """The answers of ``答案1：… 答案2：…`` in order, as columns of these names would have them; empty for any other."""
    marks = list(_ANSWERS.finditer(text))
    if not marks or marks[0].start() or [_value(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return ()
    return _between(text, marks)


def begins_counted(text: str) -> bool:
    """Whether a line begins with ``答案1：``, ``第1空：`` or the next of these."""
    return bool(_ANSWERS.match(text) or _NAMED.match(text))


def _between(text: str, marks: list[re.Match[str]]) -> tuple[str, ...]:
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return tuple(clean(text[mark.end() : end].strip(_BETWEEN)) for mark, end in zip(marks, ends, strict=True))


def _value(numeral: str) -> int:
    if numeral in _CHINESE:
        return _CHINESE.index(numeral) + 1
    return int(unicodedata.normalize("NFKC", numeral))
