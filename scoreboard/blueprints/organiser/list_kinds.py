"""The kinds of list that organisers bring as tables: the fields of each, its page, and what imports it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from scoreboard.shared.protocol import UploadKind
from scoring.engine.actors import Actor
from scoring.tables.lists import ListTable
from scoring.tables.problems import Problem
from scoring.usecases.context import Context
from scoring.usecases.lists import official_days_import, organisations_table, rosters_table
from scoring.usecases.lists.official_days_import import DaysReport, import_official_days
from scoring.usecases.lists.organisations_import import import_organisations
from scoring.usecases.lists.rosters_import import import_roster_names
from scoring.usecases.review.open_notices import open_notices

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Brought:
    """A table that was read, and what it would do; ``problem``: why it cannot be read at all."""

    table: ListTable
    told: DaysReport
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list.  ``page`` shows it; ``run(ctx, actor, about, rows, dry_run)`` imports it."""

    fields: tuple[str, ...]
    page: Callable[[str], str]
    run: Callable[[Context, Actor, str, Rows, bool], DaysReport]


def _organisations(ctx: Context, actor: Actor, _about: str, rows: Rows, dry_run: bool) -> DaysReport:
    return DaysReport(import_organisations(ctx, actor=actor, rows=rows, dry_run=dry_run))


def _roster_names(ctx: Context, actor: Actor, about: str, rows: Rows, dry_run: bool) -> DaysReport:
    return DaysReport(import_roster_names(ctx, actor=actor, roster=about, rows=rows, dry_run=dry_run))


def _days(ctx: Context, actor: Actor, _about: str, rows: Rows, dry_run: bool) -> DaysReport:
    return import_official_days(ctx, actor=actor, rows=rows, notices=open_notices(ctx), dry_run=dry_run)


KINDS: Mapping[UploadKind, Kind] = {
    "organisations": Kind(organisations_table.FIELDS, lambda _: url_for("organiser.register"), _organisations),
    "roster-names": Kind(rosters_table.FIELDS, lambda title: url_for("organiser.roster", title=title), _roster_names),
    "days": Kind(official_days_import.FIELDS, lambda _: url_for("organiser.calendar"), _days),
}
