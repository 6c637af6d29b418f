"""Registrations as tables: the teams with their people, and, apart from them, their contacts."""

from __future__ import annotations

from collections.abc import Mapping

from scoreboard.exports.tables import Cell, Table
from scoreboard.presenters.review.moments import day_text
from scoreboard.presenters.say import Say
from scoring.engine.competition.state import CompetitionState
from scoring.usecases.competition.forms import asked_fields
from scoring.usecases.competition.records import Values


def registrations_table(title: str, state: CompetitionState, texts: Mapping[int, Values], say: Say) -> Table:
    """A row for each team, in the headings that the roster of a match reads, then the organiser's own public fields."""
    comma = say("organiser.comma")
    own = {field: one.name for field, one in asked_fields(state).items() if not one.personal}
    names = ("no", "team", "unit", "leader", "members", "substitutes", "status")
    rows: list[tuple[Cell, ...]] = [
        (
            one.no,
            one.form.team,
            one.form.unit,
            one.form.leader,
            comma.join(member.name for member in one.form.members if not member.substitute),
            comma.join(member.name for member in one.form.members if member.substitute),
            say(f"registration.status.{one.status}"),
            *("".join(texts.get(one.no, {}).get(field, ())) for field in own),
        )
        for one in state.registrations.values()
    ]
    return Table.of(title, (*(say(f"registration.field.{name}") for name in names), *own.values()), rows)


def contacts_table(title: str, state: CompetitionState, contacts: Mapping[int, Values], say: Say) -> Table:
    """A row for each team that counts with its contacts and the personal fields of the organiser, also those that are
    asked for no more."""
    assert state.rules is not None
    own = {field: one.name for field, one in asked_fields(state).items() if one.personal}
    fields = ("contact", "phone", "email", *own)
    names = [say(f"registration.field.{name}") for name in ("no", "team", "unit", "contact", "phone", "email")]
    names += own.values()
    rows: list[tuple[Cell, ...]] = [
        (one.no, one.form.team, one.form.unit, *("".join(contacts.get(one.no, {}).get(field, ())) for field in fields))
        for one in state.live
    ]
    return Table.of(
        title, tuple(names), rows, note=say("registration.contacts_note", day=day_text(state.rules.erase_on, say))
    )
