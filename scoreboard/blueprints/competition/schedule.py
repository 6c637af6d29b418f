"""The public page of the schedule: when, where and which teams, once it is published, and nothing before that."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, render_template, request

from scoreboard.i18n import request as i18n
from scoreboard.presenters.competition.schedule import by_day, lines, place_text
from scoreboard.presenters.review.moments import day_text, moment_text, zone_text
from scoreboard.web import auth
from scoring.engine.errors import NotFound
from scoring.usecases.competition.registrations import competition_state, open_competition

bp = Blueprint("schedule", __name__, url_prefix="/c")

SHOWN = 40
"""Matches on one page: it stays light for telephones, also where teams have long names."""

CHANGES = 10
"""Latest changes that the page names."""


@bp.get("/<competition>/schedule")
def public_schedule(competition: str) -> str:
    """The plan day by day; without hosts, judges, and the reasons of changes, which are the office's."""
    ctx = auth.services().ctx
    found = open_competition(ctx, competition)
    state = competition_state(ctx, competition)
    plan = state.schedule
    if not plan.published_at or state.rules is None:
        raise NotFound("page-not-found")
    say, zone = partial(i18n.say, i18n.lang()), state.rules.zone
    held = lines(state, zone, say)
    pages = -(-len(held) // SHOWN) or 1
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "registration/schedule.html",
        competition=found,
        days=by_day(held[(page - 1) * SHOWN : page * SHOWN]),
        page=page,
        pages=pages,
        published=plan.published_at,
        changes=list(reversed(plan.changes))[:CHANGES],
        place=lambda one: place_text(state, one, say),
        day=lambda one: day_text(one, say),
        moment=lambda at: moment_text(at, zone, say),
        zone_name=zone_text(zone, say),
    )
