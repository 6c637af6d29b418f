"""What an entry about the schedule does to the state.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.competition.commands_schedule import Place, Planned
from scoring.engine.competition.schedule_state import Accepted, Change
from scoring.engine.competition.state import CompetitionState
from scoring.engine.ledger import Entry

Said = Mapping[str, Any]


def days_set(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    first, last = date.fromisoformat(payload["first"]), date.fromisoformat(payload["last"])
    return _changed(replace(state, schedule=replace(state.schedule, first=first, last=last)), entry, ())


def schedule_set(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    held = state.schedule
    dropped = {(stage, group) for stage, group in payload["dropped"]}
    kept = {place: one for place, one in held.plans.items() if place not in dropped}
    new = {one.place: one for one in from_json(tuple[Planned, ...], payload["matches"])}
    accepted = dict.fromkeys(payload["accepted"], Accepted(entry.actor, entry.at, entry.reason))
    places = tuple((stage, group) for stage, group in payload["changed"])
    edits = {**held.edits, **{stage: held.edits.get(stage, 0) + 1 for stage, _ in places}}
    schedule = replace(held, plans={**kept, **new}, accepted={**held.accepted, **accepted}, edits=edits)
    return _changed(replace(state, schedule=schedule), entry, places)


def published(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    return replace(state, schedule=replace(state.schedule, published_at=entry.at))


def _changed(state: CompetitionState, entry: Entry, places: tuple[Place, ...]) -> CompetitionState:
    """Changes are kept from the publication on."""
    schedule = state.schedule
    if not schedule.published_at:
        return state
    one = Change(places, entry.actor, entry.at, entry.reason)
    return replace(state, schedule=replace(schedule, changes=(*schedule.changes, one)))
