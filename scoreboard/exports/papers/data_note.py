"""数据与个人信息说明: what is kept of a competition or a review, who sees it, until when, and what cannot be erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoreboard.exports.papers.blocks import Block, Grid, Heading, Paper, Signature, Text, Title, cells
from scoreboard.exports.papers.words import body_of, day_of
from scoreboard.presenters.say import Say
from scoring.engine.rulefile.printed import Lang


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept, by its key in data_note.toml, and until when: ``lasts`` · ``day``: it goes on the day that the
    rules name · ``register``: until somebody removes it from the register."""

    key: str
    until: Literal["lasts", "day", "register"] = "lasts"


KEPT: dict[str, tuple[Kept, ...]] = {
    "competition": (
        Kept("names"),
        Kept("contacts", "day"),
        Kept("pictures", "day"),
        Kept("judges"),
        Kept("kin", "day"),
        Kept("play"),
        Kept("accounts"),
    ),
    "review": (
        Kept("nominations"),
        Kept("personal", "day"),
        Kept("objectors", "day"),
        Kept("judges"),
        Kept("kin", "day"),
        Kept("decisions"),
        Kept("register", "register"),
        Kept("accounts"),
    ),
}


@dataclass(frozen=True, slots=True)
class DataNote:
    """``job``: what it is about · ``name`` and ``organiser`` of it · ``asks``: it takes contacts and personal data of
    people (a competition without registration takes none) · ``until``: the day on which they are erased, None where
    the rules name none."""

    job: Literal["competition", "review"]
    name: str
    organiser: str
    asks: bool
    until: date | None
    say: Say
    lang: Lang = "zh"


def data_note(given: DataNote) -> Paper:
    """The note as a paper to be signed by who holds the competition or the review."""
    title = _words(given, "title", name=given.name)
    return Paper(title, (Title(title), *_blocks(given)), given.lang)


def _blocks(given: DataNote) -> Iterator[Block]:
    by = body_of(given.organiser) or _words(given, "committee")
    yield Text(_words(given, "intro", organiser=by, name=given.name))
    yield Heading(_words(given, "what"))
    head = tuple(_words(given, f"column.{name}") for name in ("kept", "seen", "until"))
    yield Grid(head, cells(*_rows(given)), (6, 6, 5), told=(0, 1, 2))
    yield Heading(_words(given, "where"))
    yield Text(_words(given, "place", organiser=by))
    for key in ("sent", "log", "browsers"):
        yield Text(_words(given, key))
    yield Heading(_words(given, "erasing"))
    yield Text(_words(given, f"erased_{given.job}" if given.until else "no_day", day=_day(given)))
    yield Text(_words(given, "copies", organiser=by))
    yield Text(_words(given, f"export_{given.job}"))
    yield Heading(_words(given, "lasting"))
    for key in ("ledger", "published", f"whole_{given.job}", "all"):
        yield Text(_words(given, key))
    yield Heading(_words(given, "asking"))
    yield Text(_words(given, "ask", organiser=by))
    yield Signature((by,), None)


def _rows(given: DataNote) -> Iterator[tuple[str, str, str]]:
    for one in KEPT[given.job]:
        if one.key == "contacts" and not given.asks:
            continue
        until = "by_hand" if one.until == "day" and given.until is None else one.until
        seen = _words(given, f"row.{one.key}.seen")
        yield _words(given, f"row.{one.key}.kept"), seen, _words(given, f"until.{until}", day=_day(given))


def _day(given: DataNote) -> str:
    return day_of(given.until, given.lang) if given.until else ""


def _words(given: DataNote, key: str, /, **fields: object) -> str:
    return given.say(f"data_note.{key}", **fields)
