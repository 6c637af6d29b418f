"""The ids that programs have for our records, so that they find them again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scoring.engine.errors import Invalid
from scoring.usecases.context import Context
from scoring.usecases.guards import clean
from scoring.usecases.programs.records import OwnId

LONGEST = 120
"""Signs of a program's own id."""


def note_refs(ctx: Context, refs: Mapping[str, str]) -> None:
    """Remember the program's id (``ref``) of each record by the record's; "" is none.

    Raises ``Invalid("text-too-long")``.
    """
    kept = {record: ref for record, ref in refs.items() if ref}
    if not kept:
        return
    for ref in kept.values():
        check_ref(ref)
    with ctx.store.write() as uow:
        uow.of(OwnId).put_all([OwnId(record, ref) for record, ref in kept.items()])
        uow.commit()


def check_ref(ref: str) -> None:
    """Raises ``Invalid("text-too-long" | "input-wrong")`` for what is kept of no program."""
    if clean(ref, "ref", limit=LONGEST, needed=False) != ref:
        raise Invalid("input-wrong", places="ref")


def refs_of(ctx: Context, records: Collection[str]) -> dict[str, str]:
    """The programs' ids of these records, by the records'."""
    if not records:
        return {}
    with ctx.store.read() as uow:
        return {one.id: one.ref for one in uow.of(OwnId).all(id=frozenset(records))}
