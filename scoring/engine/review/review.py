"""The review as a fold of its ledger: the functions that other packages call.

``decide`` says whether a command is allowed and what its entry holds, ``apply`` and ``fold`` turn entries into the
state, ``due`` says what the system itself must do and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.engine.actors import SYSTEM_KEYS
from scoring.engine.codec import to_json
from scoring.engine.kinds import Command, Due, Payload
from scoring.engine.ledger import Entry
from scoring.engine.review import guards
from scoring.engine.review.apply_judging import counted_apart
from scoring.engine.review.commands_decision import DeletePersonal
from scoring.engine.review.facts import NO_FACTS, Facts
from scoring.engine.review.kinds import KINDS
from scoring.engine.review.state import ReviewState


def decide(state: ReviewState, command: Command, *, at: int, facts: Facts = NO_FACTS) -> Payload:
    """The payload of the entry: the command's fields and the facts decided now, at ``at`` ms since the epoch.

    Raises a named error if the command is not allowed.
    """
    said = to_json(command)
    kind = said.pop("kind")
    return {**said, **KINDS[kind].decide(state, command, at, facts)}


def apply(state: ReviewState, entry: Entry) -> ReviewState:
    """The state after ``entry``."""
    kind = KINDS[entry.kind]
    moved = kind.apply(state, entry, entry.payload)
    public_seq, counts = state.public_seq, state.private_counts
    if kind.private(moved, entry):
        counts = {**counts, entry.actor: counts.get(entry.actor, 0) + 1}
    else:
        public_seq += 1
    apart = moved.apart + counted_apart(moved, entry)
    return replace(moved, seq=entry.seq, at=entry.at, public_seq=public_seq, private_counts=counts, apart=apart)


def fold(entries: Sequence[Entry]) -> ReviewState:
    """The state after the entries of one stream from its first."""
    return fold_on(ReviewState(), entries)


def fold_on(state: ReviewState, entries: Sequence[Entry]) -> ReviewState:
    """The state after ``state`` and the entries that follow it."""
    for entry in entries:
        state = apply(state, entry)
    return state


def due(state: ReviewState) -> Due | None:
    """Personal data is deleted when the campaign's day begins; None: nothing is waiting."""
    campaign = state.campaign
    if campaign is None or campaign.personal_until is None or state.personal_deleted:
        return None
    day = campaign.personal_until
    return Due(guards.begins_at(campaign, day), DeletePersonal(), f"{SYSTEM_KEYS}personal:{day.isoformat()}")
