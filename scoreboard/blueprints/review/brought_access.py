"""Who may do what with the files that come with one step: the documents of the desks, the evidence of an objection.

An objection is written without a seat.  The session of the browser that has its form holds the form's key, and only
that browser attaches files to it; afterwards the desk for objections alone reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from flask import current_app, request, session, url_for

from scoreboard.blueprints.review.access import Access, present_actor
from scoreboard.server.addresses import block_of
from scoreboard.web import auth
from scoreboard.web.allowance import Allowance
from scoreboard.web.auth import Seat
from scoring.engine.errors import LeitaiError
from scoring.engine.review import guards
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.perform import state_of
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.review.brought import (
    CERTIFICATE,
    DOCUMENT,
    DOCUMENTS,
    EVIDENCE,
    OF_OBJECTION,
    check_evidence_room,
    check_open,
    forget_unused,
    parts_of,
)
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.objections import record_of

MOST_FORMS = 4
"""Forms for objections that one browser may have open."""

LONGEST_OWNER = 64
"""Signs of an owner's id."""

WRITERS = {
    "sign_off": ("office",),
    "finding": ("office",),
    "decision": ("office", "approver"),
    "certificate": ("office",),
}
"""The desks that bring each document, and read it."""


def brought_files() -> Access:
    """The answers for documents and evidence."""
    return Access(
        may_read=_may_read, may_write=_may_write, field=_field, home=_home, by=sender, guard=_guard, admit=_admit
    )


def sender() -> str:
    """The id of whoever sends this request: of its seat or account, else of a browser that writes an objection."""
    return present_actor() or str(session.get("visitor", ""))


def key_of_form(review: str, no: int, typed: str = "") -> str:
    """The key of this browser's form for an objection to a notice: the one that was ``typed``, the one that it has
    open, or a new one."""
    held = _forms()
    key = typed or next((key for one, notice, key in held if (one, notice) == (review, no)), "")
    ids = auth.services().ctx.ids
    key = key or ids.new() + ids.new()
    session.setdefault("visitor", f"public:{ids.new()}")
    others = [one for one in held if tuple(one[:2]) != (review, no)]
    session["objecting"] = [*others[-MOST_FORMS + 1 :], (review, no, key)]
    return key


def form_is_done(review: str, no: int) -> None:
    """The next form of this browser is another one."""
    session["objecting"] = [one for one in _forms() if tuple(one[:2]) != (review, no)]


def _forms() -> Sequence[tuple[str, int, str]]:
    return [(str(review), int(no), str(key)) for review, no, key in session.get("objecting", ())]


def _notice_of(owner: str) -> int | None:
    """The notice of the objection that this browser writes; None for any other owner."""
    _, review, record = parts_of(owner)
    found = (no for one, no, key in _forms() if one == review and record_of(one, key) == record)
    return next(found, None)


def _seats(review: str, roles: Sequence[str]) -> Iterator[Seat]:
    return (seat for seat in auth.seats() if seat.review == review and seat.role in roles)


def _may_read(attachment: Attachment) -> bool:
    what, review, _ = parts_of(attachment.owner)
    roles = ("office",) if what == EVIDENCE else WRITERS.get(attachment.field, ())
    return any(_seats(review, roles)) or (what == EVIDENCE and _may_write(attachment.owner))


def _may_write(owner: str) -> bool:
    """Whether somebody may attach: before the step was done, and to an objection while its notice stands."""
    what, review, _ = parts_of(owner)
    if len(owner) > LONGEST_OWNER or not what:
        return False
    with suppress(LeitaiError), auth.services().ctx.store.read() as uow:
        check_open(uow, stream_of(review), owner)
        roles = ("office", "approver") if what == DOCUMENT else ("office",)
        return any(_seats(review, roles)) or (what == EVIDENCE and _stands(review, _notice_of(owner)))
    return False


def _stands(review: str, no: int | None) -> bool:
    if no is None:
        return False
    ctx = auth.services().ctx
    state = state_of(ctx, REVIEW, stream_of(review))
    notice = guards.need_notice(state, no)
    return notice.first <= guards.day_of(state.rules, max(ctx.clock.now(), state.at)) <= notice.last


def _guard(uow: UnitOfWork, owner: str) -> None:
    _, review, _ = parts_of(owner)
    check_open(uow, stream_of(review), owner)


def _field(owner: str, field: str) -> FormField | None:
    what, review, _ = parts_of(owner)
    if what == EVIDENCE:
        return OF_OBJECTION.get(field)
    found = {**DOCUMENTS, CERTIFICATE.id: CERTIFICATE}.get(field)
    return found if any(_seats(review, WRITERS.get(field, ()))) else None


def _home(owner: str) -> str:
    what, review, _ = parts_of(owner)
    notice = _notice_of(owner) if what == EVIDENCE else None
    if notice is not None:
        return url_for("public_review.objection_form", review=review, no=notice)
    seat = next(_seats(review, ("office", "approver")), None)
    return seat.home if seat is not None else "/"


def _admit(owner: str, size: int) -> None:
    """Bounds what comes from the public: so many files of one address, so many bytes of one review."""
    what, review, _ = parts_of(owner)
    forget_unused(auth.services().ctx, review_id=review, stream=stream_of(review))
    if what != EVIDENCE:
        return
    if not any(_seats(review, ("office",))):
        allowance: Allowance = current_app.extensions["evidence"]
        allowance.take(block_of(request.remote_addr or ""))
    check_evidence_room(auth.services().ctx, review_id=review, size=size)


def either(first: Access, brought: Access) -> Access:
    """One answer for both: ``brought`` for the owners that are of a step, ``first`` for all others."""

    def of(owner: str) -> Access:
        return brought if parts_of(owner)[0] else first

    return Access(
        may_read=lambda attachment: of(attachment.owner).may_read(attachment),
        may_write=lambda owner: of(owner).may_write(owner),
        field=lambda owner, field: of(owner).field(owner, field),
        home=lambda owner: of(owner).home(owner),
        by=brought.by,
        guard=lambda uow, owner: of(owner).guard(uow, owner),
        admit=lambda owner, size: of(owner).admit(owner, size),
    )
