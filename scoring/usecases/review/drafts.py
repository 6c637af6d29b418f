"""Drafts of nominations: a unit's texts until they are submitted.

A draft counts for nothing, so it is an ordinary record: saved often, replaced, deleted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from scoring.engine.review.campaign import Award, Campaign
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import forget
from scoring.usecases.context import Context
from scoring.usecases.guards import need_current
from scoring.usecases.perform import state_of
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.review.draft_files import copy_files
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import NominationText, Values

MOST_DRAFTS = 200
"""Most drafts of one unit in one review that were not submitted."""

LONGEST = 30_000
"""Most signs of one field, submitted or not: a limit of memory, far above what any form allows."""

MOST_LINES = 100
"""Most texts of one field, such as the people of a list."""

WRITERS = frozenset({"unit", "office", "clerk"})
"""Who writes drafts: a unit its own, the office and its clerks what came on paper."""


def save_draft(
    ctx: Context,
    *,
    actor: Actor,
    review_id: str,
    award: str,
    values: Values,
    draft_id: str = "",
    revision: int = 0,
    unit: str = "",
    corrects: int = 0,
) -> NominationText:
    """A new draft, or another state of the one with this id; ``revision``: the one that the page showed.  ``unit`` is
    the organisation for which a clerk writes; a unit writes for itself.  ``corrects``: the number of a nomination that
    was returned.

    Raises ``WrongStage("review-not-open")``, ``NotFound("award-unknown" | "draft-unknown")``,
    ``Conflict("draft-changed")`` where somebody else has saved since, ``Invalid("text-too-long" | "field-unknown")``,
    and as ``check_changes`` does.
    """
    owner = _owner(actor, unit)
    campaign = state_of(ctx, REVIEW, stream_of(review_id)).campaign
    if campaign is None:
        raise Refused("review-not-open")
    public, personal = _split(campaign, _award(campaign, award), values)
    with ctx.store.write() as uow:
        check_changes(ctx, uow, review_id)
        old = _get(uow, actor, review_id, draft_id) if draft_id else _new(ctx, uow, review_id, award, owner, corrects)
        if old.revision != revision:
            raise Conflict("draft-changed", revision=old.revision)
        text = replace(
            old,
            values=public,
            personal=personal,
            revision=old.revision + 1,
            by=actor.id,
            changed_at=ctx.clock.now(),
        )
        uow.of(NominationText).put(text)
        uow.commit()
    return text


def draft_of(ctx: Context, *, actor: Actor, review_id: str, draft_id: str) -> NominationText:
    """A draft or a submitted text of the actor's own unit, or any for the office; raises
    ``NotFound("draft-unknown")``."""
    with ctx.store.read() as uow:
        found = uow.of(NominationText).get(draft_id)
    if found is None or found.review != review_id or not _may(actor, found):
        raise NotFound("draft-unknown", draft=draft_id)
    return found


def drafts_of(ctx: Context, *, actor: Actor, review_id: str) -> Sequence[NominationText]:
    """The drafts that were not submitted, in order of creation: a unit's, or those that the actor writes from paper."""
    with ctx.store.read() as uow:
        return tuple(uow.of(NominationText).all(review=review_id, submitted=False, **_own(actor)))


def begun_draft(ctx: Context, *, actor: Actor, review_id: str, award: str, unit: str = "") -> NominationText | None:
    """The draft for this award, of this unit or the actor's own, that the actor has begun and that is still empty."""
    where = {"award": award, "unit": _owner(actor, unit), "nomination": 0, "by": actor.id}
    with ctx.store.read() as uow:
        found = uow.of(NominationText).all(review=review_id, submitted=False, **where)
    return next((one for one in found if not (one.values or one.personal)), None)


def remove_draft(ctx: Context, *, actor: Actor, review_id: str, draft_id: str) -> None:
    """Remove a draft that was not submitted; raises ``NotFound("draft-unknown")``, ``Refused("archived")``."""
    with ctx.store.write() as uow:
        need_current(uow, review_id)
        _get(uow, actor, review_id, draft_id)
        uow.of(NominationText).remove(draft_id)
        for one in uow.of(Attachment).all(owner=draft_id):
            forget(uow, one)
        uow.commit()


def start_correction(ctx: Context, *, actor: Actor, review_id: str, nomination: int) -> NominationText:
    """A draft with the texts of a nomination that was returned; the one there is, if it was begun before.

    Raises ``NotFound("nomination-unknown")``, ``Refused("nomination-not-returned")``, and as ``check_changes`` does.
    """
    state = state_of(ctx, REVIEW, stream_of(review_id))
    found = state.nominations.get(nomination)
    if found is None or (actor.role == "unit" and found.unit != actor.team):
        raise NotFound("nomination-unknown", nomination=nomination)
    if found.status != "returned":
        raise Refused("nomination-not-returned", nomination=nomination)
    with ctx.store.write() as uow:
        check_changes(ctx, uow, review_id)
        texts = uow.of(NominationText)
        begun = texts.all(review=review_id, nomination=nomination, submitted=False)
        if begun:
            return begun[-1]
        last = texts.get(found.form.draft)
        assert last is not None
        now = ctx.clock.now()
        text = replace(
            last, id=ctx.ids.new(), salt=_salt(ctx), revision=1, submitted=False, by=actor.id, changed_at=now
        )
        texts.put(text)
        copy_files(uow, last.id, text.id)
        uow.commit()
    return text


def check_changes(ctx: Context, uow: UnitOfWork, review_id: str) -> None:
    """Raises ``Refused``: ``archived`` in a review that was put away, ``personal-data-gone`` once personal data was
    deleted, for it would be deleted no second time."""
    need_current(uow, review_id)
    if ctx.states.state(REVIEW, uow.ledger, stream_of(review_id)).personal_deleted:
        raise Refused("personal-data-gone")


def _owner(actor: Actor, unit: str) -> str:
    if actor.role not in WRITERS:
        raise Forbidden("role-not-allowed", role=actor.role)
    return actor.team if actor.role == "unit" else unit


def _own(actor: Actor) -> Mapping[str, str]:
    return {"unit": actor.team} if actor.role == "unit" else {"by": actor.id}


def _may(actor: Actor, text: NominationText) -> bool:
    return actor.role in WRITERS and (actor.role != "unit" or text.unit == actor.team)


def _get(uow: UnitOfWork, actor: Actor, review_id: str, draft_id: str) -> NominationText:
    found = uow.of(NominationText).get(draft_id)
    if found is None or found.review != review_id or found.submitted or not _may(actor, found):
        raise NotFound("draft-unknown", draft=draft_id)
    return found


def _new(ctx: Context, uow: UnitOfWork, review_id: str, award: str, unit: str, corrects: int) -> NominationText:
    if not unit:
        raise Invalid("text-needed", field="unit")
    if len(uow.of(NominationText).all(review=review_id, unit=unit, submitted=False)) >= MOST_DRAFTS:
        raise Refused("drafts-many", most=MOST_DRAFTS)
    return NominationText(ctx.ids.new(), review_id, award, unit, salt=_salt(ctx), nomination=corrects)


def _salt(ctx: Context) -> str:
    """118 random bits."""
    return ctx.ids.new() + ctx.ids.new()


def _award(campaign: Campaign, award_id: str) -> Award:
    award = next((one for one in campaign.awards if one.id == award_id), None)
    if award is None:
        raise NotFound("award-unknown", award=award_id)
    return award


def _split(campaign: Campaign, award: Award, values: Values) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """The public and the personal fields of a form."""
    fields = {field.id: field for field in campaign.form_of(award)}
    for name, texts in values.items():
        if name not in fields:
            raise Invalid("field-unknown", field=name)
        if len(texts) > MOST_LINES or sum(map(len, texts)) > LONGEST:
            raise Invalid("text-too-long", field=fields[name].name, limit=LONGEST)
    kept = {name: tuple(texts) for name, texts in values.items() if any(texts)}
    public = {name: texts for name, texts in kept.items() if not fields[name].personal}
    return public, {name: texts for name, texts in kept.items() if fields[name].personal}
