"""A question set as one TOML file: ``[set]`` with id, name, source, and a ``[[question]]`` for each item.

This is the form of the built-in sets: easy to read in a review, one block for each item, and nothing is lost that a
spreadsheet can say.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from question_sets.model import Draft
from scoring.engine.rulefile.toml import loads
from scoring.tables.delimited import decode
from scoring.tables.limits import MAX_CELL
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error

_TEXTS = ("type", "stem", "explanation", "citation", "difficulty", "chapter", "points", "stake", "no")
_LISTS = ("options", "key", "tags", "clues")
_KNOWN = frozenset({*_TEXTS, *_LISTS, "media", "media_kind"})


@dataclass(frozen=True, slots=True)
class SetHead:
    """The head of a set: its id, name and source."""

    id: str = ""
    name: str = ""
    source: str = ""


def read_toml(name: str, data: bytes) -> tuple[SetHead, list[Draft]]:
    """The head and the drafts of a TOML set; the row of a place is the item's count in the file."""
    try:
        return _read(name, loads(decode(data)))
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits, tables a thousand deep
        raise Unreadable(error("toml-broken", text=str(problem))) from None


def _read(name: str, document: Mapping[str, object]) -> tuple[SetHead, list[Draft]]:
    head = document.get("set", {})
    items = document.get("question", [])
    if not isinstance(head, dict) or not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable(error("toml-broken", text="[set], [[question]]"))
    texts = {key: str(head.get(key, "")) for key in ("id", "name", "source")}
    places = (SourcePlace(name, number, "question") for number in itertools.count(1))
    return SetHead(**texts), list(map(_draft, places, items))


def _draft(place: SourcePlace, item: Mapping[str, object]) -> Draft:
    problems: list[Problem] = [error("toml-field-unknown", text=key) for key in sorted(set(item) - _KNOWN)]
    texts = {key: str(item.get(key, "")) for key in _TEXTS}
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        value = item.get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            problems.append(error("toml-list-expected", key, text=key))
            value = []
        lists[key] = tuple(map(str, value))
    longest = max(map(len, [*texts.values(), *(one for many in lists.values() for one in many)]))
    if longest > MAX_CELL:
        problems.append(error("cell-too-long", limit=MAX_CELL, length=longest))
    media = str(item.get("media", ""))
    return Draft(
        place=place,
        options=lists["options"],
        key_values=lists["key"] or None,
        tags="、".join(lists["tags"]),
        clues=lists["clues"],
        media=(media,) if media else (),
        problems=tuple(problems),
        **texts,
    )
