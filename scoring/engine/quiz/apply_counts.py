"""The audience panel's counts in the fold of a match: what waits for a second person, and what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.panel.audience import AudienceCount, AudienceGiven
from scoring.engine.panel.sitting import Sitting
from scoring.engine.quiz.apply_marks import scored
from scoring.engine.quiz.change import edit_item
from scoring.engine.quiz.commands_counts import EntryCount
from scoring.engine.quiz.state import Item, MatchState, WaitingCounts


def enter_counts(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The counts wait; what the same person had entered before waits no more."""
    counts = from_json(tuple[EntryCount, ...], p["counts"])
    new = WaitingCounts(counts, p["source"], entry.actor, entry.reason, entry.seq, entry.at, entry.device)
    return replace(state, counts_waiting=(*(one for one in state.counts_waiting if one.by != new.by), new))


def decide_counts(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The counts are in force, or dropped.  An entry whose marks are locked already is scored anew."""
    state = replace(state, counts_waiting=tuple(one for one in state.counts_waiting if one.seq != p["sheet"]))
    if not p["accept"]:
        return state
    for one in from_json(tuple[EntryCount, ...], p["counts"]):
        given = AudienceGiven(AudienceCount(one.votes, one.cast, one.average), entry.seq, entry.at)
        item = state.item_no(one.item)
        if item is None or item.panel is None:
            continue
        state = _counted(state, replace(item, panel=_with_count(item.panel, given)), entry)
    return state


def _counted(state: MatchState, item: Item, entry: Entry) -> MatchState:
    """The state with this item, scored anew where its marks are locked."""
    state = edit_item(state, item.no, lambda _: item)
    return scored(state, item, entry.seq) if item.panel is not None and item.panel.locked is not None else state


def _with_count(sitting: Sitting, given: AudienceGiven) -> Sitting:
    before = () if sitting.audience is None else (sitting.audience,)
    return replace(sitting, audience=given, counts_before=(*sitting.counts_before, *before))
