"""最佳选手: the contestants of a match ranked by the points of their own answers, from the folded state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.quiz.rule_sheet import ZERO
from scoring.engine.quiz.standings import left_where, says_nothing
from scoring.engine.quiz.state import Item, MatchState, Outcome
from scoring.engine.ranking import by_value, rank

WRONG = frozenset({"wrong", "timeout", "give_up"})


@dataclass(frozen=True, slots=True)
class PlayerPlace:
    """A contestant's place by id: ``rank`` from 1, shared 1-2-2-4, own points, right and wrong answers, whether the
    place is one of the prize's: nobody has it without points."""

    player: str
    team: str
    rank: int
    tied: bool
    points: Decimal
    rights: int
    wrongs: int
    prize: bool


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """What a contestant's own answers in a match brought, by the team's id."""

    team: str
    points: Decimal
    rights: int
    wrongs: int


def own_answers(state: MatchState) -> dict[str, OwnAnswers]:
    """The contestants of the ranked teams who answered an item that counts, by id; whatever prize there is."""
    own: dict[str, list[tuple[Decimal, str]]] = {}
    for item in state.items:
        for player, brought, verdict in _answers(state, item):
            own.setdefault(player, []).append((brought, verdict))
    return {
        player: OwnAnswers(
            team,
            sum((brought for brought, _ in own[player]), ZERO),
            sum(verdict == "right" for _, verdict in own[player]),
            sum(verdict in WRONG for _, verdict in own[player]),
        )
        for player, team in _in_order(state).items()
        if player in own
    }


def players(state: MatchState) -> tuple[PlayerPlace, ...]:
    """Every contestant who answered an item that counts, best first, equal ones by station and seat; none where the
    rule sheet has no such prize.  Contestants of a team that is not ranked are not ranked either."""
    rule = state.rule_sheet.best_player if state.rule_sheet is not None else None
    if rule is None:
        return ()
    own = own_answers(state)
    team_of = {player: team for player, team in _in_order(state).items() if player in own}
    points = {player: one.points for player, one in own.items()}
    links = {
        "rights": by_value("rights", {player: Decimal(one.rights) for player, one in own.items()}),
        "fewer_wrongs": by_value(
            "fewer_wrongs", {player: Decimal(one.wrongs) for player, one in own.items()}, high_first=False
        ),
    }
    chain = [by_value("points", points), *(links[link] for link in rule.ties)]
    return tuple(
        PlayerPlace(
            place.id,
            team_of[place.id],
            place.rank,
            place.tied,
            points[place.id],
            own[place.id].rights,
            own[place.id].wrongs,
            place.rank <= rule.count and points[place.id] > 0,
        )
        for place in rank(list(team_of), chain)
    )


def player_of(item: Item, line: Outcome) -> str | None:
    """The contestant whose answer brought this line; None for nobody in particular, and for a line that is no
    answer."""
    if line.cause != "answer":
        return None
    return item.players.get((item.delegate or line.team, line.question))


def _in_order(state: MatchState) -> dict[str, str]:
    """The contestants of the teams that are ranked, by station and seat, reserves last: contestant → team."""
    ranked = (team for team in state.teams if left_where(state, team.id) != "out")
    return {
        one.id: team.id
        for team in sorted(ranked, key=lambda team: team.station)
        for one in sorted(team.contestants, key=lambda one: (one.seat == 0, one.seat))
    }


def _answers(state: MatchState, item: Item) -> Iterator[tuple[str, Decimal, str]]:
    """What the contestants' answers in an item brought their own team, and the verdict that says right or wrong."""
    if item.voided or item.tie_off:
        return
    silent = says_nothing(state, item)
    for line in item.outcomes:
        player = player_of(item, line)
        if player is not None and line.verdict != "void":
            own = item.delegate is None or line.team == item.delegate
            yield player, line.points if own else ZERO, "" if line.verdict in silent else line.verdict or ""
