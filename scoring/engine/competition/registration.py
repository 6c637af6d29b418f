"""Registration (报名): what a competition asks of a team, and what is wrong with a form.

The rules are data: opening times, places, members, quotas, who may enter, further fields.  Source of the conventions:
published rule sheets of knowledge competitions; each bound below is a setting of the organiser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scoring.engine.names import same_form

MOST_MEMBERS = 20
"""Most members of a team, substitutes not among them."""

MOST_FIELDS = 10
"""Most further fields that an organiser may ask for."""


@dataclass(frozen=True, slots=True)
class Field:
    """A further field of the form.  ``personal``: staff alone see it, and it is erased."""

    name: str
    needed: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class RegistrationRules:
    """What registration asks.

    ``opens_at``, ``closes_at``: ms since the epoch; the second is the first moment that is too late · ``places``: most
    teams that take part, 0 for any number; more of them wait in order · ``least``, ``most``: members of a team ·
    ``substitutes``: most of them · ``per_unit``: most teams of one organisation, 0 for any number · ``categories``: the
    kinds of organisations that may enter, () for all · ``kinds``: what a member can be, () if nobody is asked;
    ``barred``: those of them who may not enter · ``fields``: further fields · ``per_address``: most new forms in an
    hour from one address · ``erase_on``: the day on which contacts are erased · ``note``: a text for the page.
    """

    opens_at: int
    closes_at: int
    zone: str
    erase_on: date
    places: int = 0
    least: int = 3
    most: int = 3
    substitutes: int = 1
    per_unit: int = 0
    categories: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    per_address: int = 60
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a team; ``kind`` is one of the rules' kinds, "" where nobody is asked."""

    name: str
    substitute: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TeamForm:
    """What a form says in public: the team, its organisation, its people.  ``organisation``: the id in the register,
    "" for one that is not in it; ``category``: its kind, "" likewise."""

    team: str
    unit: str
    organisation: str = ""
    category: str = ""
    leader: str = ""
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a form: the field, a code, and what belongs to its words."""

    field: str
    code: str
    name: str = ""
    number: int = 0


def faults_of(rules: RegistrationRules, form: TeamForm, *, by_staff: bool = False) -> tuple[Fault, ...]:
    """Everything that is wrong with a form taken alone.  ``by_staff``: a list says no kinds of members, and those who
    enter it see to them."""
    return tuple(one for one in _faults(rules, form) if not (by_staff and one.code == "kind-missing"))


def _faults(rules: RegistrationRules, form: TeamForm) -> Iterator[Fault]:
    for field in ("team", "unit", "leader"):
        if not getattr(form, field):
            yield Fault(field, "missing")
    if rules.categories and form.category and form.category not in rules.categories:
        yield Fault("unit", "unit-barred", form.unit)
    members = [one for one in form.members if not one.substitute]
    substitutes = len(form.members) - len(members)
    if len(members) < rules.least:
        yield Fault("members", "too-few", number=rules.least)
    if len(members) > rules.most:
        yield Fault("members", "too-many", number=rules.most)
    if substitutes > rules.substitutes:
        yield Fault("substitutes", "too-many-substitutes", number=rules.substitutes)
    seen: set[str] = set()
    for one in form.members:
        field = "substitutes" if one.substitute else "members"
        known = same_form(one.name)
        if known in seen:
            yield Fault(field, "twice", one.name)
        seen.add(known)
        if rules.kinds and one.kind not in rules.kinds:
            yield Fault(field, "kind-missing", one.name)
        elif one.kind in rules.barred:
            yield Fault(field, "kind-barred", one.name)
