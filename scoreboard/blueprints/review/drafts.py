"""A draft of a nomination: written, kept by itself, read once more, submitted.

A unit writes its own; the office and its clerks write what came on paper, on the same pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import lang
from scoreboard.blueprints.review.access import known
from scoreboard.blueprints.review.desk import (
    act,
    ctx,
    done,
    form_of,
    new_key,
    review_state,
    say,
    seat,
    to_page,
    with_seat,
)
from scoreboard.blueprints.review.forms import printed_form
from scoreboard.blueprints.review.sending import sending
from scoreboard.presenters.review.form import form_rows, typed_values, with_files
from scoreboard.presenters.review.moments import moment_text, until_part
from scoreboard.presenters.review.unit import reason_text
from scoreboard.web.auth import require_seat
from scoring.engine.errors import Invalid
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.campaign_print import conditions
from scoring.engine.review.commands_nomination import SubmitNomination
from scoring.engine.review.decide_nomination import correction_due
from scoring.engine.review.form import FormField
from scoring.engine.review.form_values import read_day
from scoring.engine.review.guards import need_award
from scoring.usecases.attachments import attachments_of
from scoring.usecases.review.draft_check import check_draft
from scoring.usecases.review.draft_files import SEALED, fields_for_files
from scoring.usecases.review.drafts import begun_draft, draft_of, remove_draft, save_draft
from scoring.usecases.review.lookup import organisation_name
from scoring.usecases.review.records import NominationText

bp = Blueprint("review_drafts", __name__)

WRITERS = ("unit", "clerk", "office")


@bp.get("/r/<review>/drafts/<draft>")
@require_seat(*WRITERS)
def draft_page(review: str, draft: str, error: Any = None) -> ResponseReturnValue:
    """The form to be filled in, with what is wrong at each field once something was written."""
    text = draft_of(ctx(), actor=seat().actor, review_id=review, draft_id=draft)
    if text.submitted:
        return to_page(_home(review))
    values = {**text.values, **text.personal}
    if review_state(review).award(text.award) is None:
        return _of_no_award(review, text, values, error)
    typed = error is not None and request.method == "POST"
    campaign, award = _award(review, text)
    fields = campaign.form_of(award)
    if typed:
        values = typed_values(fields, request.form)
    problems = () if typed or not values else check_draft(ctx(), review_id=review, text=text).problems
    started = tuple(one for one in problems if one.code != "missing")
    saved_at = _saved_at(campaign, text)
    return render_template(
        "review/unit/draft.html",
        error=error,
        typed=typed,
        rows=form_rows(fields, values, say(), started),
        file_fields=_file_fields(campaign, text),
        attachments=attachments_of(ctx(), text.id),
        uploads=sending().of(text.id, known()),
        saved="" if not values else saved_at,
        kept="" if typed or not values else say()("review_draft.kept", time=saved_at),
        **_shown(review, text),
    )


def _of_no_award(review: str, text: NominationText, values: Mapping[str, tuple[str, ...]], error: Any) -> str:
    """A draft for an award that a new edition has dropped: what it says, to be read and removed."""
    campaign = review_state(review).rules
    names = {field.id: field.name for award in campaign.awards for field in campaign.form_of(award)}
    return render_template(
        "review/unit/dropped.html",
        error=error,
        review=review,
        title=campaign.name,
        text=text,
        unit=organisation_name(ctx(), text.unit),
        home=with_seat(_home(review)),
        rows=[(names.get(field, field), "\n".join(texts)) for field, texts in values.items()],
    )


@bp.post("/r/<review>/drafts/<draft>")
@require_seat(*WRITERS)
@form_of(draft_page)
def save(review: str, draft: str) -> ResponseReturnValue:
    """Keep what the form says; on to the check where its button was pressed."""
    _save(review, draft, request.form, revision_of(request.form.get("revision", "")))
    if request.form.get("then") == "check":
        return to_page(url_for("review_drafts.check_page", review=review, draft=draft))
    return done("review_unit.done.kept", url_for("review_drafts.draft_page", review=review, draft=draft))


@bp.get("/r/<review>/drafts/<draft>/text")
@require_seat(*WRITERS)
def stored(review: str, draft: str) -> dict[str, Any]:
    """What is kept, for the page's script."""
    return _text_part(review, draft_of(ctx(), actor=seat().actor, review_id=review, draft_id=draft))


@bp.post("/r/<review>/drafts/<draft>/text")
@require_seat(*WRITERS)
def keep(review: str, draft: str) -> dict[str, Any]:
    """Keep what the page's script sends while somebody writes.

    Raises ``Conflict("draft-changed")`` where another page has saved since, and what ``save_draft`` raises.
    """
    return _text_part(review, _save(review, draft, request.form, revision_of(request.form.get("revision", ""))))


@bp.get("/r/<review>/drafts/<draft>/check")
@require_seat(*WRITERS)
def check_page(review: str, draft: str, error: Any = None) -> ResponseReturnValue:
    """Everything once more, what is missing at its field, files that were broken off, and the button that submits
    it."""
    text = draft_of(ctx(), actor=seat().actor, review_id=review, draft_id=draft)
    if text.submitted:
        return to_page(_home(review))
    campaign, award = _award(review, text)
    problems = check_draft(ctx(), review_id=review, text=text).problems
    attached = attachments_of(ctx(), text.id)
    values = with_files({**text.values, **text.personal}, [(one.field, one.name) for one in attached])
    rows = form_rows(campaign.form_of(award), values, say(), problems)
    return render_template(
        "review/unit/check.html",
        error=error,
        rows=rows,
        sealed=campaign.sealed_form,
        scans=[one for one in attached if one.field == SEALED.id],
        faulty=[row for row in rows if row.faults],
        uploads=sending().of(text.id, known()),
        key=new_key(),
        **_shown(review, text),
    )


@bp.get("/r/<review>/drafts/<draft>/print")
@require_seat(*WRITERS)
def print_draft(review: str, draft: str) -> str:
    """The form as it stands, to be signed and sealed before its scan is handed in with it."""
    text = draft_of(ctx(), actor=seat().actor, review_id=review, draft_id=draft)
    campaign, award = _award(review, text)
    return printed_form(campaign, award, {**text.values, **text.personal})


@bp.post("/r/<review>/drafts/<draft>/submit")
@require_seat(*WRITERS)
@form_of(check_page)
def submit(review: str, draft: str) -> ResponseReturnValue:
    """Submit the draft as the page showed it; from paper, with the day on which it arrived."""
    paper = seat().role != "unit"
    arrived = day_of(request.form.get("arrived", ""), "arrived") if paper else None
    revision = revision_of(request.form.get("revision", ""))
    act(review, SubmitNomination(draft, revision, paper=paper, arrived=arrived))
    said = "entered" if paper else "vetted_next" if _at_the_office(review, draft) else "submitted"
    return done(f"review_unit.done.{said}", _home(review))


def _at_the_office(review: str, draft: str) -> bool:
    """Whether the nomination that the draft became waits for no level any more."""
    found = (one for one in review_state(review).nominations.values() if one.form.draft == draft)
    return any(one.status == "vetting" for one in found)


@bp.post("/r/<review>/drafts/<draft>/remove")
@require_seat(*WRITERS)
@form_of(draft_page)
def remove(review: str, draft: str) -> ResponseReturnValue:
    """Remove a draft that was not submitted."""
    remove_draft(ctx(), actor=seat().actor, review_id=review, draft_id=draft)
    return done("review_unit.done.removed", _home(review))


def new_draft(review: str, award: str, unit: str = "") -> ResponseReturnValue:
    """The page of a new draft; the empty one there is, so that a second press makes no second one."""
    given: dict[str, Any] = {"actor": seat().actor, "review_id": review, "award": award, "unit": unit}
    text = begun_draft(ctx(), **given) or save_draft(ctx(), **given, values={})
    return to_page(url_for("review_drafts.draft_page", review=review, draft=text.id))


def _save(review: str, draft: str, typed: Mapping[str, str], revision: int) -> NominationText:
    """Keep the boxes' texts.  What is there already is kept under its revision, so that a repeat whose answer was lost
    is no conflict."""
    text = draft_of(ctx(), actor=seat().actor, review_id=review, draft_id=draft)
    campaign, award = _award(review, text)
    values = typed_values(campaign.form_of(award), typed)
    if values == {**text.values, **text.personal} and not text.submitted:
        return text
    return save_draft(
        ctx(),
        actor=seat().actor,
        review_id=review,
        award=text.award,
        values=values,
        draft_id=draft,
        revision=revision,
        unit=text.unit,
    )


def _shown(review: str, text: NominationText) -> dict[str, Any]:
    campaign, award = _award(review, text)
    before = review_state(review).nominations.get(text.nomination)
    return {
        "review": review,
        "text": text,
        "award": award,
        "conditions": conditions(campaign, award, lang()),
        "title": campaign.name,
        "before": before,
        "returned_for": reason_text(before, say()) if before is not None else "",
        "until": until_part(campaign, correction_due(campaign, before), ctx().clock.now(), say()),
        "now": ctx().clock.now(),
        "unit": organisation_name(ctx(), text.unit),
        "home": with_seat(_home(review)),
        "paper": seat().role != "unit",
    }


def _file_fields(campaign: Campaign, text: NominationText) -> list[FormField]:
    """The fields that take files, the scan of the form under its name."""
    fields = fields_for_files(campaign, text)
    return [replace(one, name=say()("review_unit.sealed")) if one.id == SEALED.id else one for one in fields]


def _home(review: str) -> str:
    return url_for("review_unit.home" if seat().role == "unit" else "review_clerk.home", review=review)


def _award(review: str, text: NominationText) -> tuple[Campaign, Award]:
    state = review_state(review)
    return state.rules, need_award(state, text.award)


def _text_part(review: str, text: NominationText) -> dict[str, Any]:
    campaign, award = _award(review, text)
    values = {**text.values, **text.personal}
    return {
        "revision": text.revision,
        "saved": _saved_at(campaign, text),
        "values": {row.name: row.text for row in form_rows(campaign.form_of(award), values, say())},
    }


def _saved_at(campaign: Campaign, text: NominationText) -> str:
    """When the server kept this state of the draft, by its own clock in the zone of the review."""
    return moment_text(text.changed_at, campaign.zone, say())


def revision_of(text: str) -> int:
    """The revision that a page showed; -1, which nothing has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def day_of(text: str, field: str) -> date:
    """A day that was typed; raises ``Invalid("day-needed")``."""
    found = read_day(text)
    if found is None:
        raise Invalid("day-needed", field=field)
    return found
