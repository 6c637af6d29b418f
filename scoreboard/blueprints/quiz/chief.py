"""The chief judge's desk (裁判长), and what a correction would change before it is given."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any

from flask import Blueprint, g, render_template, request

from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.exports.tally.match_report import match_report
from scoreboard.i18n import request as i18n
from scoreboard.live.quiz.commands import READER
from scoreboard.presenters.competition.further import for_the_chief, further_text
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.desk import played_items
from scoreboard.server import runtime
from scoreboard.web.auth import Seat, require_seat, services
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competition.further import around
from scoring.usecases.quiz.matches import questions_of
from scoring.usecases.quiz.perform import match_state
from scoring.usecases.quiz.what_if import Move, suppose
from scoring.usecases.quiz.what_if import moves as moves_between

bp = Blueprint("chief", __name__)


@bp.get("/m/<match>/chief")
@require_seat("chief")
def desk(match: str) -> str:
    """The desk's page of a match; its script draws the view that the server sends."""
    seat: Seat = g.seat
    return render_template("chief/desk.html", match=match, seat=seat, titles=titles_of(match))


@bp.get("/m/<match>/chief/judges")
@require_seat("chief")
def judges(match: str) -> str:
    """What the locked marks say of the judges; nothing while a judge is marking."""
    state = match_state(services().ctx, match)
    parts = runtime.offload(match_report, state, i18n.lang())
    return render_template("chief/judges.html", parts=parts, marking=state.panel_open)


@bp.get("/m/<match>/chief/items")
@require_seat("chief")
def items(match: str) -> dict[str, Any]:
    """Every item played, for corrections: a view has the latest only."""
    ctx = services().ctx
    say = partial(i18n.say, i18n.lang())
    return {"items": played_items(match_state(ctx, match), questions_of(ctx, match), Audience("chief"), say)}


@bp.post("/m/<match>/chief/what-if")
@require_seat("chief", "host")
def moves(match: str) -> dict[str, Any]:
    """Who would move by the command in the body, and for the chief what this changes in the stages of the competition.
    Nothing is written; what would be refused is refused here too."""
    seat: Seat = g.seat
    command, _, _ = READER.read(request.get_json())
    before, after = suppose(services().ctx, match_id=match, command=command, actor=seat.actor)
    further = _further(match, after) if seat.actor.role == "chief" else None
    return {"moves": [_move(move) for move in moves_between(before, after)], "further": further}


@bp.get("/m/<match>/chief/further")
@require_seat("chief")
def further(match: str) -> dict[str, Any]:
    """What the match's result is the ground of in the stages of the competition, and what would change of it if the
    match were locked as it stands."""
    return {"further": _further(match)}


def _further(match: str, supposed: MatchState | None = None) -> dict[str, Any] | None:
    held = around(services().ctx, match)
    if held is None:
        return None
    found = for_the_chief(runtime.offload(held.further, supposed))
    names = {no: one.form.team for no, one in held.competition.registrations.items()}
    text = further_text(found, names, partial(i18n.say, i18n.lang()))
    return asdict(text) if text is not None else None


def _move(move: Move) -> dict[str, Any]:
    before, after = ({"score": decimal_text(move.score[i]), "rank": move.rank[i]} for i in (0, 1))
    return {"team": move.team, "before": before, "after": after}
