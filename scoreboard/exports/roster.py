"""The roster as a table that can be edited and imported again."""

from __future__ import annotations

from collections.abc import Sequence

from scoreboard.exports.tables import Cell, Table
from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.usecases.quiz.roster import RosterTeam
from scoring.usecases.records import Ticket


def roster_table(title: str, roster: Sequence[RosterTeam], say: Say) -> Table:
    """The roster as a table, one row a contestant, in the headings that the import knows."""
    pieced = ("piece",) if any(entry.team.piece for entry in roster) else ()
    head = tuple(
        say(f"organiser.roster.{name}")
        for name in ("team", "organisation", "leader", *pieced, "name", "seat", "station", "carried")
    )
    rows: list[tuple[Cell, ...]] = []
    for entry in roster:
        team = entry.team
        shared = (team.organisation, team.leader, *([team.piece] if pieced else ()))
        tail = (team.station or "", decimal_text(team.carried) if team.carried else "")
        rows += [
            (team.name, *shared, one.name, one.seat or say("organiser.roster.reserve"), *tail)
            for one in entry.contestants
        ]
        if not entry.contestants:
            rows.append((team.name, *shared, "", "", *tail))
    return Table.of(title, head, rows, note=say("organiser.roster.note"))


def judges_table(title: str, judges: Sequence[Ticket], say: Say) -> Table:
    """The judges as a table, one row a judge, in the headings that their import knows."""
    head = tuple(say(f"organiser.roster.{name}") for name in ("name", "organisation", "kin"))
    rows = [(seat_name("judge", one.label, say), one.organisation, one.kin) for one in judges]
    return Table.of(title, head, rows, note=say("organiser.panel.note"))
