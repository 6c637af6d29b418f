"""The rules of registration as a form says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import request

from scoreboard.blueprints.organiser.desk import number
from scoreboard.web import auth
from scoring.engine.competition.registration import MOST_FIELDS, MOST_MEMBERS, Field, RegistrationRules
from scoring.engine.errors import Invalid
from scoring.engine.moments import local, moment_of
from scoring.engine.names import tidy
from scoring.usecases.competition.schedule_rows import of_our_time
from scoring.usecases.guards import clean
from scoring.usecases.lists.organisations import CATEGORIES

MOST_PLACES = 1_000
LONGEST_NOTE, LONGEST_FIELD, LONGEST_KIND, MOST_KINDS = 2_000, 40, 40, 100


def usual_rules(now: int) -> RegistrationRules:
    """From tomorrow for two weeks, contacts for a year, teams of three with a substitute."""
    zone = auth.services().config.zone
    day = local(now, zone).date()
    begins, ends, erased = (day + timedelta(days=ahead) for ahead in (1, 15, 365))
    return RegistrationRules(moment_of(begins, zone), moment_of(ends, zone), zone, erased)


def rules_in_form(zone: str) -> RegistrationRules:
    """The rules that the form says, its times in ``zone``; raises ``Invalid`` for what cannot be read."""
    form = request.form
    kinds, barred = (_listed(name) for name in ("kinds", "barred"))
    return RegistrationRules(
        opens_at=moment_in_form("opens_at", zone),
        closes_at=moment_in_form("closes_at", zone),
        zone=zone,
        erase_on=_moment_read("erase_on").date(),
        places=number("places", 0, MOST_PLACES, 0),
        least=number("least", 1, MOST_MEMBERS, 3),
        most=number("most", 1, MOST_MEMBERS, 3),
        substitutes=number("substitutes", 0, MOST_MEMBERS, 0),
        per_unit=number("per_unit", 0, MOST_PLACES, 0),
        categories=tuple(one for one in CATEGORIES if one in form.getlist("categories")),
        kinds=kinds,
        barred=barred,
        fields=tuple(_fields()),
        per_address=number("per_address", 1, 2_000, 60),
        note="\n".join(map(tidy, form.get("note", "")[:LONGEST_NOTE].splitlines())).strip(),
    )


def _fields() -> Sequence[Field]:
    form = request.form
    names = [form.get(f"field{no}", "") for no in range(MOST_FIELDS)]
    named = [(no, clean(name, "name", limit=LONGEST_FIELD, needed=False)) for no, name in enumerate(names)]
    return [Field(name, f"needed{no}" in form, f"personal{no}" in form) for no, name in named if name]


def _listed(name: str) -> tuple[str, ...]:
    texts = request.form.get(name, "").replace("，", "、").replace(",", "、").replace("\n", "、").split("、")
    kept = [clean(text, name, limit=LONGEST_KIND, needed=False) for text in texts[:MOST_KINDS]]
    return tuple(dict.fromkeys(filter(None, kept)))


def moment_in_form(name: str, zone: str) -> int:
    """A day and a time of the form, ms since the epoch; raises ``Invalid("time-unreadable")``."""
    read = _moment_read(name)
    return moment_of(read.date(), zone, read.time())


def _moment_read(name: str) -> datetime:
    """A day, or a day and a time, as browsers send it or people type it."""
    text = request.form.get(name, "").strip().replace("/", "-").replace("T", " ")[:16]
    for shape in ("%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            return of_our_time(datetime.strptime(text, shape))  # noqa: DTZ007  the zone is the event's
        except ValueError:
            continue
    raise Invalid("time-unreadable", text=text)
