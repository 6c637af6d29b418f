"""The paper path (录入员, 学习办): forms and opinions that came on paper are entered by one person and confirmed by
another one, with another card and another device."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.review.desk import (
    act,
    campaign_calendar,
    ctx,
    done,
    form_of,
    new_key,
    review_state,
    say,
    seat,
    to_page,
)
from scoreboard.blueprints.review.drafts import day_of, new_draft, revision_of
from scoreboard.blueprints.review.opinions import opinion_command, usual_opinions
from scoreboard.presenters.review.form import form_rows, named, with_files
from scoreboard.presenters.review.held import held_row, held_rows, marked_rows
from scoreboard.presenters.review.moments import moment_text, until_part
from scoreboard.presenters.review.searched import searched
from scoreboard.presenters.review.unit import history, return_note, state_text
from scoreboard.web.auth import require_seat
from scoring.engine.codec import from_json
from scoring.engine.errors import NotFound
from scoring.engine.review.commands_nomination import ConfirmPaper
from scoring.engine.review.guards import need_award
from scoring.engine.review.nomination import Attached
from scoring.engine.review.state import Held, ReviewState
from scoring.usecases.attachments import attachments_of
from scoring.usecases.review.drafts import drafts_of, start_correction
from scoring.usecases.review.lookup import holder_label, is_organisation, organisations, organisations_named
from scoring.usecases.review.reviews import review_of
from scoring.usecases.review.versions import held_text, nomination_for

bp = Blueprint("review_clerk", __name__)

DESKS = ("clerk", "office")

MOST_ROWS = 100
"""Rows of one list of the home page, and organisations to choose from; which ones, its search boxes say."""


@bp.get("/r/<review>/clerk")
@require_seat(*DESKS)
def home(review: str, error: Any = None) -> str:
    """What waits for a second person, what is being entered, and what may be entered."""
    state, own = review_state(review), seat()
    title = review_of(ctx(), review).title
    if state.campaign is None:
        return render_template("review/unit/closed.html", review=review, title=title, error=error)
    text = request.args.get("text", "")[:100].strip()
    waiting = [one for one in state.nominations.values() if one.waits_for is not None or one.status == "returned"]
    found = searched(waiting, text, lambda one: f"{one.no:04d} {one.nominee} {one.unit_name}")
    return render_template(
        "review/clerk/home.html",
        error=error,
        typed=request.form,
        review=review,
        title=title,
        unit=own.label,
        marks=marked_rows(state, text, MOST_ROWS),
        text=text,
        marking=bool(state.subjects),
        awards=state.campaign.awards,
        open=[(one, state_text(one, "", say())) for one in found[:MOST_ROWS]],
        more=max(0, len(found) - MOST_ROWS),
        until=until_part(state.campaign, state.campaign.due, ctx().clock.now(), say()),
        calendar=campaign_calendar(state),
        now=ctx().clock.now(),
        **_being_entered(review, state, text),
        **_to_choose_from(),
    )


def _being_entered(review: str, state: ReviewState, text: str) -> dict[str, Any]:
    """What this clerk writes, and what was entered and waits for a second person: those with this text."""
    own, zone = seat(), state.rules.zone
    papers = held_rows(state, own.actor, own.device, _label(review), say())
    compared = searched(papers, text, lambda one: f"{one.nominee} {one.unit}")
    drafts = drafts_of(ctx(), actor=own.actor, review_id=review)
    names = organisations(ctx(), {one.unit for one in drafts})
    writing = [(one, names.get(one.unit, one.unit), moment_text(one.changed_at, zone, say())) for one in drafts]
    begun = searched(writing, text, lambda line: f"{''.join(line[0].values.get('nominee', ()))} {line[1]}")
    return {
        "held": compared[:MOST_ROWS],
        "held_count": len(papers),
        "held_more": max(0, len(compared) - MOST_ROWS),
        "drafts": begun[:MOST_ROWS],
        "drafts_more": max(0, len(begun) - MOST_ROWS),
    }


def _to_choose_from() -> dict[str, Any]:
    """The organisations for which a form may be begun; of a large register those that were searched for (``?of=``),
    and always the one that was chosen."""
    asked, chosen = request.args.get("of", "")[:100].strip(), request.form.get("unit", "")
    found, count = organisations_named(ctx(), asked, MOST_ROWS)
    return {
        "units": {**found, **organisations(ctx(), [chosen] if chosen else [])},
        "units_more": max(0, count - MOST_ROWS),
        "search_units": bool(asked) or count > MOST_ROWS,
        "of": asked,
    }


@bp.post("/r/<review>/clerk/drafts")
@require_seat(*DESKS)
@form_of(home)
def begin(review: str) -> ResponseReturnValue:
    """A new form from paper, of a unit for an award."""
    unit = request.form.get("unit", "")
    if not is_organisation(ctx(), unit):
        raise NotFound("organisation-unknown", organisation=unit)
    return new_draft(review, request.form.get("award", ""), unit)


@bp.get("/r/<review>/clerk/nominations/<no>")
@require_seat(*DESKS)
def nomination(review: str, no: str, error: Any = None) -> str:
    """A nomination for which an opinion, or a corrected form, came on paper."""
    state = review_state(review)
    found = nomination_for(ctx(), actor=seat().actor, review_id=review, nomination=revision_of(no))
    return render_template(
        "review/clerk/nomination.html",
        error=error,
        typed=request.form,
        review=review,
        title=state.rules.name,
        unit=seat().label,
        nomination=found,
        award=state.award(found.award),
        state=state_text(found, "", say()),
        events=history(state.rules, found, say(), state.revoked(found.award, found.no)),
        waits=found.waits_for,
        usual=usual_opinions(say()),
        return_note=return_note(state.rules, found, ctx().clock.now(), say()),
        key=new_key(),
    )


@bp.post("/r/<review>/clerk/nominations/<no>/opinion")
@require_seat(*DESKS)
@form_of(nomination)
def enter_opinion(review: str, no: str) -> ResponseReturnValue:
    """The sealed opinion of a level, which a second person has to confirm."""
    arrived = day_of(request.form.get("arrived", ""), "arrived")
    act(review, opinion_command(revision_of(no), paper=True, arrived=arrived))
    return done("review_unit.done.entered", url_for("review_clerk.home", review=review))


@bp.post("/r/<review>/clerk/nominations/<no>/correct")
@require_seat(*DESKS)
@form_of(nomination)
def correct(review: str, no: str) -> ResponseReturnValue:
    """The draft of a corrected form that came on paper."""
    text = start_correction(ctx(), actor=seat().actor, review_id=review, nomination=revision_of(no))
    return to_page(url_for("review_drafts.draft_page", review=review, draft=text.id))


@bp.get("/r/<review>/clerk/held/<seq>")
@require_seat(*DESKS)
def held_page(review: str, seq: str, error: Any = None) -> str:
    """What was entered, to be compared with the paper line by line."""
    state, own = review_state(review), seat()
    held = state.held.get(revision_of(seq))
    if held is None:
        return render_template(
            "review/clerk/held_over.html", error=error, review=review, title=state.rules.name, unit=own.label
        )
    return render_template(
        "review/clerk/held.html",
        error=error,
        review=review,
        title=state.rules.name,
        unit=own.label,
        row=held_row(state, held, own.actor, own.device, _label(review), say()),
        held=held,
        rows=_rows(review, held) if held.kind == "nomination.submit" else (),
        attachments=attachments_of(ctx(), held.payload.get("draft", "")),
        key=new_key(),
    )


@bp.post("/r/<review>/clerk/held/<seq>")
@require_seat(*DESKS)
@form_of(held_page)
def confirm(review: str, seq: str) -> ResponseReturnValue:
    """It is as on the paper, or it is not."""
    accept = request.form.get("accept") == "yes"
    act(review, ConfirmPaper(revision_of(seq), accept=accept))
    return done(
        f"review_clerk.done.{'confirmed' if accept else 'rejected'}", url_for("review_clerk.home", review=review)
    )


def _rows(review: str, held: Held) -> Any:
    text = held_text(ctx(), actor=seat().actor, review_id=review, held=held)
    state = review_state(review)
    award = need_award(state, text.award)
    files = from_json(tuple[Attached, ...], held.payload["files"])
    return form_rows(state.rules.form_of(award), with_files({**text.values, **text.personal}, named(files)), say())


def _label(review: str) -> Any:
    return partial(holder_label, ctx(), review)
