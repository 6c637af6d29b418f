"""The register, a roster and the calendar as tables that can be edited and imported again without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoreboard.exports.tables import Table
from scoreboard.presenters.say import Say
from scoring.usecases.lists import official_days_import, organisations_table, rosters_table
from scoring.usecases.lists.official_days import KnownYear
from scoring.usecases.lists.organisations_import import cells_of
from scoring.usecases.lists.rosters_import import cells_of as roster_cells
from scoring.usecases.records import Organisation, RosterName


def register_table(organisations: Sequence[Organisation], say: Say) -> Table:
    """The register, one row an organisation; its superior by name."""
    names = {one.id: one.name for one in organisations}
    rows = [cells_of(one, names.get(one.superior, "")) for one in organisations]
    for cells in rows:
        cells["category"] = say(f"lists.category.{cells['category']}")
    return _table("organisations", say("lists.register.title"), organisations_table.FIELDS, rows, say)


def roster_names_table(roster: str, names: Sequence[RosterName], say: Say) -> Table:
    """A roster, one row a name."""
    return _table("roster-names", roster, rosters_table.FIELDS, [roster_cells(one) for one in names], say)


def days_table(years: Sequence[KnownYear], say: Say) -> Table:
    """The calendar, one row a day, year by year; the source that an organiser has said in every row of its year."""
    rows = [
        {"day": day.isoformat(), "kind": say(f"lists.day.{kind}"), "source": year.said.source if year.said else ""}
        for year in years
        for day, kind in sorted([*((day, "off") for day in year.days.off), *((day, "work") for day in year.days.work)])
    ]
    return _table("days", say("lists.calendar.title"), official_days_import.FIELDS, rows, say)


def _table(kind: str, title: str, fields: Sequence[str], rows: Sequence[Mapping[str, str]], say: Say) -> Table:
    head = [say(f"lists.field.{kind}.{field}") for field in fields]
    cells = [[row[field] for field in fields] for row in rows]
    return Table.of(title, head, cells, note=say(f"lists.note.{kind}"))
