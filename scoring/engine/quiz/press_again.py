"""Every press and every award of a match, decided again from the data in their entries.

An entry holds what the server measured when a press came in: the time, the round trip, its cap, the lot.  From these
and the state at that moment the same guard must give the same estimate, standing and winner.  Entries written before
these fields existed are checked as far as their fields allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.engine.kinds import Command, Payload
from scoring.engine.ledger import Entry
from scoring.engine.quiz.commands_press import AwardPress, RecordPress
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.match import MatchState, apply, decide, fold, needs_refold
from scoring.engine.trip import Trip

SAID = ("team", "press", "arming", "pressed_at", "rtt", "source", "item")
"""The fields of a press that the device itself reported; an older entry has fewer."""

LATER = ("allowance", "widened", "window")
"""The fields of a press that entries of the first rule lack."""


def decided_again(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Payload]]:
    """Each press and award, also one that was undone later, with the payload that it must have, as far as that can be
    computed.  Raises ``LeitaiError`` if it could not have been written at all.
    """
    state = MatchState()
    for no, entry in enumerate(entries, start=1):
        if entry.kind == "press.record" and "cap" in entry.payload:
            again = _again(state, entry, _press(entry.payload), _measured(entry.payload))
            yield entry, {name: value for name, value in again.items() if name in entry.payload or name not in LATER}
        elif entry.kind == "press.award":
            again = _again(state, entry, AwardPress(), Facts(lot=entry.payload.get("lot", 0)))
            if again["by"] == "draw" and "lot" not in entry.payload:
                del again["winner"], again["lot"]
            yield entry, again
        state = fold(entries[:no]) if needs_refold(entry) else apply(state, entry)


def _again(state: MatchState, entry: Entry, command: Command, facts: Facts) -> Payload:
    return decide(state, command, at=entry.at, facts=facts)


def _press(p: Mapping[str, Any]) -> RecordPress:
    return RecordPress(**{name: p[name] for name in SAID if name in p})


def _measured(p: Mapping[str, Any]) -> Facts:
    trip = None if p["cap"] is None else Trip(p["trip"], p["cap"], p.get("allowance"))
    return Facts(came=p["arrived"], trip=trip, slowest=p.get("window", 0))
