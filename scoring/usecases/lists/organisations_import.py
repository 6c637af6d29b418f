"""The register from a table: every row is reported; all rows are imported or none, and nobody is removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid
from scoring.engine.names import same_form, tidy
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.lists.organisations import LIMITS, MOST_ORGANISATIONS, circles
from scoring.usecases.lists.organisations_table import FIELDS, category_of
from scoring.usecases.lists.rows import ListReport, ListRow, RowFault
from scoring.usecases.records import Organisation

Cells = Mapping[str, str]


def import_organisations(ctx: Context, *, actor: Actor, rows: Sequence[Cells], dry_run: bool = True) -> ListReport:
    """The rows as organisations: those of a known name change, the others are new; all of them, or none if a row is
    faulty.

    Fields by ``FIELDS``; ``category`` in words, ``superior`` by name, in the register or in these rows.  A field that a
    row does not have stays as it is, a blank one is cleared, except that a blank category is kept, and is ``other`` for
    a new organisation.  Raises ``Invalid("organisations-many")``.
    """
    require_organiser(actor)
    read = [(number, cells) for number, row in enumerate(rows, start=1) if (cells := _cells(row))]
    forms = {name: same_form(name) for _, cells in read for name in (cells.get("name", ""), cells.get("superior", ""))}
    with ctx.store.read() if dry_run else ctx.store.write() as uow:
        there = {same_form(one.name): one for one in uow.of(Organisation).all()}
        reading = _Reading(ctx, there, forms)
        for number, cells in read:
            reading.row(number, cells)
        report = reading.report()
        if len(reading.after) > MOST_ORGANISATIONS:
            raise Invalid("organisations-many", most=MOST_ORGANISATIONS)
        if dry_run or report.faulty:
            return report
        uow.of(Organisation).put_all(reading.changed())
        uow.commit()
    return ListReport(report.rows, done=True)


def cells_of(one: Organisation, superior: str) -> dict[str, str]:
    """An organisation as the cells of a row: ``superior`` is the name of the one above it."""
    return {field: superior if field == "superior" else getattr(one, field) for field in FIELDS}


class _Reading:
    """Reads row after row: the register as it would be, and what each row does to it."""

    def __init__(self, ctx: Context, there: Mapping[str, Organisation], forms: Mapping[str, str]) -> None:
        self._ctx = ctx
        self._before = {one.id: one for one in there.values()}
        self.after = dict(self._before)
        self._ids = {form: one.id for form, one in there.items()}
        self._forms = forms
        self._rows: list[tuple[int, Cells, str, list[RowFault]]] = []
        self._seen: set[str] = set()

    def row(self, number: int, cells: Cells) -> None:
        """Understand one row, except for its superior, who may stand in a later one."""
        faults = _faults(cells)
        name = cells.get("name", "")
        form = self._forms[name]
        if name and form in self._seen:
            faults.append(RowFault("name", "organisation-twice", {"name": name}))
        self._seen.add(form)
        known = self._ids.get(form, "")
        own = known or self._ctx.ids.new()
        if name:
            self._ids[form] = own
            old = self._before.get(own, Organisation(own, name))
            category = category_of(cells.get("category", "")) or old.category
            texts = {field: cells[field] for field in LIMITS if field in cells}
            self.after[own] = replace(old, category=category, **texts)
        self._rows.append((number, cells, own if name else "", faults))

    def report(self) -> ListReport:
        """What every row does, once all are read."""
        for _, cells, own, faults in self._rows:
            if own and "superior" in cells:
                superior = cells["superior"]
                above = self._ids.get(self._forms[superior], "") if superior else ""
                if superior and not above:
                    faults.append(RowFault("superior", "superior-unknown", {"name": superior}))
                self.after[own] = replace(self.after[own], superior=above)
        rings = circles(self.after)
        for _, _, own, faults in self._rows:
            if own in rings:
                faults.append(RowFault("superior", "superior-circle", {"way": rings[own]}))
        return ListReport(tuple(self._row(*row) for row in self._rows))

    def changed(self) -> list[Organisation]:
        """The organisations that are to be kept, the new ones in order of their rows."""
        return [one for one in self.after.values() if self._before.get(one.id) != one]

    def _row(self, number: int, cells: Cells, own: str, faults: Sequence[RowFault]) -> ListRow:
        if faults:
            return ListRow(number, "faulty", cells, tuple(faults))
        old, new = self._before.get(own), self.after[own]
        now = cells_of(new, self._name(self.after, new))
        if old is None:
            return ListRow(number, "new", now)
        then = cells_of(old, self._name(self._before, old))
        if old == new:
            return ListRow(number, "unchanged", now)
        return ListRow(number, "changed", now, before={f: then[f] for f in FIELDS if then[f] != now[f]})

    def _name(self, register: Mapping[str, Organisation], one: Organisation) -> str:
        return register[one.superior].name if one.superior in register else ""


def _cells(row: Cells) -> dict[str, str]:
    """The known fields of a row as they are kept; {} for a blank row."""
    cells = {field: tidy(str(row[field] or "")) for field in FIELDS if field in row}
    return cells if any(cells.values()) else {}


def _faults(cells: Cells) -> list[RowFault]:
    faults = [
        RowFault(field, "text-too-long", {"limit": limit})
        for field, limit in LIMITS.items()
        if len(cells.get(field, "")) > limit
    ]
    if not cells.get("name"):
        faults.append(RowFault("name", "text-needed", {}))
    category = cells.get("category", "")
    if category and category_of(category) is None:
        faults.append(RowFault("category", "category-unknown", {"text": category[:40]}))
    return faults
