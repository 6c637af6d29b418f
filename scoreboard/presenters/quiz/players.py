"""最佳选手: the standing of the contestants, and who answered each item, from the (already concealed) state."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.shape import closed
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.best_player import players
from scoring.engine.quiz.rule_sheet import NAMES_NOBODY
from scoring.engine.quiz.state import Item, MatchState


@closed
class PlayerLine(TypedDict):
    """A contestant's place by id and name, with own points, right and wrong answers; ``prize``: it is one of the
    prize's places."""

    player: str
    name: str
    team: str
    rank: int
    tied: bool
    points: str
    rights: int
    wrongs: int
    prize: bool


@closed
class BestPlayerPart(TypedDict):
    """The prize as the rule sheet calls it, its number of places, and the contestants, best first: for the desks all
    who answered; for everybody else, once it is announced, those who have it."""

    name: str
    count: int
    lines: list[PlayerLine]


@closed
class AnswererPart(TypedDict):
    """Who of ``team`` answers, or answered, ``question`` of an item: a contestant's id, None for nobody in
    particular."""

    item: int
    team: str
    question: str | None
    player: str | None


def announced(state: MatchState) -> bool:
    """Everybody may know the best player: the result is locked, and the host shows that scene."""
    return state.phase == "locked" and state.scene == "best_player"


def best_player_part(state: MatchState) -> BestPlayerPart | None:
    """The standing of the contestants; None where the rule sheet has no such prize."""
    rule = state.rule_sheet.best_player if state.rule_sheet is not None else None
    if rule is None:
        return None
    names = {one.id: one.name for team in state.teams for one in team.contestants}
    lines: list[PlayerLine] = [
        {
            "player": one.player,
            "name": names[one.player],
            "team": one.team,
            "rank": one.rank,
            "tied": one.tied,
            "points": decimal_text(one.points),
            "rights": one.rights,
            "wrongs": one.wrongs,
            "prize": one.prize,
        }
        for one in players(state)
    ]
    return {"name": rule.name, "count": rule.count, "lines": lines}


def answerer_part(state: MatchState) -> AnswererPart | None:
    """Whose answer the desk may name a contestant for now: that of the team that answers, or has just answered, the
    current item; None where nobody is named."""
    item = state.item
    if item is None or state.phase != "open" or item.voided or item.passed or not names_players(state, item):
        return None
    return None if item.answering is None else _answerer(item, item.answering, item.question)


def answered_part(item: Item) -> list[AnswererPart]:
    """Who gave each answer of an item that was judged, in their order."""
    answers = ((item.delegate or line.team, line.question) for line in item.outcomes if line.cause == "answer")
    return [_answerer(item, team, question) for team, question in dict.fromkeys(answers)]


def names_players(state: MatchState, item: Item) -> bool:
    """Whether an answer to this item can count for a contestant."""
    assert state.rule_sheet is not None
    kind = state.rule_of(item.round).kind
    return state.rule_sheet.best_player is not None and not item.tie_off and kind not in NAMES_NOBODY


def _answerer(item: Item, team: str, question: str | None) -> AnswererPart:
    return {"item": item.no, "team": team, "question": question, "player": item.players.get((team, question))}
