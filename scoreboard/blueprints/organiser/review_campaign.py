"""The campaign of a review: a form for the usual values, the whole text with its faults, its editions, its print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import (
    actor,
    bp,
    ctx,
    document,
    done,
    form_of,
    lang,
    require_fresh,
    say,
    show,
    upload,
    version_of,
)
from scoreboard.blueprints.organiser.review_desk import (
    campaign_in,
    edition_values,
    moved_by,
    review_state,
    show_review,
    touched_by,
)
from scoreboard.blueprints.organiser.rules_papers import show_printed
from scoreboard.exports.papers.rules import rules_paper
from scoreboard.presenters.faults import fault_lines
from scoreboard.presenters.review.usual_values import WORDS, usual_values
from scoreboard.presenters.usual_values import Group, form_faults, read_values
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_print import print_campaign
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.commands_nomination import NewEdition
from scoring.engine.rulefile.edit import set_values
from scoring.usecases.perform import perform
from scoring.usecases.review import reviews
from scoring.usecases.review.job import REVIEW, stream_of


@bp.get("/reviews/<review>/campaign")
def review_campaign(review: str, error: Any = None, text: str = "", faults: Any = ()) -> str:
    """The campaign's text and its printed form side by side."""
    stored = reviews.review_of(ctx(), review).campaign
    text = text or (_typed() if error else "") or stored
    version = request.form.get("version") if faults else version_of(stored)
    printed = None
    if not faults:
        try:
            printed = print_campaign(read_campaign(text), lang())
        except FaultyRuleSheet as faulty:
            faults = fault_lines(lang(), faulty.faults)
    shown = {"text": text, "version": version, "faults": faults, "printed": printed, **edition_values(review)}
    return show_review("review_campaign.html", review, "review_campaign", error, **shown)


@bp.post("/reviews/<review>/campaign")
@form_of(review_campaign)
def save_review_campaign(review: str) -> ResponseReturnValue:
    """Keep the edited or uploaded campaign, or show all its faults with the text as it was given."""
    text = campaign_in(upload()[1]) if "file" in request.files else _typed()
    require_fresh(reviews.review_of(ctx(), review).campaign)
    try:
        reviews.set_campaign(ctx(), actor=actor(), review_id=review, campaign=text)
    except FaultyRuleSheet as faulty:
        return review_campaign(review=review, text=text, faults=fault_lines(lang(), faulty.faults)), 400
    return done("saved", "review_campaign", review=review)


def _typed() -> str:
    """The text in the form."""
    return request.form.get("text", "").replace("\r\n", "\n")


@bp.post("/reviews/<review>/campaign/check")
def check_review_campaign(review: str) -> str:
    """The part of the page that lists the faults of the typed text; requested during typing, stores nothing."""
    reviews.review_of(ctx(), review)
    try:
        campaign = read_campaign(_typed())
    except FaultyRuleSheet as faulty:
        return show("rules_state.html", faults=fault_lines(lang(), faulty.faults), printed=None)
    return show("rules_state.html", faults=(), printed=print_campaign(campaign, lang()))


@bp.get("/reviews/<review>/campaign/print")
def print_review_campaign(review: str) -> str:
    """The rules on paper: the edition in force once entries are open."""
    return show_printed(
        print_campaign(_in_force(review), lang()),
        back=url_for("organiser.review_campaign", review=review),
        docx=url_for("organiser.review_rules_docx", review=review),
    )


@bp.get("/reviews/<review>/rules.docx")
def review_rules_docx(review: str) -> Response:
    """The same as a Word document, to go with the announcement before entries are open."""
    return document(rules_paper(_in_force(review), lang()))


def _in_force(review: str) -> Campaign:
    """The edition in force, before entries are open that of the saved text."""
    return review_state(review).campaign or read_campaign(reviews.review_of(ctx(), review).campaign)


@bp.get("/reviews/<review>/values")
def review_values(review: str, error: Any = None, faults: Any = ()) -> str:
    """The usual values as a form; a text with faults is mended on its own page."""
    text = reviews.review_of(ctx(), review).campaign
    version = request.form.get("version") if faults else version_of(text)
    try:
        groups = usual_values(read_campaign(text))
    except FaultyRuleSheet as faulty:
        groups, faults = (), fault_lines(lang(), faulty.faults)
    shown = {"groups": groups, "version": version, "faults": faults, **edition_values(review)}
    return show_review("review_values.html", review, "review_values", error, **shown)


@bp.post("/reviews/<review>/values")
@form_of(review_values)
def save_review_values(review: str) -> ResponseReturnValue:
    """Set the values that were changed in the campaign's text; its comments stay."""
    text = reviews.review_of(ctx(), review).campaign
    require_fresh(text)
    groups: Sequence[Group] = ()
    try:
        groups = usual_values(read_campaign(text))
        edited = set_values(text, read_values(groups, request.form, WORDS, say()))
        reviews.set_campaign(ctx(), actor=actor(), review_id=review, campaign=edited)
    except FaultyRuleSheet as faulty:
        return review_values(review=review, faults=form_faults(faulty.faults, groups, WORDS, lang(), say())), 400
    return done("saved", "review_values", review=review)


@bp.get("/reviews/<review>/edition")
def review_edition(review: str, error: Any = None) -> str:
    """What the saved text changes in the edition in force, and who moves by it."""
    said = edition_values(review)
    moved = moved_by(review) if said["changed"] else ()
    over, misfit = touched_by(review) if said["changed"] else ((), ())
    shown = {"moved": moved, "over": over, "misfit": misfit, **said}
    return show_review("review_edition.html", review, "review_campaign", error, **shown)


@bp.post("/reviews/<review>/edition")
@form_of(review_edition)
def record_review_edition(review: str) -> ResponseReturnValue:
    """The saved text comes into force as a new edition, with a reason."""
    form = request.form
    command = NewEdition(int(form["edition"]) if form.get("edition", "").isdecimal() else 0)
    key, reason = form.get("key", ""), form.get("reason", "")
    perform(ctx(), REVIEW, stream_of(review), command=command, key=key, actor=actor(), reason=reason)
    return done("edition-recorded", "review_campaign", {"edition": command.edition}, review=review)
