"""The desk of a level above (上级推荐): what waits for its opinion, and its own order of what it puts forward."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import XLSX, download, lang
from scoreboard.blueprints.review.desk import (
    act,
    campaign_calendar,
    ctx,
    done,
    form_of,
    new_key,
    say,
    seat,
    told_state,
)
from scoreboard.blueprints.review.drafts import revision_of
from scoreboard.blueprints.review.opinions import opinion_command, usual_opinions
from scoreboard.exports.papers.lists import Nominee, collected_table, list_xlsx
from scoreboard.presenters.review.endorser import agreed_in_order, level_parts, own_order
from scoreboard.presenters.review.form import form_rows, named, with_files
from scoreboard.presenters.review.moments import until_part
from scoreboard.presenters.review.unit import history, return_note, state_text
from scoreboard.server import runtime
from scoreboard.web.auth import require_seat
from scoring.engine.errors import Conflict
from scoring.engine.review import guards
from scoring.engine.review.commands_nomination import OrderOwn
from scoring.engine.review.guards import quota_of
from scoring.usecases.attachments import attachments_of
from scoring.usecases.review.lookup import organisation_name
from scoring.usecases.review.reviews import review_of
from scoring.usecases.review.versions import nomination_for, readable_files, versions_for

bp = Blueprint("review_endorser", __name__)


@bp.get("/r/<review>/endorser")
@require_seat("endorser")
def home(review: str, error: Any = None) -> str:
    """What waits for this level, what it has put forward in its own order, the places left."""
    state, title = told_state(review), review_of(ctx(), review).title
    if state.campaign is None:
        return render_template("review/unit/closed.html", review=review, title=title, error=error)
    now, name = ctx().clock.now(), organisation_name(ctx(), seat().team)
    parts = level_parts(state, seat().team, name, now, say())
    return render_template(
        "review/endorser/home.html",
        error=error,
        review=review,
        title=title,
        unit=name,
        parts=[part for part in parts if part.own or part.ended],
        waiting=[(part.award, row) for part in parts for row in part.waiting],
        until=until_part(state.campaign, state.campaign.due, now, say()),
        calendar=campaign_calendar(state),
        now=now,
        key=new_key,
    )


@bp.get("/r/<review>/endorser/nominations/<no>")
@require_seat("endorser")
def nomination(review: str, no: str, error: Any = None) -> str:
    """One nomination with its form and what was said of it; the form for the opinion where it waits for this level."""
    own, state = seat(), told_state(review)
    found = nomination_for(ctx(), actor=own.actor, review_id=review, nomination=revision_of(no))
    shown = versions_for(ctx(), actor=own.actor, review_id=review, nomination=found.no)[-1]
    award = next(one for one in state.rules.awards if one.id == found.award)
    waits = found.waits_for
    name = organisation_name(ctx(), own.team)
    most, used = quota_of(state, award, own.team, name)
    names = named(readable_files(state.rules, own.actor, found, shown.form.files))
    rows = form_rows(state.rules.form_of(award), with_files(shown.values, names), say())
    return render_template(
        "review/endorser/nomination.html",
        error=error,
        typed=request.form,
        review=review,
        title=state.rules.name,
        unit=name,
        nomination=found,
        award=award,
        state=state_text(found, own.team, say()),
        rows=[row for row in rows if row.text or not row.field.personal],
        events=history(state.rules, found, say(), state.revoked(found.award, found.no)),
        attachments=readable_files(state.rules, own.actor, found, attachments_of(ctx(), shown.form.draft)),
        waits=waits is not None and waits.organisation == own.team,
        most=most,
        used=used,
        usual=usual_opinions(say()),
        return_note=return_note(state.rules, found, ctx().clock.now(), say()),
        key=new_key(),
    )


@bp.post("/r/<review>/endorser/nominations/<no>/opinion")
@require_seat("endorser")
@form_of(nomination)
def give_opinion(review: str, no: str) -> ResponseReturnValue:
    """Agree, return or refuse.  The second of two who act at once is told that it is done."""
    nomination_for(ctx(), actor=seat().actor, review_id=review, nomination=revision_of(no))
    command = opinion_command(revision_of(no))
    act(review, command)
    return done(f"review_endorser.done.{command.verdict}", url_for("review_endorser.home", review=review))


@bp.post("/r/<review>/endorser/awards/<award>/order")
@require_seat("endorser")
@form_of(lambda review, award, error=None: home(review=review, error=error))
def put_in_order(review: str, award: str) -> ResponseReturnValue:
    """The level's own order: one moved up or down by its button, or all as they were dragged."""
    now = tuple(one.no for one in own_order(told_state(review), award, seat().team))
    seen = numbers(request.form.get("seen", ""))
    wanted = moved(numbers(request.form.get("order", "")) or seen, request.form.get("move", ""))
    if now not in (seen, wanted):
        raise Conflict("order-changed")
    act(review, OrderOwn(award, wanted))
    return done("review_endorser.done.ordered", url_for("review_endorser.home", review=review))


@bp.get("/r/<review>/endorser/list.xlsx")
@require_seat("endorser")
def collected(review: str) -> Response:
    """汇总表: what this level has put forward, award by award in its own order."""
    state, own = told_state(review), seat()
    listed = [
        Nominee(award.name, place, one.nominee, one.unit_name)
        for award in guards.need_open(state).awards
        for place, one in enumerate(agreed_in_order(state, award.id, own.team), start=1)
    ]
    table = collected_table(state.rules.name, organisation_name(ctx(), own.team), listed, lang())
    return download(runtime.offload(list_xlsx, table), XLSX, f"{table.title}.xlsx")


def numbers(text: str) -> tuple[int, ...]:
    """``3 1 2`` as numbers; what is no number is left out."""
    return tuple(int(one) for one in text.split()[:1000] if one.isascii() and one.isdigit() and len(one) < 10)


def moved(order: tuple[int, ...], move: str) -> tuple[int, ...]:
    """The order after ``up 3`` or ``down 3``; the same for anything else, and at the ends."""
    way, _, said = move.partition(" ")
    step = {"up": -1, "down": 1}.get(way, 0)
    number = revision_of(said)
    if number not in order:
        return order
    here = order.index(number)
    there = min(max(here + step, 0), len(order) - 1)
    changed = list(order)
    changed[here], changed[there] = changed[there], changed[here]
    return tuple(changed)
