"""The register of organisations (单位名册): one by one.  ``organisations_import`` reads tables.

An organisation is known by its name, compared by ``names.same_form``; two of one name do not stand in the register.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.engine.names import same_form
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, named, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Category, Organisation

CATEGORIES: tuple[Category, ...] = get_args(Category)
MOST_ORGANISATIONS = 10_000
MOST_NAMED = 12
"""Names of a way that leads back that an error says."""

LIMITS: Mapping[str, int] = {"name": 120, "lead_body": 120, "contact": 60, "phone": 60, "note": 500}
"""The most characters of each text."""


def organisations_of(ctx: Context, *, actor: Actor) -> tuple[Organisation, ...]:
    """The whole register in the order in which it came, with contacts and phones: for organisers only."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        return tuple(uow.of(Organisation).all())


def organisation_of(ctx: Context, *, actor: Actor, organisation_id: str) -> Organisation:
    """One organisation; raises ``NotFound("organisation-unknown")``."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        return get_organisation(uow, organisation_id)


def put_organisation(
    ctx: Context,
    *,
    actor: Actor,
    organisation_id: str = "",
    name: str,
    category: str,
    lead_body: str = "",
    superior: str = "",
    contact: str = "",
    phone: str = "",
    note: str = "",
) -> Organisation:
    """A new organisation, or another state of the one with this id.  ``superior`` is the **name** of one in the
    register, "" for none.

    Raises ``Invalid("text-needed" | "text-too-long" | "category-unknown" | "superior-unknown" |
    "organisations-many")``, ``Conflict("organisation-exists")`` and ``Refused("superior-circle")``.
    """
    require_organiser(actor)
    if category not in CATEGORIES:
        raise Invalid("category-unknown", category=category)
    texts = {"lead_body": lead_body, "contact": contact, "phone": phone, "note": note}
    kept = {field: clean(text, field, limit=LIMITS[field], needed=False) for field, text in texts.items()}
    with ctx.store.write() as uow:
        there = uow.of(Organisation).all()
        if organisation_id:
            get_organisation(uow, organisation_id)
        elif len(there) >= MOST_ORGANISATIONS:
            raise Invalid("organisations-many", most=MOST_ORGANISATIONS)
        new = Organisation(
            id=organisation_id or ctx.ids.new(),
            name=clean(name, "name", limit=LIMITS["name"]),
            category=category,
            superior=_superior(there, clean(superior, "superior", needed=False)),
            **kept,
        )
        _check_name(there, new)
        if way := circles({**{one.id: one for one in there}, new.id: new}).get(new.id):
            raise Refused("superior-circle", way=way)
        uow.of(Organisation).put(new)
        uow.commit()
    return new


def rename_organisation(ctx: Context, *, actor: Actor, organisation_id: str, name: str) -> Organisation:
    """Another name for one organisation; those below it stay below it.  Rosters and matches keep the name that they
    wrote.  Raises ``Conflict("organisation-exists")``."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        old = get_organisation(uow, organisation_id)
        new = replace(old, name=clean(name, "name", limit=LIMITS["name"]))
        _check_name(uow.of(Organisation).all(), new)
        uow.of(Organisation).put(new)
        uow.commit()
    return new


def remove_organisation(
    ctx: Context, *, actor: Actor, organisation_id: str, forms_of: Callable[[UnitOfWork, str], int]
) -> Organisation:
    """Take an organisation off the register; returns what it was.  Raises ``Refused("organisation-in-use", name=…,
    by=…)`` while others stand below it, ``Refused("organisation-nominated", name=…, count=…)`` while it has
    forms of nominations, which ``forms_of(uow, id)`` counts."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        old = get_organisation(uow, organisation_id)
        if count := forms_of(uow, organisation_id):
            raise Refused("organisation-nominated", name=old.name, count=count)
        if below := uow.of(Organisation).all(superior=organisation_id):
            raise Refused("organisation-in-use", name=old.name, count=len(below), by=below[0].name)
        uow.of(Organisation).remove(organisation_id)
        uow.commit()
    return old


def get_organisation(uow: UnitOfWork, organisation_id: str) -> Organisation:
    """The organisation; raises ``NotFound("organisation-unknown")``."""
    found = uow.of(Organisation).get(organisation_id)
    if found is None:
        raise NotFound("organisation-unknown", organisation=organisation_id)
    return found


def way_up(organisations: Iterable[Organisation], organisation_id: str) -> tuple[Organisation, ...]:
    """The organisation itself, its superior, the superior of that one, and so on up to the highest; () for an unknown
    id."""
    by_id = {one.id: one for one in organisations}
    found: dict[str, Organisation] = {}
    while (one := by_id.get(organisation_id)) and one.id not in found:
        found[one.id] = one
        organisation_id = one.superior
    return tuple(found.values())


def circles(by_id: Mapping[str, Organisation]) -> Mapping[str, str]:
    """The organisations whose superiors lead back to them: by id the names of the way, the first and the last its
    own."""
    found: dict[str, str] = {}
    passed: set[str] = set()
    for start in by_id:
        way: dict[str, None] = {}
        at = start
        while at in by_id and at not in passed and at not in way:
            way[at] = None
            at = by_id[at].superior
        passed.update(way)
        if at in way:
            ring = list(way)[list(way).index(at) :]
            for place, one in enumerate(ring):
                found[one] = _way(by_id, [*ring[place:], *ring[:place], one] if len(ring) < MOST_NAMED else ring)
    return found


def _way(by_id: Mapping[str, Organisation], ids: Sequence[str]) -> str:
    names = [by_id[one].name for one in ids[: MOST_NAMED + 1]]
    return " → ".join([*names, "…"] if len(ids) > MOST_NAMED + 1 else names)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of the register shows: ``search`` in name, superior, contact, phone and note; ``lead_body`` None for
    any, "" for those without."""

    search: str = ""
    category: str = ""
    lead_body: str | None = None


def found(organisations: Sequence[Organisation], wanted: Wanted) -> tuple[Organisation, ...]:
    """The organisations that are wanted, in their order."""
    form = same_form(wanted.search)
    names = {one.id: one.name for one in organisations}

    def holds(one: Organisation) -> bool:
        texts = (one.name, names.get(one.superior, ""), one.lead_body, one.contact, one.phone, one.note)
        return any(form in same_form(text) for text in texts if text)

    return tuple(
        one
        for one in organisations
        if (not wanted.category or one.category == wanted.category)
        and (wanted.lead_body is None or one.lead_body == wanted.lead_body)
        and (not form or holds(one))
    )


def counted(organisations: Iterable[Organisation], of: Callable[[Organisation], str]) -> Mapping[str, int]:
    """How many organisations there are of each category, or of each lead body (``of``), the most first."""
    return dict(Counter(map(of, organisations)).most_common())


def _superior(there: Sequence[Organisation], name: str) -> str:
    if not name:
        return ""
    superior = named(name, there, lambda one: one.name)
    if superior is None:
        raise Invalid("superior-unknown", name=name)
    return superior.id


def _check_name(there: Sequence[Organisation], new: Organisation) -> None:
    others = (one for one in there if one.id != new.id)
    if same := named(new.name, others, lambda one: one.name):
        raise Conflict("organisation-exists", name=same.name)
