"""A 填空 whose answers stand in several columns: 答案1, 答案2, … or 第1空, 第2空, …, and 备选答案 beside the key."""

from __future__ import annotations

from collections.abc import Sequence

from question_sets.keys import fill_values
from scoring.tables.problems import Problem, error, note, warning

Found = tuple[tuple[str, ...], tuple[Problem, ...]]
"""A key, one text for each blank, and what there is to say about it."""


def values_of_columns(answers: Sequence[str], blanks: int, *, by_blank: bool) -> Found:
    """The key of the columns 答案1, 答案2, …; what one cell parts by ；or ``|`` are spellings of one blank.

    A column is a blank where the stem has several ``blanks``, and always where the headings say so (``by_blank``).
    Otherwise all of them are accepted answers of the one blank; where the stem shows none, somebody has to look.
    """
    cells = ["".join(fill_values(text, 1)) for text in answers]
    if by_blank or blanks > 1:
        lacking = [str(number) for number, text in enumerate(cells, start=1) if not text]
        problems = [error("blank-without-answer", "key", numbers="、".join(lacking))] if lacking else []
        return tuple(filter(None, cells)), tuple(problems)
    accepted = _joined(cells)
    text = accepted.replace("|", "、")[:80]
    told = note("columns-one-blank", "key", text=text) if blanks else warning("columns-no-blank", "key", text=text)
    return (accepted,), (told,)


def with_also(key: tuple[str, ...], also: str) -> Found:
    """``key`` with what 备选答案 says too: for the one blank, or for each where it has as many parts as blanks."""
    more = fill_values(also, len(key))
    if len(more) != len(key):
        return key, (warning("also-unplaced", "also", text=also[:40], blanks=len(key)),)
    merged = tuple(_joined(pair) for pair in zip(key, more, strict=True))
    return merged, (note("also-accepted", "also", text=also.replace("|", "、")[:40]),) if merged != key else ()


def _joined(cells: Sequence[str]) -> str:
    return "|".join(dict.fromkeys(spelling for cell in cells for spelling in cell.split("|") if spelling))
