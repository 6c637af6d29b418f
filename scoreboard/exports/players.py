"""最佳选手 as a table: the contestants as every desk shows them."""

from __future__ import annotations

from scoreboard.exports.ranking import standing_of
from scoreboard.exports.tables import Cell, Table
from scoreboard.presenters.say import Say
from scoring.engine.quiz.best_player import players
from scoring.engine.quiz.state import MatchState

_COLUMNS = ("rank", "tied", "player", "team", "organisation", "points", "rights", "wrongs", "prize")


def players_table(state: MatchState, say: Say) -> Table | None:
    """Rank, contestant, team, own points, right and wrong answers, and who has the prize once the result is locked;
    None where the rule sheet has no best player."""
    rule = state.rule_sheet.best_player if state.rule_sheet is not None else None
    if rule is None:
        return None
    names = {one.id: one.name for team in state.teams for one in team.contestants}
    locked = state.phase == "locked"
    rows: list[tuple[Cell, ...]] = []
    for place in players(state):
        team = state.team(place.team)
        rows.append(
            (
                place.rank,
                say("exports.tied") if place.tied else "",
                names[place.player],
                team.name,
                team.organisation,
                place.points,
                place.rights,
                place.wrongs,
                rule.name if place.prize and locked else "",
            )
        )
    header = [say(f"exports.column.{name}") for name in _COLUMNS]
    final = say(standing_of(state))
    sparse = frozenset(map(_COLUMNS.index, ("tied", "organisation", "prize")))
    note = say("exports.players_note", final=final, seq=state.result_seq)
    return Table.of(rule.name, header, rows, note=note, sparse=sparse)
