"""Rosters (名册) such as 月月学习之星: who holds a title, by name and organisation.  ``rosters_import`` reads tables.

A roster is the names under one title; it is there as soon as it has a name, and gone with its last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Invalid, NotFound
from scoring.engine.names import nearly_same, same_form
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, named, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import RosterName

MOST_NAMES = 10_000
"""Of one roster."""

LIMITS: Mapping[str, int] = {"name": 120, "organisation": 120, "held": 60}
"""The most characters of each text."""

LONGEST_ROSTER = 60

Standing = Literal["found", "near", "unknown"]


def rosters_of(ctx: Context, *, actor: Actor) -> Mapping[str, int]:
    """Every roster with the number of its names, in the order in which they came."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        counts: dict[str, int] = {}
        for one in uow.of(RosterName).all():
            counts[one.roster] = counts.get(one.roster, 0) + 1
        return counts


def names_of(ctx: Context, *, actor: Actor, roster: str) -> tuple[RosterName, ...]:
    """The names of a roster in the order in which they came; raises ``NotFound("roster-unknown")`` without any."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        return _names(uow, roster)


def put_roster_name(
    ctx: Context, *, actor: Actor, roster: str, name_id: str = "", name: str, organisation: str = "", held: str = ""
) -> RosterName:
    """A new name in a roster, or another state of the one with this id.

    Raises ``Conflict("roster-name-exists")`` where the very same stands there, ``NotFound("roster-name-unknown")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        title = roster_title(uow, roster)
        there = uow.of(RosterName).all(roster=title)
        if name_id and name_id not in {one.id for one in there}:
            raise NotFound("roster-name-unknown", name=name_id)
        if not name_id and len(there) >= MOST_NAMES:
            raise Invalid("roster-names-many", most=MOST_NAMES)
        new = RosterName(
            id=name_id or ctx.ids.new(),
            roster=title,
            name=clean(name, "name", limit=LIMITS["name"]),
            organisation=clean(organisation, "organisation", limit=LIMITS["organisation"], needed=False),
            held=clean(held, "held", limit=LIMITS["held"], needed=False),
        )
        if any(one.id != new.id and key_of(one) == key_of(new) for one in there):
            raise Conflict("roster-name-exists", name=new.name)
        uow.of(RosterName).put(new)
        uow.commit()
    return new


def remove_roster_name(ctx: Context, *, actor: Actor, roster: str, name_id: str) -> RosterName:
    """Take one name off a roster; returns what it was.  Raises ``NotFound("roster-name-unknown")``."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        old = next((one for one in uow.of(RosterName).all(roster=roster) if one.id == name_id), None)
        if old is None:
            raise NotFound("roster-name-unknown", name=name_id)
        uow.of(RosterName).remove(name_id)
        uow.commit()
    return old


def remove_roster(ctx: Context, *, actor: Actor, roster: str) -> int:
    """Take a whole roster away; returns how many names it had.  Raises ``NotFound("roster-unknown")``."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        names = _names(uow, roster)
        for one in names:
            uow.of(RosterName).remove(one.id)
        uow.commit()
    return len(names)


def roster_title(uow: UnitOfWork, roster: str) -> str:
    """The title of a roster as it is kept: as its names write it where it has some, else as given, cleaned.

    Raises ``Invalid("text-needed" | "text-too-long")``.
    """
    title = clean(roster, "roster", limit=LONGEST_ROSTER)
    return named(title, dict.fromkeys(one.roster for one in uow.of(RosterName).all()), str) or title


def held_under(uow: UnitOfWork, title: str) -> Sequence[RosterName]:
    """Who holds a title, however it is written."""
    if found := uow.of(RosterName).all(roster=title):
        return found
    kept = named(title, dict.fromkeys(one.roster for one in uow.of(RosterName).all()), str)
    return uow.of(RosterName).all(roster=kept) if kept else ()


def key_of(one: RosterName) -> tuple[str, str, str]:
    """What two names of one roster differ in: one person may hold a title twice, and two persons may have one name."""
    return same_form(one.name), same_form(one.organisation), same_form(one.held)


def on_roster(names: Iterable[RosterName], roster: str, name: str, organisation: str = "") -> Standing:
    """Whether ``name`` of ``organisation`` stands in the roster of this title.

    ``found``: its name is there, and its organisation too where both say one.  ``near``: the name is there under
    another organisation, or a name that is nearly the same under this one or one nearly the same; a person decides.
    """
    form, own, title = same_form(name), same_form(organisation), same_form(roster)
    near = False
    for one in names:
        if same_form(one.roster) != title:
            continue
        there, theirs = same_form(one.name), same_form(one.organisation)
        fits = not own or not theirs or own == theirs
        if form == there and fits:
            return "found"
        near = near or form == there or (nearly_same(form, there) and (fits or nearly_same(own, theirs)))
    return "near" if near else "unknown"


def _names(uow: UnitOfWork, roster: str) -> tuple[RosterName, ...]:
    names = tuple(uow.of(RosterName).all(roster=roster))
    if not names:
        raise NotFound("roster-unknown", roster=roster)
    return names
