"""The judges of a match, by name and organisation: a judge is the ticket of a judge's seat, with or without a card.

The list is open until the match opens.  Afterwards the panel that a round opens takes the judges with their
organisations into the ledger, so that it is known who was recused and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Invalid, NotFound
from scoring.engine.names import same_form, tidy
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, get_match, get_unopened, named, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.roster_import import RowFault
from scoring.usecases.records import Ticket
from scoring.usecases.tickets import put_seat

MOST_JUDGES = 99
LONGEST_NAME, LONGEST_ORGANISATION = 60, 120


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """What was understood of a row (from 1) of a list of judges, and its faults."""

    row: int
    name: str
    organisation: str
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class JudgesReport:
    """A whole list: every row with a name; whether its judges were added."""

    rows: tuple[JudgeRow, ...]
    done: bool = False

    @property
    def faulty(self) -> bool:
        """True if any row has a fault, or there is no row: then nothing is imported."""
        return not self.rows or any(row.faults for row in self.rows)


def judges_of(ctx: Context, match_id: str) -> tuple[Ticket, ...]:
    """The judges of a match in the order of the panel; a judge whose ticket was revoked is none."""
    with ctx.store.read() as uow:
        get_match(uow, match_id)
        return _judges(uow, match_id)


def edit_judges(
    ctx: Context, *, actor: Actor, match_id: str, judges: Mapping[str, tuple[str, str]]
) -> tuple[Ticket, ...]:
    """Other names and organisations by the judges' ids, before the match opens: all of them or none; the cards stay
    good.  Returns the judges that changed.

    Raises ``NotFound("judge-unknown")``, ``Conflict("judge-exists")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        get_unopened(uow, match_id)
        old = {one.id: one for one in _judges(uow, match_id)}
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


def remove_judge(ctx: Context, *, actor: Actor, judge_id: str) -> None:
    """Take the judge and the judge's card away, before the match opens; raises ``NotFound("judge-unknown")``."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        uow.of(Ticket).remove(_get(uow, judge_id).id)
        uow.commit()


def import_judges(
    ctx: Context, *, actor: Actor, match_id: str, rows: Sequence[Mapping[str, str]], dry_run: bool = True
) -> JudgesReport:
    """Judges from rows with ``name`` and ``organisation``: all of them, or none if a row is faulty.

    A blank row is skipped.  Raises ``Refused("match-opened")``, ``Invalid("judges-too-many")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        get_unopened(uow, match_id)
        there = _judges(uow, match_id)
        report = JudgesReport(_read(rows, {same_form(one.label) for one in there}))
        if len(there) + len(report.rows) > MOST_JUDGES:
            raise Invalid("judges-too-many", most=MOST_JUDGES, count=len(there) + len(report.rows))
        if dry_run or report.faulty:
            return report
        for row in report.rows:
            put_seat(ctx, uow, match_id, "judge", row.name, row.organisation)
        uow.commit()
    return replace(report, done=True)


def _read(rows: Sequence[Mapping[str, str]], there: set[str]) -> tuple[JudgeRow, ...]:
    found, above = [], set[str]()
    for number, row in enumerate(rows, start=1):
        name, organisation = (tidy(row.get(field, "")) for field in ("name", "organisation"))
        form = same_form(name)
        if not name and not organisation:
            continue
        faults = []
        if not name:
            faults.append(RowFault("name", "text-needed", {}))
        elif form in there:
            faults.append(RowFault("name", "judge-exists", {"name": name}))
        elif form in above:
            faults.append(RowFault("name", "judge-twice", {"name": name}))
        if "、" in name:
            faults.append(RowFault("name", "judges-in-one", {}))
        for field, text, limit in (
            ("name", name, LONGEST_NAME),
            ("organisation", organisation, LONGEST_ORGANISATION),
        ):
            if len(text) > limit:
                faults.append(RowFault(field, "text-too-long", {"limit": limit}))
        above.add(form)
        found.append(JudgeRow(number, name, organisation, tuple(faults)))
    return tuple(found)


def _edited(old: Ticket, name: str, organisation: str) -> Ticket:
    return replace(
        old,
        label=clean(name, "name", limit=LONGEST_NAME),
        organisation=clean(organisation, "organisation", limit=LONGEST_ORGANISATION, needed=False),
    )


def _judges(uow: UnitOfWork, match_id: str) -> tuple[Ticket, ...]:
    return tuple(one for one in uow.of(Ticket).all(match=match_id, role="judge") if not one.revoked_at)


def _get(uow: UnitOfWork, judge_id: str) -> Ticket:
    """The judge of a match that is not open yet."""
    judge = uow.of(Ticket).get(judge_id)
    if judge is None or judge.role != "judge" or judge.revoked_at:
        raise NotFound("judge-unknown", judge=judge_id)
    get_unopened(uow, judge.match)
    return judge
