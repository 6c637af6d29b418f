"""Award reviews at the organiser's desk: make one, see what is missing, open entries."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, say, show, upload
from scoreboard.blueprints.organiser.review_desk import (
    all_public,
    campaign_in,
    edition_values,
    review_state,
    show_review,
)
from scoreboard.presenters.faults import fault_lines
from scoreboard.presenters.review.checklist import tasks
from scoreboard.presenters.review.progress import STATUSES, progress
from scoring.engine.errors import Conflict, FaultyRuleSheet, Refused
from scoring.engine.review.commands_nomination import OpenReview
from scoring.engine.review.guards import day_of
from scoring.engine.review.notices import is_public
from scoring.engine.rulefile.edit import set_values
from scoring.engine.rulefile.reader import place_of
from scoring.sheets import campaign_text, list_campaigns
from scoring.usecases.ledger_code import code_of_ledger
from scoring.usecases.perform import perform
from scoring.usecases.review import reviews
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.missing import missing_of


@bp.get("/reviews/new")
def new_review(error: Any = None, text: str = "", faults: Any = ()) -> str:
    """Make a review from a campaign of one's own."""
    return show("review_new.html", error, text=text, faults=faults)


@bp.post("/reviews")
@form_of(new_review)
def create_review() -> ResponseReturnValue:
    """A new review: with the campaign that comes with the program, or with a text that was typed or uploaded."""
    text = _given()
    try:
        made = reviews.create_review(ctx(), actor=actor(), campaign=text)
    except FaultyRuleSheet as faulty:
        return new_review(text=text, faults=fault_lines(lang(), faulty.faults)), 400
    return done("review-made", "review_page", {"title": made.title}, review=made.id)


def _given() -> str:
    if "file" in request.files:
        return campaign_in(upload()[1])
    typed = request.form.get("text", "").replace("\r\n", "\n")
    return typed or campaign_text(request.form.get("template", "") or list_campaigns()[0], lang())


@bp.get("/reviews/<review>")
def review_page(review: str, error: Any = None) -> str:
    """One review: what is missing before entries can open, or how far it has come."""
    state = review_state(review)
    missing = () if all_public(state) else missing_of(ctx(), review)
    shown: dict[str, Any] = {"tasks": tasks(missing, say()), "progress": progress(state), "statuses": STATUSES}
    shown["public"] = state.campaign is not None and is_public(
        state, day_of(state.campaign, max(ctx().clock.now(), state.at))
    )
    shown["code"] = code_of_ledger(ctx(), stream_of(review))
    return show_review("review.html", review, "review_page", error, missing, **shown, **edition_values(review))


@bp.post("/reviews/<review>/meant")
@form_of(review_page)
def put_name_meant(review: str) -> ResponseReturnValue:
    """One of the names that may be meant goes into the campaign's text in place of one that is not known."""
    text, meant = reviews.review_of(ctx(), review).campaign, request.form.get("name", "")
    known = {place_of(one.at, {}): one.at for one in missing_of(ctx(), review) if meant in one.meant}
    if (at := known.get(request.form.get("place", ""))) is None:
        raise Conflict("changed-meanwhile")
    reviews.set_campaign(ctx(), actor=actor(), review_id=review, campaign=set_values(text, {at: meant}))
    return done("saved", "review_page", review=review)


@bp.post("/reviews/<review>/open")
@form_of(review_page)
def open_review(review: str) -> ResponseReturnValue:
    """Entries open: what nominators rely on is frozen.  Raises ``Refused("review-not-ready")``."""
    if blocking := sum(one.blocking for one in missing_of(ctx(), review)):
        raise Refused("review-not-ready", count=blocking)
    key = request.form.get("key", "")
    perform(ctx(), REVIEW, stream_of(review), command=OpenReview(), key=key, actor=actor())
    return done("review-opened", "review_page", review=review)
