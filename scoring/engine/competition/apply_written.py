"""What an entry about a written stage does to the state.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.codec import from_json, read_part
from scoring.engine.competition.commands_written import PaperMark
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.written_state import (
    Batch,
    Check,
    Place,
    Publication,
    Replaced,
    Written,
)
from scoring.engine.ledger import Entry

Said = Mapping[str, Any]


def entered(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    marks = read_part(payload, "marks", tuple[PaperMark, ...])
    replaced = read_part(payload, "replaced", tuple[Replaced, ...])
    source = payload["source"]
    batch = Batch(payload["batch"], len(marks), replaced, source, entry.actor, entry.device, entry.at, entry.reason)
    old = state.written.get(payload["stage"], Written())
    return _with(state, payload, replace(old.holding(marks), batches=(*old.batches, batch)))


def checked(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    old = state.written[payload["stage"]]
    return _with(state, payload, replace(old, checks=(*old.checks, Check(payload["batch"], entry.actor, entry.at))))


def published(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    old = state.written[payload["stage"]]
    places = from_json(tuple[Place, ...], payload["places"])
    one = Publication(payload["publication"], payload["batch"], places, entry.actor, entry.at, entry.reason)
    return _with(state, payload, replace(old, published=(*old.published, one)))


def shown(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    old = state.written[payload["stage"]]
    return _with(state, payload, replace(old, cues=old.cues + 1, shown=payload["shown"]))


def _with(state: CompetitionState, payload: Said, written: Written) -> CompetitionState:
    return replace(state, written={**state.written, payload["stage"]: written})
