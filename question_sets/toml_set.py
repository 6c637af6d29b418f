"""A question set as one TOML file: ``[set]`` with id, name, source, and a ``[[question]]`` for each item.

This is the form of the built-in sets: easy to read in a review, one block for each item, and nothing is lost that a
spreadsheet can say.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, cast

from question_sets.model import Draft
from scoring.engine.rulefile.reader import syntax_fault
from scoring.engine.rulefile.toml import loads
from scoring.tables.delimited import decode
from scoring.tables.limits import MAX_CELL
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error

_TEXTS = (
    "type",
    "stem",
    "explanation",
    "citation",
    "difficulty",
    "chapter",
    "points",
    "stake",
    "no",
    "checked_on",
    "valid_until",
)
_LISTS = ("options", "key", "tags", "clues", "conflicts_with")
_KNOWN = frozenset({*_TEXTS, *_LISTS, "media", "media_kind"})


@dataclass(frozen=True, slots=True)
class SetHead:
    """The head of a set: its id, name and source."""

    id: str = ""
    name: str = ""
    source: str = ""


def read_toml(name: str, data: bytes) -> tuple[SetHead, list[Draft]]:
    """The head and the drafts of a TOML set; the row of a place is the item's count in the file."""
    text = decode(data).replace("\r\n", "\n")
    try:
        return _read(name, loads(text))
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits, tables a thousand deep
        raise Unreadable(error("toml-broken", **dict(syntax_fault(str(problem), text).fields))) from None


def _read(name: str, document: Mapping[str, object]) -> tuple[SetHead, list[Draft]]:
    head = document.get("set", {})
    items = document.get("question", [])
    if not isinstance(head, dict):
        raise Unreadable(error("toml-not-table", text="[set]"))
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable(error("toml-not-table", text="[[question]]"))
    texts = {key: str(head.get(key, "")) for key in ("id", "name", "source")}
    places = (SourcePlace(name, number, "question") for number in itertools.count(1))
    return SetHead(**texts), list(map(_draft, places, items))


def _draft(place: SourcePlace, item: Mapping[str, object]) -> Draft:
    problems: list[Problem] = [_unknown(key) for key in sorted(set(item) - _KNOWN)]
    texts = {}
    for key in (*_TEXTS, "media"):
        value = item.get(key, "")
        if isinstance(value, dict | list):
            problems.append(error("toml-text-expected", key, text=key))
        texts[key] = "" if isinstance(value, dict | list) else _text(value)
    media = texts.pop("media")
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        value = item.get(key, [])
        if not isinstance(value, dict | list):
            value = [value]
        if isinstance(value, dict) or any(isinstance(one, dict | list) for one in value):
            problems.append(error("toml-list-expected", key, text=key))
            value = []
        lists[key] = tuple(map(_text, value))
    longest = max(map(len, [*texts.values(), *(one for many in lists.values() for one in many)]))
    if longest > MAX_CELL:
        problems.append(error("cell-too-long", limit=MAX_CELL, length=longest))
    return Draft(
        place=place,
        options=lists["options"],
        key_values=lists["key"] or None,
        tags="、".join(lists["tags"]),
        clues=lists["clues"],
        conflicts="、".join(lists["conflicts_with"]),
        media=(media,) if media else (),
        problems=tuple(problems),
        **cast(dict[str, Any], texts),
    )


def _text(value: object) -> str:
    """A value as a spreadsheet would say it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown(key: str) -> Problem:
    """A key that no question has, with the known one that may be meant, else with all of them."""
    if near := get_close_matches(key, _KNOWN, 1):
        return error("toml-field-near", text=key, nearest=near[0])
    return error("toml-field-unknown", text=key, choices=" ".join(sorted(_KNOWN)))
