"""The unit's desk (推荐单位): its nominations, their way, what is to be done."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import document, lang
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
    told_state,
)
from scoreboard.blueprints.review.drafts import new_draft, revision_of
from scoreboard.blueprints.review.forms import printed_form
from scoreboard.blueprints.review.opinions import opinion_command, usual_opinions
from scoreboard.exports.papers.forms import form_paper
from scoreboard.presenters.review.differences import differences
from scoreboard.presenters.review.form import form_rows, named, with_files
from scoreboard.presenters.review.moments import until_part
from scoreboard.presenters.review.unit import history, nomination_line, return_note, unit_parts
from scoreboard.web.auth import require_seat
from scoring.engine.errors import NotFound
from scoring.engine.review.commands_nomination import WithdrawNomination
from scoring.engine.review.nomination import Nomination
from scoring.usecases.attachments import attachments_of
from scoring.usecases.review.drafts import drafts_of, start_correction
from scoring.usecases.review.lookup import organisation_name
from scoring.usecases.review.reviews import review_of
from scoring.usecases.review.versions import Version, nomination_for, readable_files, versions_for

bp = Blueprint("review_unit", __name__)

READERS = ("unit", "endorser", "clerk", "office")
"""Who opens a version of a nomination; each only of those that are its business."""


@bp.get("/r/<review>/unit")
@require_seat("unit")
def home(review: str, error: Any = None) -> str:
    """Every award with the unit's nominations and drafts, the places left, the deadline."""
    state, own = told_state(review), seat()
    found = review_of(ctx(), review)
    if state.campaign is None:
        return render_template("review/unit/closed.html", review=review, title=found.title, error=error)
    now = ctx().clock.now()
    name = organisation_name(ctx(), own.team)
    drafts = drafts_of(ctx(), actor=own.actor, review_id=review)
    parts = unit_parts(state, own.team, name, drafts, now, say())
    return render_template(
        "review/unit/home.html",
        error=error,
        review=review,
        title=found.title,
        unit=name,
        parts=parts,
        dropped=[one for one in drafts if state.award(one.award) is None],
        todo=[line for part in parts for line in part.lines if line.todo],
        until=until_part(state.campaign, state.campaign.due, now, say()),
        calendar=campaign_calendar(state),
        now=now,
    )


@bp.post("/r/<review>/unit/drafts")
@require_seat("unit")
@form_of(home)
def begin(review: str) -> ResponseReturnValue:
    """A new draft for an award."""
    return new_draft(review, request.form.get("award", ""))


@bp.get("/r/<review>/unit/nominations/<no>")
@require_seat("unit")
def nomination(review: str, no: str, error: Any = None) -> str:
    """One nomination: where it is, what was said of it, its versions, what may be done."""
    found = _own(review, no)
    state = told_state(review)
    campaign = state.rules
    waits = found.waits_for
    return render_template(
        "review/unit/nomination.html",
        error=error,
        typed=request.form,
        review=review,
        title=campaign.name,
        unit=found.unit_name,
        nomination=found,
        award=state.award(found.award),
        line=nomination_line(state, found, seat().team, ctx().clock.now(), say()),
        events=history(campaign, found, say(), state.revoked(found.award, found.no)),
        own_opinion=waits is not None and waits.organisation == seat().team,
        judged=any(one.nomination == found.no for one in state.subjects.values()),
        usual=usual_opinions(say()),
        return_note=return_note(state.rules, found, ctx().clock.now(), say()),
        key=new_key(),
        withdraw_key=new_key(),
        now=ctx().clock.now(),
    )


@bp.post("/r/<review>/unit/nominations/<no>/opinion")
@require_seat("unit")
@form_of(nomination)
def give_opinion(review: str, no: str) -> ResponseReturnValue:
    """The unit's own opinion, where it is the first level of its nomination."""
    act(review, opinion_command(_own(review, no).no))
    return done("review_unit.done.opinion", url_for("review_unit.nomination", review=review, no=no))


@bp.post("/r/<review>/unit/nominations/<no>/withdraw")
@require_seat("unit")
@form_of(nomination)
def withdraw(review: str, no: str) -> ResponseReturnValue:
    """Withdraw a nomination, with a reason."""
    act(review, WithdrawNomination(_own(review, no).no))
    return done("review_unit.done.withdrawn", url_for("review_unit.nomination", review=review, no=no))


@bp.post("/r/<review>/unit/nominations/<no>/correct")
@require_seat("unit")
@form_of(nomination)
def correct(review: str, no: str) -> ResponseReturnValue:
    """The draft of a correction, with what was submitted in it."""
    text = start_correction(ctx(), actor=seat().actor, review_id=review, nomination=_own(review, no).no)
    return to_page(url_for("review_drafts.draft_page", review=review, draft=text.id))


@bp.get("/r/<review>/nominations/<no>/versions/<version>")
@require_seat(*READERS)
def version_page(review: str, no: str, version: str) -> str:
    """One version of a form, with how it differs from the one before."""
    found, versions, at = _version(review, no, version)
    campaign = review_state(review).rules
    award = next(one for one in campaign.awards if one.id == found.award)
    fields = campaign.form_of(award)
    may_read = partial(readable_files, campaign, seat().actor, found)
    texts = [with_files(one.values, named(may_read(one.form.files))) for one in versions]
    rows = form_rows(fields, texts[at], say())
    before = form_rows(fields, texts[at - 1], say()) if at else rows
    return render_template(
        "review/unit/version.html",
        review=review,
        title=campaign.name,
        nomination=found,
        award=award,
        versions=versions,
        shown=versions[at],
        attachments=may_read(attachments_of(ctx(), versions[at].form.draft)),
        first=at == 0,
        rows=[(row, differences(old.text, row.text)) for row, old in zip(rows, before, strict=True)],
    )


@bp.get("/r/<review>/nominations/<no>/versions/<version>/print")
@require_seat(*READERS)
def print_form(review: str, no: str, version: str) -> str:
    """The recommendation form (推荐表) of a version, to be printed, signed and sealed."""
    found, versions, at = _version(review, no, version)
    campaign = review_state(review).rules
    award = next(one for one in campaign.awards if one.id == found.award)
    return printed_form(campaign, award, versions[at].values)


@bp.get("/r/<review>/nominations/<no>/versions/<version>/form.docx")
@require_seat(*READERS)
def form_document(review: str, no: str, version: str) -> Response:
    """The same form as a Word document."""
    found, versions, at = _version(review, no, version)
    campaign = review_state(review).rules
    award = next(one for one in campaign.awards if one.id == found.award)
    paper = form_paper(campaign, award, versions[at].values, lang())
    return document(paper, found.nominee)


def _own(review: str, no: str) -> Nomination:
    return nomination_for(ctx(), actor=seat().actor, review_id=review, nomination=revision_of(no))


def _version(review: str, no: str, version: str) -> tuple[Nomination, tuple[Version, ...], int]:
    found = _own(review, no)
    versions = versions_for(ctx(), actor=seat().actor, review_id=review, nomination=found.no)
    at = next((place for place, one in enumerate(versions) if one.form.version == revision_of(version)), None)
    if at is None:
        raise NotFound("nomination-unknown", nomination=found.no)
    return found, versions, at
