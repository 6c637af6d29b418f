"""Rosters of titles such as 月月学习之星: looked at, searched, edited, as a table in and out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser import lists
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, require_fresh, say, show, version_of
from scoreboard.exports.lists import roster_names_table
from scoreboard.server import runtime
from scoring.engine.names import same_form
from scoring.usecases.lists.rosters import (
    LIMITS,
    LONGEST_ROSTER,
    names_of,
    put_roster_name,
    remove_roster,
    remove_roster_name,
    rosters_of,
)
from scoring.usecases.records import RosterName


@bp.get("/rosters")
def rosters(error: Any = None) -> str:
    """Every roster with its number of names; a new one, by its first name or by a table."""
    held = rosters_of(ctx(), actor=actor())
    return show("rosters.html", error, held=held, limits=LIMITS, longest=LONGEST_ROSTER)


@bp.get("/roster")
def roster(error: Any = None) -> str:
    """The names of the roster with the ``title`` of the address; the one named ``edit`` in a form."""
    title = request.args.get("title", "")
    names = names_of(ctx(), actor=actor(), roster=title)
    search = request.args.get("q", "")[:120]
    shown = runtime.offload(_found, names, search)
    page = max(1, request.args.get("page", 1, type=int))
    own = _edited(names)
    return show(
        "roster.html",
        error,
        title=title,
        total=len(names),
        shown=shown[(page - 1) * lists.SHOWN : page * lists.SHOWN],
        count=len(shown),
        search=search,
        own=own,
        version=version_of(own),
        limits=LIMITS,
        page=page,
        pages=-(-len(shown) // lists.SHOWN) or 1,
    )


@bp.post("/rosters")
@form_of(rosters)
def begin_roster() -> ResponseReturnValue:
    """A new roster with its first name."""
    made = put_roster_name(ctx(), actor=actor(), roster=request.form.get("roster", ""), **_fields())
    return done("roster-name-added", "roster", {"name": made.name}, title=made.roster)


@bp.post("/rosters/import")
@form_of(rosters)
def import_roster_list() -> ResponseReturnValue:
    """A dry run over an uploaded table, for a roster by its title."""
    return lists.begin("roster-names", request.form.get("roster", ""))


@bp.post("/roster")
@form_of(roster)
def put_name() -> ResponseReturnValue:
    """A new name in the roster, or the one named ``edit`` as it is in the form."""
    title, edited = request.args.get("title", ""), request.args.get("edit", "")
    if edited:
        require_fresh(_edited(names_of(ctx(), actor=actor(), roster=title)))
    made = put_roster_name(ctx(), actor=actor(), roster=title, name_id=edited, **_fields())
    return done("saved" if edited else "roster-name-added", "roster", {"name": made.name}, title=made.roster)


@bp.post("/roster/<name_id>/remove")
@form_of(lambda name_id, error=None: roster(error))
def remove_name(name_id: str) -> ResponseReturnValue:
    """Take one name off the roster."""
    title = request.args.get("title", "")
    gone = remove_roster_name(ctx(), actor=actor(), roster=title, name_id=name_id)
    left = rosters_of(ctx(), actor=actor()).get(title)
    fields = {"name": gone.name}
    return done("roster-name-removed", "roster" if left else "rosters", fields, **({"title": title} if left else {}))


@bp.post("/roster/remove")
@form_of(rosters)
def remove_whole_roster() -> ResponseReturnValue:
    """Take a whole roster away."""
    title = request.args.get("title", "")
    count = remove_roster(ctx(), actor=actor(), roster=title)
    return done("roster-removed", "rosters", {"roster": title, "count": count})


@bp.get("/roster.<ending>")
def roster_file(ending: str) -> Response:
    """A roster as a table that can be edited and imported again."""
    title = request.args.get("title", "")
    names = names_of(ctx(), actor=actor(), roster=title)
    return lists.table_file(roster_names_table, title, names, say(), name=title, ending=ending)


def _found(names: tuple[RosterName, ...], search: str) -> tuple[RosterName, ...]:
    form = same_form(search)
    texts = ((one, (one.name, one.organisation, one.held)) for one in names)
    return tuple(one for one, own in texts if not form or any(form in same_form(text) for text in own))


def _fields() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in ("name", "organisation", "held")}


def _edited(names: Sequence[RosterName]) -> RosterName | None:
    """The name that the address says is in the form; None for none, or for one that is gone."""
    return next((one for one in names if one.id == request.args.get("edit")), None)
