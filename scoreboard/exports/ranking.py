"""The final ranking as a table: the same ranks and reasons as on every screen."""

from __future__ import annotations

from decimal import Decimal

from scoreboard.exports.tables import Cell, Table
from scoreboard.presenters.quiz.teams import ranked, ranking_part
from scoreboard.presenters.say import Say
from scoring.engine.competition.advance import Finish, give_awards
from scoring.engine.quiz.check_code import check_code
from scoring.engine.quiz.rule_sheet import TIE_OFF
from scoring.engine.quiz.score import by_round, totals
from scoring.engine.quiz.slots import rounds_left
from scoring.engine.quiz.standings import gives_awards
from scoring.engine.quiz.state import MatchState

_WHO = ("rank", "tied", "team", "organisation", "station")
_END = ("score", "award", "because")


def ranking_table(state: MatchState, say: Say) -> Table:
    """Rank, team, station, points of each round played, total, award, and why each stands above the next.

    The total is the sum of the base score and the columns of points: the carried score, and what the floor of the rule
    sheet kept a team from losing, have columns of their own where there is any.
    """
    assert state.setup is not None
    assert state.rule_sheet is not None
    places = ranked(state)
    reasons = {line["team"]: line["text"] for line in ranking_part(state, places, say)}
    rounds = [r for r in state.rule_sheet.rounds if r.id in {i.round for i in state.items} and r.id != TIE_OFF]
    gained, score, awards = by_round(state), totals(state), _awards(state)
    carried = any(team.carried for team in state.teams)
    brought = {team.id: state.rule_sheet.base + team.carried + sum(gained[team.id].values()) for team in state.teams}
    floored = brought != score
    rows: list[tuple[Cell, ...]] = []
    place_of = {place.id: place for place in places}
    unranked = (team for team in state.teams if team.id not in place_of)
    for team in (*(state.team(place.id) for place in places), *unranked):
        place = place_of.get(team.id)
        points = gained[team.id]
        numbers: tuple[Cell, ...] = (
            *([team.carried] if carried else []),
            *(points.get(r.id, Decimal(0)) for r in rounds),
            points.get("", Decimal(0)),
            *([score[team.id] - brought[team.id]] if floored else []),
            score[team.id],
        )
        if place is None and state.contest is not None:
            numbers = ("",) * len(numbers)  # no score is not 0
        rows.append(
            (
                place.rank if place else "",
                say("exports.tied") if place and place.tied else "",
                team.name,
                team.organisation,
                team.station,
                *numbers,
                awards.get(team.id, ""),
                reasons[team.id] if place else say(f"exports.left_{_without(state, team.id)}"),
            )
        )
    head = [say(f"exports.column.{name}") for name in (*_WHO, *(["carried"] if carried else []))]
    tail = [say(f"exports.column.{name}") for name in ("manual", *(["floor"] if floored else []), *_END)]
    final = say(standing_of(state))
    told = "exports.note" if state.rule_sheet.base else "exports.note_without_base"
    note = say(told, base=str(state.rule_sheet.base), seq=state.result_seq, final=final)
    header = (*head, *(r.name for r in rounds), *tail)
    stamp = (say("exports.code"), check_code(state.lock_hash)) if state.lock_hash else None
    sparse = frozenset({*map(_WHO.index, ("tied", "organisation")), len(header) - 2, len(header) - 1})
    return Table.of(state.setup.title, header, rows, note=note, stamp=stamp, sparse=sparse)


def _without(state: MatchState, team: str) -> str:
    """Why a team has no place: it left; in a contest of performances it gave up, was not counted, was not marked, is
    still to perform or did not perform."""
    if team in state.withdrawn:
        return state.withdrawn[team]
    item = next((one for one in reversed(state.items) if team in (one.team, one.answering)), None)
    if item is None:
        return "to_come" if state.phase == "open" and rounds_left(state) else "unheard"
    if item.voided:
        return "voided"
    return "gave_up" if item.verdicts.get(team) == "give_up" else "unmarked"


def standing_of(state: MatchState) -> str:
    """The key of the words that say what a result is worth."""
    if state.setup is not None and state.setup.rehearsal:
        return "exports.rehearsal"
    return "exports.final" if state.phase == "locked" else "exports.provisional"


def _awards(state: MatchState) -> dict[str, str]:
    """Awards by team; only of a locked result of the last stage, since before them no award is decided."""
    sheet, stage = state.rule_sheet, state.setup.stage if state.setup else ""
    if state.phase != "locked" or sheet is None or not gives_awards(sheet, stage):
        return {}
    score = totals(state)
    finishes = [Finish(place.id, place.rank, score[place.id]) for place in ranked(state)]
    honours = give_awards(sheet.awards, finishes, sheet.award_ties)
    return {team: given.award for given in honours.given for team in given.teams}
