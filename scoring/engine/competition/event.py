"""The competition as a fold of its ledger: the functions that other packages call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.engine.actors import SYSTEM_KEYS
from scoring.engine.codec import fields_json
from scoring.engine.competition.commands import EraseContacts
from scoring.engine.competition.facts import NO_FACTS, Facts
from scoring.engine.competition.kinds import KINDS
from scoring.engine.competition.state import CompetitionState
from scoring.engine.kinds import Command, Due, Payload
from scoring.engine.ledger import Entry
from scoring.engine.moments import moment_of


def decide(state: CompetitionState, command: Command, *, at: int, facts: Facts = NO_FACTS) -> Payload:
    """The payload of the entry: the command's fields and the facts decided now, at ``at`` ms since the epoch.

    Raises a named error if the command is not allowed.
    """
    decided = KINDS[command.kind].decide(state, command, at, facts)
    return {**fields_json(command, {"kind", *decided}), **decided}


def fold(entries: Sequence[Entry]) -> CompetitionState:
    """The state after the entries of one stream from its first."""
    return fold_on(CompetitionState(), entries)


def fold_on(state: CompetitionState, entries: Sequence[Entry]) -> CompetitionState:
    """The state after ``state`` and the entries that follow it."""
    for entry in entries:
        state = replace(KINDS[entry.kind].apply(state, entry, entry.payload), seq=entry.seq, at=entry.at)
    return state


def due(state: CompetitionState) -> Due | None:
    """Contacts are erased when the rules' day begins; None: nothing is waiting."""
    if state.rules is None or state.erased:
        return None
    day = state.rules.erase_on
    return Due(moment_of(day, state.rules.zone), EraseContacts(), f"{SYSTEM_KEYS}erase:{day.isoformat()}")
