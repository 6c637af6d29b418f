"""The picture for television (直播字幕): the page that a mixer lays over the camera, and its technician's page."""

from __future__ import annotations

from flask import Blueprint, current_app, g, render_template, request
from pydantic import BaseModel, Field

from scoreboard.api_docs import Operation
from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.i18n import request as i18n
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.seat_names import seat_name
from scoreboard.live import Live
from scoreboard.live.quiz.lower_thirds import LowerThird, LowerThirds
from scoreboard.presenters.say import Say
from scoreboard.web import auth
from scoreboard.web.auth import Seat, require_seat
from scoring.engine.errors import Invalid
from scoring.usecases.guards import clean
from scoring.usecases.quiz.people import SEATS, Person, people_of, person_of

bp = Blueprint("air", __name__)

TECHNICIANS = ("air", "host", "chief")
"""Who cues a lower third."""

LONGEST_NAME, LONGEST_NOTE = 40, 60

KEYS = ("", "green")
"""What lies behind the picture: nothing, or a green that a mixer without alpha takes out."""


class LowerThirdIn(BaseModel):
    """The lower third to show: a ``person`` of the list, or ``name`` and ``note`` as typed; none of them takes it
    off."""

    person: str = Field(default="", max_length=120)
    name: str = Field(default="", max_length=LONGEST_NAME)
    note: str = Field(default="", max_length=LONGEST_NOTE)


class LowerThirdOut(BaseModel):
    """The lower third that is on air now; both empty where none is."""

    name: str = ""
    note: str = ""


@bp.get("/m/<match>/air")
@require_seat("air")
def picture(match: str) -> str:
    """The picture.  ``?key=green`` puts a green behind it."""
    key = request.args.get("key", "")
    return render_template("air/air.html", match=match, key=key if key in KEYS else "", titles=titles_of(match))


@bp.get("/m/<match>/air/desk")
@require_seat(*TECHNICIANS)
def desk(match: str) -> str:
    """The technician's page: who can be named, what is on air, whether it comes through."""
    seat: Seat = g.seat
    say = _say(match)
    listed = people_of(auth.services().ctx, match)
    groups = [("teams", [one for one in listed if one.part not in SEATS])]
    groups.append(("people", [one for one in listed if one.part in SEATS]))
    named = [(title, [(one, *_written(one, say)) for one in part]) for title, part in groups]
    base = request.host_url.rstrip("/")
    return render_template(
        "air/desk.html",
        match=match,
        seat=seat,
        groups=named,
        base=base,
        longest=(LONGEST_NAME, LONGEST_NOTE),
        titles=titles_of(match),
    )


@bp.post("/api/matches/<match>/lower-third")
@require_seat(*TECHNICIANS)
@Operation(
    "Put a lower third on air, or take it off",
    id="showLowerThird",
    tag="Match",
    takes=LowerThirdIn,
    gives=LowerThirdOut,
    means="What is on air now",
    refuses={
        400: "It does not fit",
        403: "Not this seat's",
        404: "Nobody of that name is registered",
        409: "Too many at once",
    },
)
def show_lower_third(match: str, body: LowerThirdIn) -> LowerThirdOut:
    """Show somebody's name over the camera's picture.  It enters no record of the match."""
    seat: Seat = g.seat
    live: Live = current_app.extensions["live"]
    live.services.rate_limit.take(seat.holder, live.services.now())
    lower_third = _lower_third(match, body)
    LowerThirds(auth.services().shared).show(seat.stream, lower_third)
    live.services.desks(seat.stream)
    return LowerThirdOut() if lower_third is None else LowerThirdOut(name=lower_third.name, note=lower_third.note)


def _lower_third(match: str, body: LowerThirdIn) -> LowerThird | None:
    if body.person:
        return LowerThird(*_written(person_of(auth.services().ctx, match, body.person), _say(match)))
    name = clean(body.name, "name", limit=LONGEST_NAME, needed=False)
    note = clean(body.note, "note", limit=LONGEST_NOTE, needed=False)
    if note and not name:
        raise Invalid("input-wrong", places="name")
    return LowerThird(name, note) if name else None


def _say(match: str) -> Say:
    return saying(i18n.lang(), titles_of(match))


def _written(person: Person, say: Say) -> tuple[str, str]:
    """Name and note as they are shown.  A seat that nobody has named is called by its part, which is not said twice."""
    name = seat_name(person.part, person.name, say) if person.part in SEATS else person.name
    role = (
        ""
        if person.part == "team"
        else say(f"common.role.{person.part}" if person.part in SEATS else f"air.part.{person.part}")
    )
    return name, " · ".join(one for one in (person.of, "" if role and role in name else role) if one)
