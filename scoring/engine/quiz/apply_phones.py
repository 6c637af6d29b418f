"""The hall's phones in the fold of a match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.change import edit_item
from scoring.engine.quiz.phones import Phones, list_hash, read_answers
from scoring.engine.quiz.state import MatchState


def open_phones(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The phones may answer; the screen shows the way to them beside the question."""
    phones = Phones(entry.seq, entry.at, p["until"], p["digest"], last=entry.seq)
    return replace(edit_item(state, p["item"], lambda item: replace(item, phones=phones)), scene="question")


def close_phones(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """All answers are in."""
    names = {int(no): name for no, name in p["names"].items()}
    text = p["answers"]
    told = {"given": len(read_answers(text)), "list": list_hash(text)}
    return _changed(state, entry, p, closed=entry.seq, answers=text, names=names, **told)


def draw_phones(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The draw is made; who it gives follows from the answers and the key."""
    return _changed(state, entry, p, number=p["number"], secret=p["secret"], winners=p["winners"])


def hide_names(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The screens have the short names, or not."""
    return _changed(state, entry, p, hidden=p["hidden"])


def _changed(state: MatchState, entry: Entry, p: Mapping[str, Any], **fields: Any) -> MatchState:
    return edit_item(
        state,
        p["item"],
        lambda item: (
            item if item.phones is None else replace(item, phones=replace(item.phones, **fields, last=entry.seq))
        ),
    )
