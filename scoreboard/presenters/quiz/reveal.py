"""封榜, 揭榜 and 颁奖 in a view: since when the table stands, what was revealed of it, who has the award."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.shape import closed
from scoring.engine.codec import decimal_text
from scoring.engine.competition.advance import Finish, Honours, give_awards
from scoring.engine.quiz.ceremony import announced_awards
from scoring.engine.quiz.freeze import is_frozen, levels
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.state import MatchState


@closed
class FreezePart(TypedDict):
    """The table that the public has is the one after item ``item`` of ``round``, 0: after the whole round; "" before
    the first round."""

    round: str
    item: int


@closed
class CalledTeam(TypedDict):
    """A team that was called: its place, its name, its organisation, its score."""

    team: str
    place: int
    tied: bool
    name: str
    unit: str
    score: str


@closed
class RankRevealPart(TypedDict):
    """What 揭榜 has shown, the last place first, level teams next to each other; ``total``: how many teams are ranked.
    ``next``: the place that comes next, for the desks; absent once all are shown."""

    total: int
    shown: list[CalledTeam]
    next: NotRequired[int]


@closed
class AwardPart(TypedDict):
    """The award that the hall sees, and the teams that have it, best first.  ``open``: level teams lie across its line,
    and nobody has decided yet which of them have it."""

    name: str
    teams: list[CalledTeam]
    open: bool


def freeze_part(state: MatchState) -> FreezePart | None:
    """Since when the table stands; None where it does not."""
    if not is_frozen(state) or state.freeze is None or state.freeze.before is None:
        return None
    before = state.freeze.before
    if before.round is not None and before.item is not None:
        return {"round": before.rule_of(before.round).name, "item": before.item.slot}
    done = before.rounds_done
    return {"round": before.rule_of(done[-1]).name if done else "", "item": 0}


def reveal_part(state: MatchState, *, desk: bool) -> RankRevealPart | None:
    """What was revealed, while the hall looks at it; None in every other scene."""
    freeze = state.freeze
    if state.scene != "reveal" or freeze is None:
        return None
    shown = [one for level in freeze.shown for one in level]
    part: RankRevealPart = {
        "total": freeze.total,
        "shown": [_called(state, one.team, one.rank, decimal_text(one.score), tied=one.tied) for one in shown],
    }
    left = levels(state)[len(freeze.shown) :] if desk else ()
    if left:
        part["next"] = left[0][0].rank
    return part


def award_part(state: MatchState) -> AwardPart | None:
    """Who has the award that the hall sees; None in every other scene."""
    if state.scene != "award" or state.phase != "locked" or state.rule_sheet is None or is_frozen(state):
        return None
    score, honours = totals(state), _honours(state)
    places = {place.id: place for place in standings(state)}
    teams = next((one.teams for one in honours.given if one.award == state.award), ())
    called = [_called(state, t, places[t].rank, decimal_text(score[t]), tied=places[t].tied) for t in teams]
    return {"name": state.award, "teams": called, "open": any(one.where == state.award for one in honours.open)}


def awards_of(state: MatchState) -> dict[str, str]:
    """The award that each team has by the locked result, where the match decides any.  After 封榜 an award is told by
    颁奖 first."""
    if state.phase != "locked" or not announced_awards(state):
        return {}
    given = [one for one in _honours(state).given if state.freeze is None or one.award in state.announced]
    return {team: one.award for one in reversed(given) for team in one.teams}


def _honours(state: MatchState) -> Honours:
    assert state.rule_sheet is not None
    score = totals(state)
    finishes = [Finish(place.id, place.rank, score[place.id]) for place in standings(state)]
    return give_awards(state.rule_sheet.awards, finishes, state.rule_sheet.award_ties)


def _called(state: MatchState, team: str, place: int, score: str, *, tied: bool) -> CalledTeam:
    found = state.team(team)
    return {
        "team": team,
        "place": place,
        "tied": tied,
        "name": found.name,
        "unit": found.organisation,
        "score": score,
    }
