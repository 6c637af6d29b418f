"""Who may do what with attached files: the question that this blueprint asks, and the place for the answer.

The pages that know drafts and documents register their answer with ``register``; without one, everything is shut.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from scoreboard.web import auth
from scoreboard.web.errors import NotEntered
from scoring.engine.errors import Forbidden, NotFound
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import Guard, unguarded

KEY = "attachment_access"


def present_actor() -> str:
    """The id of whoever sends this request: of its seat, else of the organiser; "" for a stranger."""
    seat, actor = auth.current_seat(), auth.current_actor()
    return seat.actor.id if seat is not None else actor.id if actor is not None else ""


def _anything(owner: str, size: int) -> None:
    """Nothing speaks against a file."""


@dataclass(frozen=True, slots=True)
class Access:
    """The answers, each for whoever sends the present request.

    ``may_read(attachment)``: whether this person may open the file and its pages · ``may_write(owner)``: whether this
    person may attach files to this draft or document now, and remove them · ``field(owner, field)``: what the field of
    this owner's form takes, None for no such field · ``home(owner)``: the address to which a plain form leads back ·
    ``by()``: the id of the actor, "" for a stranger · ``guard(uow, owner)``: asked once more in the transaction that
    attaches or removes · ``admit(owner, size)``: asked before a file is begun; raises what speaks against it.
    """

    may_read: Callable[[Attachment], bool]
    may_write: Callable[[str], bool]
    field: Callable[[str, str], FormField | None]
    home: Callable[[str], str]
    by: Callable[[], str] = present_actor
    guard: Guard = unguarded
    admit: Callable[[str, int], None] = _anything


SHUT = Access(
    may_read=lambda attachment: False,
    may_write=lambda owner: False,
    field=lambda owner, field: None,
    home=lambda owner: "/",
)


def register(app: Flask, access: Access) -> None:
    """Let ``access`` answer in this application, in place of whatever answered before."""
    app.extensions[KEY] = access


def access() -> Access:
    """The answers of this application."""
    found: Access = current_app.extensions.get(KEY, SHUT)
    return found


def known() -> str:
    """Who sends this request.  Raises ``NotEntered("not-entered")`` for a stranger."""
    who = access().by()
    if not who:
        raise NotEntered("not-entered")
    return who


def field_of(owner: str, field: str) -> FormField:
    """What the field takes; raises ``NotFound("attachment-field-unknown")``."""
    found = access().field(owner, field)
    if found is None:
        raise NotFound("attachment-field-unknown", field=field)
    return found


def check_write(owner: str) -> None:
    """Raises ``Forbidden("attachment-closed")`` where this person may not attach files to this owner now."""
    if not access().may_write(owner):
        raise Forbidden("attachment-closed")


def check_read(attachment: Attachment) -> None:
    """Raises ``Forbidden("attachment-hidden")`` where this person may not see the file."""
    if not access().may_read(attachment):
        raise Forbidden("attachment-hidden")
