"""Every press and every award of a match, decided again from the data in their entries.

An entry holds what the server measured when a press came in: the time, the round trip, its cap, the lot.  From these
and the state at that moment the same guard must give the same estimate, standing and winner.  Entries written before
these fields existed are checked as far as their fields allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Payload
from scoring.engine.ledger import Entry
from scoring.engine.quiz.commands_press import AwardPress, RecordPress
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.match import MatchState, apply, decide, fold, needs_refold
from scoring.engine.trip import Trip

SAID = ("team", "press", "arming", "pressed_at", "rtt", "source", "item")
"""The fields of a press that the device itself reported; an older entry has fewer."""

LATER = ("allowance", "widened", "window", "reach")
"""The fields of a press that entries of the first rule lack, and the last one those of the second."""


def decided_again(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Payload | None]]:
    """Each press and award, also one that was undone later, with the payload that it must have, as far as that can be
    computed; None where it could not have been written at all."""
    state = MatchState()
    for no, entry in enumerate(entries, start=1):
        if entry.kind == "press.award" or (entry.kind == "press.record" and "cap" in entry.payload):
            try:
                yield entry, _again(state, entry)
            except (LeitaiError, LookupError, TypeError, ValueError, AttributeError):
                yield entry, None
        state = fold(entries[:no]) if needs_refold(entry) else apply(state, entry)


def _again(state: MatchState, entry: Entry) -> Payload:
    if entry.kind == "press.record":
        again = decide(state, _press(entry.payload), at=entry.at, facts=_measured(entry.payload))
        return {name: value for name, value in again.items() if name in entry.payload or name not in LATER}
    again = decide(state, AwardPress(), at=entry.at, facts=Facts(lot=entry.payload.get("lot", 0)))
    if again["by"] == "draw" and "lot" not in entry.payload:
        del again["winner"], again["lot"]
    return again


def _press(p: Mapping[str, Any]) -> RecordPress:
    return RecordPress(**{name: p[name] for name in SAID if name in p})


def _measured(p: Mapping[str, Any]) -> Facts:
    trip = None if p["cap"] is None else Trip(p["trip"], p["cap"], p.get("allowance"), whole="reach" in p)
    return Facts(came=p["arrived"], trip=trip, slowest=p.get("window", 0))
