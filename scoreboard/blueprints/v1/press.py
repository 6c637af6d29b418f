"""A buzzer bridge: one press at a time, under a token that is good for nothing else."""

from __future__ import annotations

from typing import Annotated, Any

from flask import current_app
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field

from scoreboard.api_docs import Operation
from scoreboard.blueprints.v1.guard import bp, by_token, ctx
from scoreboard.live.quiz.bridge import LONGEST, bridge_press
from scoreboard.live.services import LiveServices
from scoreboard.web import bearer
from scoreboard.web.commands import is_text
from scoring.engine.errors import Invalid

Station = Annotated[int, Field(ge=0, le=999)]


class Press(BaseModel):
    """A press of a team, named by its id or by its station."""

    press: str = Field(min_length=1, max_length=LONGEST)
    team: str = Field(default="", max_length=LONGEST)
    station: Station = 0
    arming: str = Field(default="", max_length=LONGEST)
    item: Annotated[int, Field(ge=0, le=9999)] | None = None


class Pressed(BaseModel):
    """The press is in the record."""

    at: int
    repeat: bool


@bp.post("/matches/<match>/press")
@by_token
@Operation(
    "Press for a team",
    id="press",
    tag="V1",
    takes=Press,
    gives=Pressed,
    means="The press is in the record, whatever it is worth",
    scope="press",
    refuses={400: "It does not fit", 409: "Nobody may press now"},
)
def press(match: str, body: Any) -> ResponseReturnValue | Pressed:
    """For a box of buttons on a wire. The same `press` of a team again gets the first answer.

    The press is dated by its arrival. Whether it was early, in time or barred, the views say, as for every station.
    """
    if not all(is_text(said) for said in (body.press, body.team, body.arming)):
        raise Invalid("press-id")
    live: LiveServices = current_app.extensions["live"].services
    done = bridge_press(ctx(), live.presence, match=match, actor=f"token:{bearer.current().id}", **body.model_dump())
    return Pressed(at=done.at, repeat=done.repeat)
