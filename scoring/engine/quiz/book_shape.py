"""The outer shape of a match book: which part is a list, a table or a text, and which fields of a table are needed.

What is inside an entry is read by its kind; what follows from the entries is compared with what they give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Shape = type | list["Shape"] | dict[str, "Shape"]
"""``str`` or ``int``; of a list the shape of its members; of a table the shapes of the fields that it must have."""

_CONTESTANT: Shape = {"id": str, "name": str, "seat": int}
_QUESTION: Shape = {
    **dict.fromkeys(("id", "question_set", "type", "stem", "digest", "explanation", "media", "media_kind"), str),
    "options": [],
    "key": [str],
    "clues": [],
}
_BOOK: Mapping[str, Shape] = {
    "competition": {"id": str, "title": str},
    "match": {"id": str, "title": str, "competition": str, "sheet": str, "questions": [[]]},
    "sheet_text": str,
    "roster": [{"id": str, "match": str, "name": str, "contestants": [_CONTESTANT]}],
    "draw": [{"payload": {}}],
    "question_sets": [{"id": str}],
    "questions": [_QUESTION],
    "media": [{"id": str, "name": str, "mime": str, "sha256": str, "data": str}],
    "entries": [{"kind": str, "payload": {}}],
}


def misfits(book: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each place of ``book`` that has another shape: the place, ``shape`` or ``missing-field``, and what is expected
    (``str``, ``integer``, ``list``, ``table``)."""
    for part, shape in _BOOK.items():
        yield from _misfits(book[part], shape, part)
    if not list(_misfits(book["match"], _BOOK["match"], "")):
        for no, pool in enumerate(book["match"]["questions"]):
            if len(pool) != 2 or not isinstance(pool[0], str) or not isinstance(pool[1], list):
                yield f"match.questions[{no}]", "shape", "list"
    if book["entries"] and not list(_misfits(book["entries"], _BOOK["entries"], "")):
        first = book["entries"][0]["payload"]
        yield from _misfits(first, {"setup": {"teams": [{}]}}, "entries[0].payload")


def _misfits(value: Any, shape: Shape, place: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(shape, type):
        if not isinstance(value, shape) or isinstance(value, bool):
            yield place, "shape", "integer" if shape is int else shape.__name__
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield place, "shape", "list"
            return
        for no, member in enumerate(value):
            for inner in shape:
                yield from _misfits(member, inner, f"{place}[{no}]")
    elif not isinstance(value, dict):
        yield place, "shape", "table"
    else:
        for name, inner in shape.items():
            if name in value:
                yield from _misfits(value[name], inner, f"{place}.{name}")
            else:
                yield f"{place}.{name}", "missing-field", ""
