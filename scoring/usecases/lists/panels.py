"""What an organiser does to a list of judges, in whatever place it is: a judge is the ticket of a judge's seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Invalid, NotFound
from scoring.engine.names import same_form
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, named, require_organiser
from scoring.usecases.lists.judges import (
    LONGEST_KIN,
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    MOST_JUDGES,
    JudgesReport,
    kin_text,
    read_judge_rows,
)
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Ticket


class Place(Protocol):
    """Where a list of judges is."""

    def judges(self, uow: UnitOfWork) -> tuple[Ticket, ...]:
        """Its judges in the order of the panel; a judge whose ticket was revoked is none."""

    def need_open(self, ctx: Context, uow: UnitOfWork) -> None:
        """Refuse where the list may not change any more."""

    def put(self, ctx: Context, uow: UnitOfWork, name: str, organisation: str, kin: str) -> None:
        """One more judge."""


def edit(ctx: Context, place: Place, *, actor: Actor, judges: Mapping[str, tuple[str, ...]]) -> tuple[Ticket, ...]:
    """Other names, organisations and relatives by the judges' ids: all of them or none; the cards stay good, and
    relatives that are not said stay.  Returns the judges that changed.

    Raises ``NotFound("judge-unknown")``, ``Conflict("judge-exists")``, and what ``place.need_open`` raises.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        place.need_open(ctx, uow)
        old = {one.id: one for one in place.judges(uow)}
        if unknown := judges.keys() - old.keys():
            raise NotFound("judge-unknown", judge=min(unknown))
        new = old | {judge: _edited(old[judge], *said) for judge, said in judges.items()}
        changed = [one for judge, one in new.items() if one != old[judge]]
        for one in changed:
            others = [other for other in new.values() if other.id != one.id]
            if one.label != old[one.id].label and (same := named(one.label, others, lambda other: other.label)):
                raise Conflict("judge-exists", name=same.label)
            uow.of(Ticket).put(one)
        uow.commit()
    return tuple(changed)


def remove(ctx: Context, place: Place, *, actor: Actor, judge_id: str) -> None:
    """Take the judge and the judge's card away; raises ``NotFound("judge-unknown")`` for one of another place too."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        if judge_id not in {one.id for one in place.judges(uow)}:
            raise NotFound("judge-unknown", judge=judge_id)
        place.need_open(ctx, uow)
        uow.of(Ticket).remove(judge_id)
        uow.commit()


def take_in(
    ctx: Context, place: Place, *, actor: Actor, rows: Sequence[Mapping[str, str]], dry_run: bool = True
) -> JudgesReport:
    """Judges from rows with ``name``, ``organisation`` and ``kin``: all of them, or none if a row is faulty.

    A blank row is skipped.  Raises ``Invalid("judges-too-many")``, and what ``place.need_open`` raises.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        place.need_open(ctx, uow)
        there = place.judges(uow)
        report = JudgesReport(read_judge_rows(rows, {same_form(one.label) for one in there}))
        if len(there) + len(report.rows) > MOST_JUDGES:
            raise Invalid("judges-too-many", most=MOST_JUDGES, count=len(there) + len(report.rows))
        if dry_run or report.faulty:
            return report
        for row in report.rows:
            place.put(ctx, uow, row.name, row.organisation, row.kin)
        uow.commit()
    return replace(report, done=True)


def listed(ctx: Context, place: Place) -> tuple[Ticket, ...]:
    """The judges of a place in the order of the panel."""
    with ctx.store.read() as uow:
        return place.judges(uow)


def _edited(old: Ticket, name: str, organisation: str, kin: str | None = None) -> Ticket:
    return replace(
        old,
        label=clean(name, "name", limit=LONGEST_NAME),
        organisation=clean(organisation, "organisation", limit=LONGEST_ORGANISATION, needed=False),
        kin=old.kin if kin is None else clean(kin_text(kin), "kin", limit=LONGEST_KIN, needed=False),
    )
