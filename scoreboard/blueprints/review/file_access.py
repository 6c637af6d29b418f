"""Who may do what with the files of nominations: a unit with its drafts, a level with what came to it, the desks, those
who mark and the chair."""

from __future__ import annotations

from flask import current_app, url_for

from scoreboard.blueprints.review.access import Access
from scoreboard.live import Live
from scoreboard.presenters.review import conceal
from scoreboard.presenters.review.papers import public_files
from scoreboard.web import auth
from scoreboard.web.auth import Seat
from scoring.engine.errors import NotFound
from scoring.engine.review.chairs import leads
from scoring.engine.review.form import FormField
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.perform import state_of
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.review.draft_files import check_draft, fields_for_files
from scoring.usecases.review.drafts import WRITERS, check_changes, draft_of
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import NominationText
from scoring.usecases.review.versions import may_read, may_read_file


def nomination_files() -> Access:
    """The answers for the files of drafts and nominations, for any seat that this browser holds."""
    return Access(
        may_read=lambda attachment: (
            _text(attachment.owner) is not None and any(_reads(seat, attachment) for seat in auth.seats())
        ),
        may_write=lambda owner: _writer(owner) is not None,
        field=_field,
        home=_home,
        guard=_guard,
    )


def _text(owner: str) -> NominationText | None:
    with auth.services().ctx.store.read() as uow:
        return uow.of(NominationText).get(owner)


def _reads(seat: Seat, attachment: Attachment) -> bool:
    text = _text(attachment.owner)
    if text is None or text.review != seat.review:
        return False
    if _writes(seat, text):
        return True
    state = state_of(auth.services().ctx, REVIEW, stream_of(text.review))
    found = state.nominations.get(text.nomination)
    if found is None or not text.submitted:
        return False
    if seat.role in ("judge", "chair"):
        led = seat.role == "chair" and leads(state, found.award, seat.ticket)
        return bool(public_files(state, found, [attachment])) and (led or _marks(seat, state, found))
    return may_read(seat.actor, found) and may_read_file(state.rules, seat.actor, found, attachment.field)


def _marks(seat: Seat, state: ReviewState, found: Nomination) -> bool:
    """Whether a judge may read the papers of the nomination, on the one device that has the seat."""
    live: Live = current_app.extensions["live"]
    services = live.services
    return services.presence.has_seat(seat.ticket, seat.device, services.now()) and any(
        conceal.may_read(state, seat.ticket, no) for no, one in state.subjects.items() if one.nomination == found.no
    )


def _writes(seat: Seat, text: NominationText) -> bool:
    if seat.role not in WRITERS or text.review != seat.review:
        return False
    try:
        draft_of(auth.services().ctx, actor=seat.actor, review_id=text.review, draft_id=text.id)
    except NotFound:
        return False
    return True


def _writer(owner: str) -> Seat | None:
    """The seat of this browser that may attach files to a draft: until it is submitted."""
    text = _text(owner)
    if text is None or text.submitted:
        return None
    return next((seat for seat in auth.seats() if _writes(seat, text)), None)


def _guard(uow: UnitOfWork, owner: str) -> None:
    text = check_draft(uow, owner)
    check_changes(auth.services().ctx, uow, text.review)


def _field(owner: str, field: str) -> FormField | None:
    text = _text(owner)
    if text is None:
        return None
    campaign = state_of(auth.services().ctx, REVIEW, stream_of(text.review)).campaign
    fields = fields_for_files(campaign, text) if campaign is not None else ()
    return next((one for one in fields if one.id == field), None)


def _home(owner: str) -> str:
    seat = _writer(owner)
    if seat is None:
        return "/"
    return url_for("review_drafts.draft_page", review=seat.review, draft=owner, seat=seat.ticket)
