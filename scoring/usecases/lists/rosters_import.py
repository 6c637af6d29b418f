"""A roster from a table: every row is reported; all rows are imported or none, and nobody is removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid
from scoring.engine.names import tidy
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.lists.rosters import LIMITS, MOST_NAMES, key_of, roster_title
from scoring.usecases.lists.rosters_table import FIELDS
from scoring.usecases.lists.rows import ListReport, ListRow, RowFault
from scoring.usecases.records import RosterName

Cells = Mapping[str, str]


def import_roster_names(
    ctx: Context, *, actor: Actor, roster: str, rows: Sequence[Cells], dry_run: bool = True
) -> ListReport:
    """The rows as names of the roster of this title: all of them, or none if a row is faulty.

    Fields by ``FIELDS``.  A row whose name, organisation and date stand there already changes at most how they are
    written.  Raises ``Invalid("roster-names-many")``.
    """
    require_organiser(actor)
    read = [(number, cells) for number, row in enumerate(rows, start=1) if (cells := _cells(row))]
    with ctx.store.read() if dry_run else ctx.store.write() as uow:
        title = roster_title(uow, roster)
        there = {key_of(one): one for one in uow.of(RosterName).all(roster=title)}
        after: dict[tuple[str, str, str], RosterName] = {}
        found: list[ListRow] = []
        for number, cells in read:
            new = RosterName("", title, **cells)
            key = key_of(new)
            faults = _faults(cells, twice=key in after)
            after[key] = new
            found.append(_row(number, cells, faults, there.get(key)))
        if len({**there, **after}) > MOST_NAMES:
            raise Invalid("roster-names-many", most=MOST_NAMES)
        report = ListReport(tuple(found))
        if dry_run or report.faulty:
            return report
        kept = [replace(new, id=there[key].id if key in there else ctx.ids.new()) for key, new in after.items()]
        uow.of(RosterName).put_all([one for one in kept if there.get(key_of(one)) != one])
        uow.commit()
    return ListReport(report.rows, done=True)


def cells_of(one: RosterName) -> dict[str, str]:
    """A name as the cells of a row."""
    return {"name": one.name, "organisation": one.organisation, "held": one.held}


def _row(number: int, cells: Cells, faults: Sequence[RowFault], old: RosterName | None) -> ListRow:
    if faults:
        return ListRow(number, "faulty", cells, tuple(faults))
    if old is None:
        return ListRow(number, "new", cells)
    before = {field: cell for field, cell in cells_of(old).items() if cell != cells[field]}
    return ListRow(number, "changed" if before else "unchanged", cells, before=before or None)


def _cells(row: Cells) -> dict[str, str]:
    """All fields of a row as they are kept; {} for a blank row."""
    cells = {field: tidy(str(row.get(field) or "")) for field in FIELDS}
    return cells if any(cells.values()) else {}


def _faults(cells: Cells, *, twice: bool) -> list[RowFault]:
    faults = [
        RowFault(field, "text-too-long", {"limit": limit})
        for field, limit in LIMITS.items()
        if len(cells[field]) > limit
    ]
    if not cells["name"]:
        faults.append(RowFault("name", "text-needed", {}))
    elif twice:
        faults.append(RowFault("name", "roster-name-twice", {"name": cells["name"]}))
    return faults
