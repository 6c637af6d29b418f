"""The parts of a match book that follow from its entries: a book is written from them and checked against them.

Their fields are listed here one by one, because they belong to the book's version; later programs may know more fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.engine.codec import decimal_text
from scoring.engine.ledger import Entry
from scoring.engine.quiz.best_player import PlayerPlace, players
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.score import lines, totals
from scoring.engine.quiz.standings import standings
from scoring.engine.quiz.state import MatchState, Outcome
from scoring.engine.ranking import Placing


def derive(entries: Sequence[Entry]) -> dict[str, Any]:
    """Every part of a book that follows from the entries of its match."""
    state = fold(entries)
    found = {
        "sheets": editions(entries),
        "fouls": _fouls(state),
        "scores": _scores(state),
        "standings": [_place(place) for place in standings(state)],
        "result": {"phase": state.phase, "seq": state.seq, "at": state.at, "head": entries[-1].hash},
    }
    if state.rule_sheet is not None and state.rule_sheet.best_player is not None:
        found["players"] = [_player(place) for place in players(state)]
    return found


def editions(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Every edition of the rule sheet that was in force, with the entry that introduced it."""
    found = []
    for entry in entries:
        source = entry.payload["setup"] if entry.kind == "match.open" else entry.payload
        if entry.kind in ("match.open", "rules.change"):
            found.append({"seq": entry.seq, "digest": source["sheet_digest"], "sheet": source["sheet"]})
    return found


def _fouls(state: MatchState) -> list[dict[str, Any]]:
    fouls = [line for line in lines(state) if line.cause in ("foul", "prompt")]
    return [{"seq": f.seq, "team": f.team, "cause": f.cause, "points": decimal_text(f.points)} for f in fouls]


def _scores(state: MatchState) -> list[dict[str, Any]]:
    score = totals(state)
    return [
        {
            "team": team.id,
            "base": decimal_text(state.rule_sheet.base + team.carried) if state.rule_sheet else "",
            "total": decimal_text(score[team.id]),
            "lines": [_line(line) for line in lines(state) if line.team == team.id],
        }
        for team in state.teams
    ]


def _line(line: Outcome) -> dict[str, Any]:
    return {
        "team": line.team,
        "cause": line.cause,
        "points": decimal_text(line.points),
        "seq": line.seq,
        "verdict": line.verdict,
        "question": line.question,
        "seat": line.seat,
        "corrected_by": line.corrected_by,
    }


def _place(place: Placing) -> dict[str, Any]:
    above = None if place.above is None else {"code": place.above.code, "fields": dict(place.above.fields)}
    return {"id": place.id, "rank": place.rank, "tied": place.tied, "above": above}


def _player(place: PlayerPlace) -> dict[str, Any]:
    return {
        "id": place.player,
        "team": place.team,
        "rank": place.rank,
        "tied": place.tied,
        "points": decimal_text(place.points),
        "rights": place.rights,
        "wrongs": place.wrongs,
        "prize": place.prize,
    }
