"""The life cycle of a match: at which stage which command leads where.

Who may give a command, and who owes a reason, stands in the table of its kinds; where it leads is decided by the state.
So the ways are written down here, and tests compare them with what matches do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scoreboard.api_docs.commands import example
from scoring.engine.actors import Role
from scoring.engine.kinds import never
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.state import MatchState, Stage

Place = Stage | Literal["setup", "locked"]
"""Where a match is: its phase before the opening and after the lock, else the stage of its item."""

_VOID: Mapping[str, Sequence[Place]] = {"item.void": ("judged",), "item.replace": ("reading",)}

WAYS: Mapping[Place, Mapping[str, Sequence[Place]]] = {
    "setup": {"match.open": ("idle",)},
    "idle": {
        "round.begin": ("idle",),
        "item.present": ("reading", "staking", "armed"),
        "tieoff.begin": ("idle",),
        "tieoff.end": ("idle",),
        "round.end": ("idle",),
        "result.lock": ("locked",),
    },
    "staking": {"stake.choose": ("reading", "closed"), "token.use": ("closed",), "item.void": ("judged",)},
    "reading": {
        "clock.start": ("answering",),
        "press.arm": ("armed",),
        "press.record": ("fouled", "judged", "audience"),
        "press.lapse": ("lapsed", "audience"),
        "panel.open": ("marking",),
        "answer.judge": ("judged",),
        "audience.note": ("judged",),
        "foul.call": ("fouled", "judged", "audience"),
        "token.use": ("closed",),
        "item.close": ("closed",),
        **_VOID,
    },
    "armed": {
        "press.record": ("collecting", "fouled", "judged", "audience"),
        "press.lapse": ("lapsed", "audience"),
        "clue.reveal": ("reading",),
        "foul.call": ("fouled", "judged", "audience"),
        **_VOID,
    },
    "collecting": {
        "press.award": ("answering", "fouled"),
        "foul.call": ("fouled", "judged", "audience"),
        **_VOID,
    },
    "fouled": {
        "press.arm": ("armed",),
        "press.record": ("judged", "audience"),
        "press.lapse": ("lapsed", "audience"),
        "foul.call": ("judged", "audience"),
        **_VOID,
    },
    "lapsed": {
        "audience.note": ("judged",),
        "clue.reveal": ("reading",),
        "press.arm": ("armed",),
        "item.close": ("closed",),
        **_VOID,
    },
    "answering": {
        "answer.judge": ("judged", "fouled", "audience", "answering"),
        "panel.open": ("marking",),
        "foul.call": ("judged", "fouled", "audience"),
        "token.use": ("closed", "reading", "fouled"),
        "item.close": ("closed",),
        **_VOID,
    },
    "marking": {"panel.lock": ("judged",), "answer.judge": ("judged",), "item.close": ("closed",), **_VOID},
    "judged": {
        "item.close": ("closed",),
        "item.present": ("reading", "staking", "armed"),
        "round.begin": ("idle",),
        "round.end": ("idle",),
        "tieoff.begin": ("idle",),
        "tieoff.end": ("idle",),
        "result.lock": ("locked",),
        "item.replace": ("reading",),
    },
    "audience": {
        "audience.note": ("judged",),
        "clue.reveal": ("reading",),
        "item.close": ("closed",),
        "round.begin": ("idle",),
        **_VOID,
    },
    "closed": {
        "item.present": ("reading", "staking", "armed"),
        "round.end": ("idle",),
        "round.begin": ("idle",),
        "tieoff.begin": ("idle",),
        "tieoff.end": ("idle",),
        "item.replace": ("reading",),
        "result.lock": ("locked",),
    },
    "locked": {"result.unlock": ("idle", "judged", "closed")},
}
"""By place the commands that go on from it, the usual ones first, each with the places to which it may lead."""


@dataclass(frozen=True, slots=True)
class Way:
    """A command at one place.  ``roles`` may give it; those of ``reason`` must say why, "sometimes" where that depends
    on its fields; ``example`` as it goes over the wire."""

    kind: str
    roles: Sequence[Role]
    reason: Sequence[str]
    leads: Sequence[Place]
    example: Mapping[str, Any]


def place_of(state: MatchState) -> Place:
    """Where a match is."""
    return state.stage if state.phase == "open" else state.phase


def life_cycle() -> Iterator[tuple[Place, Sequence[Way]]]:
    """Every place with the commands that go on from it."""
    for place, ways in WAYS.items():
        yield place, [_way(kind, leads) for kind, leads in ways.items()]


def beside() -> Sequence[Way]:
    """The commands that change no stage, or any: given whenever the match takes them."""
    going = {kind for ways in WAYS.values() for kind in ways}
    return [_way(kind, ()) for kind in KINDS if kind not in going]


def _way(kind: str, leads: Sequence[Place]) -> Way:
    row = KINDS[kind]
    fields = row.command.__dataclass_fields__  # type: ignore[attr-defined]
    owed: list[str] = sorted(row.reason & row.roles)
    reason = owed or (["sometimes"] if row.reason_if is not never else [])
    return Way(kind, sorted(row.roles), reason, leads, example(kind, fields))
