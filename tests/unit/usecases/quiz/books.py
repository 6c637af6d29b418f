"""The book of a played match, and what changes a part of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from scoring.engine.codec import digest
from scoring.engine.quiz.book import sealed
from scoring.usecases.quiz.book import match_book
from tests.fakes import fake_context
from tests.halls import CHIEF, Hall, play, set_up

Book = dict[str, Any]


@cache
def played() -> tuple[Hall, str]:
    hall = set_up(fake_context(), media=True)
    play(hall)
    return hall, json.dumps(match_book(hall.ctx, hall.match, actor=CHIEF), ensure_ascii=False)


def book() -> Book:
    """A fresh copy of the book of a played match, as read from its file."""
    read: Book = json.loads(played()[1])
    return read


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all leaves, empty lists and tables included."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = False
    for name, part in inner:
        found = True
        yield from leaves(part, (*path, name))
    if not found:
        yield path


def put(target: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> None:
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = change(target[path[-1]])


def flipped(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1] != "0" else "1") if value else "x"
    return "x" if value is None else [0] if isinstance(value, list) else {"x": 0}


PATHS = sorted(leaves(book()), key=str)


def rechained(changed: Book) -> Book:
    """The forger's best: hashes of all entries and the digest of the book made anew."""
    prev = "0" * 64
    for entry in changed["entries"]:
        entry["prev"] = prev
        fields = ("stream", "seq", "kind", "payload", "actor", "device", "key", "reason", "at", "prev")
        entry["hash"] = prev = digest([entry[name] for name in fields])
    changed["result"]["head"] = prev
    return sealed(changed)
