"""The texts of a nomination's versions, for those who have to read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from scoring.engine.actors import Actor
from scoring.engine.errors import NotFound
from scoring.engine.review import guards, notices
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.form import FormField
from scoring.engine.review.nomination import Attached, Form, Nomination
from scoring.engine.review.state import Held, ReviewState
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.context import Context
from scoring.usecases.perform import state_of
from scoring.usecases.review.draft_files import SEALED, is_personal_file
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import NominationText, Values

File = TypeVar("File", Attached, Attachment)

DESKS = frozenset({"office", "clerk"})
"""Who reads every nomination with all of its fields."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a nomination's form with its texts, by the id of the field, as far as the reader may see them."""

    form: Form
    values: Values


def nomination_for(ctx: Context, *, actor: Actor, review_id: str, nomination: int) -> Nomination:
    """A nomination of the actor's own unit, one that has come to the actor's level, as both may know of it; or any for
    a desk.  Raises ``NotFound("nomination-unknown")``, also for those of others."""
    state = state_of(ctx, REVIEW, stream_of(review_id))
    known = state if actor.role in DESKS else state_for_units(ctx, state)
    found = known.nominations.get(nomination)
    if found is None or not may_read(actor, found):
        raise NotFound("nomination-unknown", nomination=nomination)
    return found


def state_for_units(ctx: Context, state: ReviewState) -> ReviewState:
    """The review as units and levels may know it now, see ``notices.as_told``."""
    return state if state.campaign is None else notices.as_told(state, guards.day_of(state.campaign, ctx.clock.now()))


def may_read(actor: Actor, found: Nomination) -> bool:
    """Whether the nomination is the actor's to read: the unit's own, or on its way through the actor's level."""
    if actor.role == "unit":
        return found.unit == actor.team
    if actor.role == "endorser":
        return any(step.organisation == actor.team for step in found.way[: found.here + 1])
    return actor.role in DESKS


def versions_for(ctx: Context, *, actor: Actor, review_id: str, nomination: int) -> tuple[Version, ...]:
    """Every version of a nomination that ``nomination_for`` gives, oldest first; raises as that does."""
    found = nomination_for(ctx, actor=actor, review_id=review_id, nomination=nomination)
    campaign = state_of(ctx, REVIEW, stream_of(review_id)).rules
    with ctx.store.read() as uow:
        texts = [(form, uow.of(NominationText).get(form.draft)) for form in found.forms]
    return tuple(Version(form, readable(campaign, actor, text)) for form, text in texts if text is not None)


def held_text(ctx: Context, *, actor: Actor, review_id: str, held: Held) -> NominationText:
    """The text of a form that a clerk entered and a second person compares; raises ``NotFound("draft-unknown")``."""
    with ctx.store.read() as uow:
        found = uow.of(NominationText).get(held.payload["draft"])
    if found is None or found.review != review_id or actor.role not in DESKS:
        raise NotFound("draft-unknown", draft=held.payload["draft"])
    return found


def readable(campaign: Campaign, actor: Actor, text: NominationText) -> Values:
    """The values that the actor may read: the unit and the desks all of them, a level those that are public and by
    whom it reaches the unit."""
    if actor.role in DESKS or (actor.role == "unit" and actor.team == text.unit):
        return {**text.values, **text.personal}
    award = next(one for one in campaign.awards if one.id == text.award)
    fields = {field.id: field for field in campaign.form_of(award)}
    contact = {name: said for name, said in text.personal.items() if name in fields and is_contact(fields[name])}
    return {**text.values, **contact}


def may_read_file(campaign: Campaign, actor: Actor, found: Nomination, field: str) -> bool:
    """Whether a reader of the nomination may open the files of this field: the unit and the desks all of them, a level
    those that are not personal and the scan with the seal, which it looks at."""
    if actor.role in DESKS or (actor.role == "unit" and actor.team == found.unit):
        return True
    return field == SEALED.id or not is_personal_file(campaign, found.award, field)


def readable_files(campaign: Campaign, actor: Actor, found: Nomination, files: Iterable[File]) -> list[File]:
    """Those of a nomination's files that the actor may read."""
    return [one for one in files if may_read_file(campaign, actor, found, one.field)]


def is_contact(field: FormField) -> bool:
    """Whether a personal field says how a unit is reached: a telephone number, an address, or who answers."""
    return field.kind in ("phone", "email") or field.id == "contact"
