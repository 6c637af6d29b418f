"""The form for objections: anybody writes while a notice stands, and gets a code as a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

from flask import current_app, redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from scoreboard.blueprints.review.brought_access import form_is_done, key_of_form
from scoreboard.blueprints.review.brought_forms import attach_brought, most_bytes, remove_brought
from scoreboard.blueprints.review.desk import ctx
from scoreboard.blueprints.review.public.desk import Seen, bp, seen
from scoreboard.blueprints.review.public.pages import newer_of, standing_of
from scoreboard.i18n.request import t
from scoreboard.server.addresses import block_of
from scoreboard.web.allowance import Allowance
from scoreboard.web.errors import NotEntered, TooMany, describe, status_of
from scoreboard.web.security import csrf, limit_body
from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused, TooLate
from scoring.engine.review import notices
from scoring.engine.review.state import PublicNotice
from scoring.usecases.attachments import attachments_of
from scoring.usecases.perform import LONGEST_KEY
from scoring.usecases.review.brought import OF_OBJECTION, owner_of_evidence
from scoring.usecases.review.objections import (
    LONGEST_CONTACT,
    LONGEST_NAME,
    LONGEST_TEXT,
    receipt_of,
    record_of,
    take_objection,
)

PUBLIC = Actor("public", "public")

WHOLE_LIST = "0"
"""What the form says for an objection that is about nobody in particular."""

LIMITS = {"name": LONGEST_NAME, "contact": LONGEST_CONTACT, "text": LONGEST_TEXT}


@bp.record
def _set_up(state: BlueprintSetupState) -> None:
    app: Any = state.app
    limit_body(app, "public_review.objection_by_form", lambda _values: most_bytes(OF_OBJECTION))


@bp.get("/<review>/<int:no>/objection")
def objection_form(review: str, no: int) -> str:
    """The form, empty; once the notice is over, whom to call."""
    public = seen(review)
    return _page(public, public.notice(no), {"by": "person"})


@bp.post("/<review>/<int:no>/objection")
@csrf.exempt  # checked below, so that what was typed is not lost with an old page
def objection_by_form(review: str, no: int) -> ResponseReturnValue:
    """Take an objection, once by the form's key; a refused one comes back with all that was typed."""
    public = seen(review)
    found = public.notice(no)
    owner = owner_of_evidence(review, record_of(review, request.form.get("key", "")))
    try:
        _check_token()
        if remove_brought(owner):
            return _page(public, found, request.form)
        code = _take(public, found, owner)
    except (Invalid, Refused, Conflict, Forbidden, NotFound, NotEntered, TooMany) as error:
        return _page(public, found, request.form, describe(error), error.code), status_of(error)
    form_is_done(review, no)
    session["receipt"] = [review, no, code]
    return redirect(url_for("public_review.objection_received", review=review, no=no), 303)


@bp.get("/<review>/<int:no>/objection/received")
def objection_received(review: str, no: int) -> ResponseReturnValue:
    """The receipt, in the browser that sent the objection, and what comes next."""
    public = seen(review)
    found = public.notice(no)
    held = session.get("receipt", [])
    if held[:2] != [review, no]:
        return redirect(url_for("public_review.objection_form", review=review, no=no))
    return render_template("public/received.html", public=public, notice=found, rules=found.rules, code=held[2])


def _take(public: Seen, found: PublicNotice, owner: str) -> str:
    """Enter what the form says, with the files that it brings; the receipt."""
    review = public.review.id
    allowance: Allowance = current_app.extensions["objections"]
    allowance.take(block_of(request.remote_addr or ""))
    by = request.form.get("by", "")
    if by not in ("person", "unit"):
        raise Invalid("text-needed", field=t("review_public.objection.by"))
    name, contact, text = (_typed(field, limit) for field, limit in LIMITS.items())
    about, key = _about(found), request.form.get("key", "")
    if public.day > found.last:  # said before a file is refused for it
        raise TooLate("objection-late", last=found.last.isoformat())
    attach_brought(owner, OF_OBJECTION)
    done = take_objection(
        ctx(),
        actor=PUBLIC,
        review_id=review,
        key=key,
        notice=found.no,
        by=cast(Literal["person", "unit"], by),
        name=name,
        contact=contact,
        text=text,
        nomination=about,
    )
    if not done.repeat:
        allowance.accepted()
    return receipt_of(review, key)


def _check_token() -> None:
    try:
        csrf.protect()
    except CSRFError as error:
        raise Invalid("form-expired") from error


def _typed(field: str, limit: int) -> str:
    """A field that is needed, by the name that the page gives it."""
    text = request.form.get(field, "").strip()
    label = t(f"review_public.objection.{field}")
    if not text:
        raise Invalid("text-needed", field=label)
    if len(text) > limit:
        raise Invalid("text-too-long", field=label, limit=limit)
    return text


def _about(found: PublicNotice) -> int | None:
    """Which nomination is meant: the form has the line of the notice, counted from 1, never the nomination's number."""
    line = request.form.get("about", WHOLE_LIST)
    if line == WHOLE_LIST:
        return None
    if not (line.isascii() and line.isdigit() and len(line) < 6 and int(line) <= len(found.shown)):
        raise Invalid("line-not-shown")
    return found.shown[int(line) - 1].nomination


def _page(
    public: Seen,
    found: PublicNotice,
    typed: Mapping[str, str],
    error: Mapping[str, Any] | None = None,
    code: str = "",
) -> str:
    assert found.rules is not None
    review, no = public.review.id, found.no
    if code == "key-used":
        form_is_done(review, no)
    key = key_of_form(review, no, "" if code == "key-used" else typed.get("key", "")[:LONGEST_KEY])
    owner = owner_of_evidence(review, record_of(review, key))
    return render_template(
        "public/objection.html",
        public=public,
        notice=found,
        rules=found.rules,
        awards={award.id: award.name for award in found.rules.awards},
        standing=standing_of(public, found),
        newer=newer_of(public, found),
        gone=notices.replaced_by(public.state, found, public.day),
        typed=typed,
        error=error,
        limits=LIMITS,
        key=key,
        owner=owner,
        fields=OF_OBJECTION,
        held=attachments_of(ctx(), owner),
    )
