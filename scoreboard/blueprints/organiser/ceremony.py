"""颁奖: the operator's page, which calls one holder after the other, and the hall's screen, which shows them.

The screen asks for its view each second.  The view holds whoever was called, and nobody else.
"""

from __future__ import annotations

from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import act, competition_record, new_key
from scoreboard.blueprints.organiser.desk import bp, ctx, done, form_of, number, say, show
from scoreboard.exports.papers.of_competition import calling
from scoreboard.presenters.competition.ceremony import ceremony_view, reveal_of
from scoring.engine.competition.commands_commend import BeginCeremony, CallBack, CallNext, EndCeremony
from scoring.engine.errors import Invalid, NotFound
from scoring.usecases.competition.commend import standing_of
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.faces import face_of


@bp.get("/competitions/<competition>/ceremony")
def ceremony(competition: str, error: Any = None) -> str:
    """The awards in the order of their calling; while one is on the screen, the key for the next holder."""
    standing = standing_of(ctx(), competition)
    state = standing.state
    signed = state.commend.signed()
    return show(
        "ceremony.html",
        error,
        competition=competition_record(competition),
        signed=signed,
        awards=calling(signed.honours) if signed else [],
        called=state.commend.called,
        waits=standing.waits(),
        reveal=reveal_of(state.commend, say()),
        key=new_key(),
    )


@bp.get("/competitions/<competition>/ceremony/screen")
def ceremony_screen(competition: str) -> str:
    """The hall's screen; its script draws the view."""
    return show("ceremony_screen.html", competition=competition_record(competition))


@bp.get("/competitions/<competition>/ceremony/view")
def ceremony_screen_view(competition: str) -> ResponseReturnValue:
    """What the hall sees now."""
    record, face = competition_record(competition), face_of(ctx(), competition)
    return jsonify(ceremony_view(record, competition_state(ctx(), competition), face, say()))


@bp.post("/competitions/<competition>/ceremony/begin")
@form_of(ceremony)
def begin_ceremony(competition: str) -> ResponseReturnValue:
    """An award comes onto the screen; nobody is shown yet."""
    try:
        act(competition, BeginCeremony(request.form.get("award", "")[:40], "despite" in request.form))
    except NotFound as error:
        raise Invalid(error.code, **error.fields) from error
    return done("ceremony-begun", "ceremony", competition=competition)


@bp.post("/competitions/<competition>/ceremony/next")
@form_of(ceremony)
def call_next(competition: str) -> ResponseReturnValue:
    """The next holder is shown."""
    act(competition, CallNext(number("shown", 0, 10_000, 0)))
    return done("ceremony-called", "ceremony", competition=competition)


@bp.post("/competitions/<competition>/ceremony/back")
@form_of(ceremony)
def call_back(competition: str) -> ResponseReturnValue:
    """The holder who was called last leaves the screen."""
    act(competition, CallBack(number("shown", 0, 10_000, 0)))
    return done("ceremony-back", "ceremony", competition=competition)


@bp.post("/competitions/<competition>/ceremony/end")
@form_of(ceremony)
def end_ceremony(competition: str) -> ResponseReturnValue:
    """The screen shows the title again."""
    act(competition, EndCeremony())
    return done("ceremony-ended", "ceremony", competition=competition)
