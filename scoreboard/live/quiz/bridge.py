"""A press that came in over wires: from a box of buttons, by a program of its own."""

from __future__ import annotations

from scoreboard.live.presence import Presence
from scoring.engine.actors import BRIDGE_KEYS, Actor
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.quiz.commands_press import RecordPress
from scoring.engine.trip import UNMEASURED, slowest
from scoring.usecases.context import Context
from scoring.usecases.perform import Done, perform
from scoring.usecases.quiz.job import MatchJob, stream_of
from scoring.usecases.quiz.perform import match_state

LONGEST = 64
"""Signs of a press's id."""


def bridge_press(
    ctx: Context,
    presence: Presence,
    *,
    match: str,
    actor: str,
    press: str,
    team: str = "",
    station: int = 0,
    arming: str = "",
    item: int | None = None,
) -> Done:
    """Record a press of a ``team``, or of whoever sits at a ``station``; once for its id ``press``.

    It is dated by its arrival, like a press of a station that was not measured: what a bridge says of time is not asked
    for.  The window still covers the slowest station (docs/adr/0009-dating-a-press.md).

    Raises ``Invalid("press-team" | "press-id")``, ``NotFound("team-unknown" | "station-unknown")``, and what a press is
    refused with, such as ``Refused("wrong-stage")``.
    """
    if bool(team) == bool(station):
        raise Invalid("press-team")
    if not press or len(press) > LONGEST:
        raise Invalid("press-id")
    stream = stream_of(match)
    teams = match_state(ctx, match).teams
    found = next((one for one in teams if one.id == team or (station and one.station == station)), None)
    if found is None:
        raise NotFound("station-unknown", station=station) if station else NotFound("team-unknown", team=team)
    job = MatchJob(UNMEASURED, slowest(presence.trips(stream, but=found.id)))
    return perform(
        ctx,
        job,
        stream,
        command=RecordPress(team=found.id, press=press, arming=arming, source="bridge", item=item),
        key=f"{BRIDGE_KEYS}{found.id}:{press}",
        actor=Actor(actor, "team", found.id),
    )
