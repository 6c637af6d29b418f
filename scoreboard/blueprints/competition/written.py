"""The public page of a written stage: the ranking as it was published, and nothing before that."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, render_template, request

from scoreboard.i18n import request as i18n
from scoreboard.presenters.review.moments import moment_text
from scoreboard.web import auth
from scoring.engine.codec import decimal_text
from scoring.engine.competition.written_state import Written
from scoring.engine.errors import NotFound
from scoring.usecases.competition.registrations import competition_state, open_competition

bp = Blueprint("written", __name__, url_prefix="/c")


@bp.get("/<competition>/written/<int:place>")
def public_ranking(competition: str, place: int) -> str:
    """The newest ranking, or with ``?no=`` an earlier one; before it is published, as if there were none."""
    ctx = auth.services().ctx
    found = open_competition(ctx, competition)
    state = competition_state(ctx, competition)
    held = state.stages.stages if state.stages else ()
    stage = held[place - 1] if 1 <= place <= len(held) else None
    published = state.written.get(stage.name, Written()).published if stage is not None else ()
    asked = request.args.get("no", str(len(published)))
    shown = next((one for one in published if str(one.no) == asked), None)
    if stage is None or shown is None:
        raise NotFound("page-not-found")
    say = partial(i18n.say, i18n.lang())
    zone = state.rules.zone if state.rules else auth.services().config.zone
    return render_template(
        "registration/written.html",
        competition=found,
        stage=stage,
        place=place,
        shown=shown,
        published=published,
        points=decimal_text,
        moment=lambda at: moment_text(at, zone, say),
    )
