"""The register of organisations: searched, counted, edited one by one, as a table in and out."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser import lists
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, require_fresh, say, show, version_of
from scoreboard.exports.lists import register_table
from scoreboard.server import runtime
from scoring.usecases.lists.organisations import (
    CATEGORIES,
    LIMITS,
    Wanted,
    counted,
    found,
    organisations_of,
    put_organisation,
    remove_organisation,
    way_up,
)
from scoring.usecases.records import Organisation
from scoring.usecases.review.lookup import forms_of

WITHOUT = "-"
"""In an address: those without a lead body."""

MOST_BELOW = 50
"""Organisations below one that its page lists."""


@bp.get("/register")
def register(error: Any = None) -> str:
    """The organisations that are wanted, with figures of the whole register by category and by lead body."""
    there = organisations_of(ctx(), actor=actor())
    lead = request.args.get("lead", "")
    wanted = Wanted(
        request.args.get("q", "")[:120],
        request.args.get("category", ""),
        None if not lead else "" if lead == WITHOUT else lead,
    )
    shown = runtime.offload(found, there, wanted)
    page = max(1, request.args.get("page", 1, type=int))
    return show(
        "register.html",
        error,
        total=len(there),
        names={one.id: one.name for one in there},
        shown=shown[(page - 1) * lists.SHOWN : page * lists.SHOWN],
        count=len(shown),
        wanted=wanted,
        lead=lead,
        proposed=request.args.get("name", "")[: LIMITS["name"]],
        without=WITHOUT,
        by_category=counted(there, lambda one: one.category),
        by_lead=counted(there, lambda one: one.lead_body),
        page=page,
        pages=-(-len(shown) // lists.SHOWN) or 1,
        **_choices(there),
    )


@bp.post("/register")
@form_of(register)
def add_organisation() -> ResponseReturnValue:
    """One more organisation."""
    made = put_organisation(ctx(), actor=actor(), **_fields())
    return done("organisation-added", "register", {"name": made.name})


@bp.get("/register/<organisation>")
def organisation(organisation: str, error: Any = None) -> str:
    """One organisation, with the way up from it and those below it."""
    there = organisations_of(ctx(), actor=actor())
    way = way_up(there, organisation)
    if not way:
        abort(404)
    below = [one for one in there if one.superior == organisation]
    return show(
        "organisation.html",
        error,
        own=way[0],
        version=version_of(way[0]),
        way=way,
        below=below[:MOST_BELOW],
        more_below=len(below[MOST_BELOW:]),
        **_choices(there),
    )


@bp.post("/register/<organisation>")
@form_of(organisation)
def edit_organisation(organisation: str) -> ResponseReturnValue:
    """Another state of an organisation."""
    require_fresh(*way_up(organisations_of(ctx(), actor=actor()), organisation)[:1])
    put_organisation(ctx(), actor=actor(), organisation_id=organisation, **_fields())
    return done("saved", "organisation", organisation=organisation)


@bp.post("/register/<organisation>/remove")
@form_of(organisation)
def remove_organisation_here(organisation: str) -> ResponseReturnValue:
    """Take an organisation off the register, unless others stand below it or it has nominated."""
    gone = remove_organisation(ctx(), actor=actor(), organisation_id=organisation, forms_of=forms_of)
    return done("organisation-removed", "register", {"name": gone.name})


@bp.post("/register/import")
@form_of(register)
def import_register() -> ResponseReturnValue:
    """A dry run over an uploaded table."""
    return lists.begin("organisations")


@bp.get("/register.<ending>")
def register_file(ending: str) -> Response:
    """The register as a table that can be edited and imported again; without organisations, the form to fill in."""
    there = organisations_of(ctx(), actor=actor())
    return lists.table_file(register_table, there, say(), name=say()("lists.register.title"), ending=ending)


def _choices(there: tuple[Organisation, ...]) -> dict[str, Any]:
    """What the fields of a form offer: the lead bodies and the superiors that there are already."""
    above = {one.superior for one in there}
    return {
        "lead_bodies": sorted({one.lead_body for one in there} - {""}),
        "superiors": sorted(one.name for one in there if one.id in above),
        "categories": CATEGORIES,
        "limits": LIMITS,
    }


def _fields() -> dict[str, str]:
    names = ("name", "category", "lead_body", "superior", "contact", "phone", "note")
    return {name: request.form.get(name, "") for name in names}
