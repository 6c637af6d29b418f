"""The chief judge's desk (裁判长), and what a correction would change before it is given."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, g, render_template, request

from scoreboard.exports.tally.match_report import match_report
from scoreboard.i18n import request as i18n
from scoreboard.live.quiz.commands import READER
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.desk import played_items
from scoreboard.server import runtime
from scoreboard.web.auth import Seat, require_seat, services
from scoring.engine.codec import decimal_text
from scoring.usecases.quiz.matches import questions_of
from scoring.usecases.quiz.perform import match_state
from scoring.usecases.quiz.what_if import Move, what_if

bp = Blueprint("chief", __name__)


@bp.get("/m/<match>/chief")
@require_seat("chief")
def desk(match: str) -> str:
    """The desk's page of a match; its script draws the view that the server sends."""
    seat: Seat = g.seat
    return render_template("chief/desk.html", match=match, seat=seat)


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
    """Who would move by the command in the body.  Nothing is written; what would be refused is refused here too."""
    seat: Seat = g.seat
    command, _, _ = READER.read(request.get_json())
    found = what_if(services().ctx, match_id=match, command=command, actor=seat.actor)
    return {"moves": [_move(move) for move in found]}


def _move(move: Move) -> dict[str, Any]:
    before, after = ({"score": decimal_text(move.score[i]), "rank": move.rank[i]} for i in (0, 1))
    return {"team": move.team, "before": before, "after": after}
