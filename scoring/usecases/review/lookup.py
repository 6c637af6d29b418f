"""Names for pages of a review, of organisations and of who holds a seat; what an organisation has in reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Organisation
from scoring.usecases.review.records import NominationText
from scoring.usecases.review.seats import seats_of


def organisation_name(ctx: Context, organisation_id: str) -> str:
    """The name in the register, the id where it is gone from there."""
    with ctx.store.read() as uow:
        found = uow.of(Organisation).get(organisation_id)
    return found.name if found is not None else organisation_id


def organisations(ctx: Context, ids: Iterable[str]) -> Mapping[str, str]:
    """The names of these organisations by their ids, of those that the register has."""
    with ctx.store.read() as uow:
        return {one.id: one.name for one in uow.of(Organisation).all(id=frozenset(ids))}


def organisations_named(ctx: Context, text: str, most: int) -> tuple[Mapping[str, str], int]:
    """The first ``most`` organisations whose name contains ``text``, each name by its id, in the register's order; and
    how many there are."""
    with ctx.store.read() as uow:
        found, count = uow.of(Organisation).search("name", text, most)
    return {one.id: one.name for one in found}, count


def is_organisation(ctx: Context, organisation_id: str) -> bool:
    """Whether the register has it."""
    with ctx.store.read() as uow:
        return uow.of(Organisation).get(organisation_id) is not None


def holder_label(ctx: Context, review_id: str, actor_id: str) -> str:
    """What the seat of an actor (``ticket:<id>``) is called; "" for an actor without one."""
    ticket = actor_id.removeprefix("ticket:")
    return next((one.label for one in seats_of(ctx, review_id) if one.id == ticket), "")


def forms_of(uow: UnitOfWork, organisation_id: str) -> int:
    """How many forms of nominations an organisation has in all reviews, drafts and versions counted."""
    return uow.of(NominationText).count(unit=organisation_id)
