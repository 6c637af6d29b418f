"""最佳选手 over a whole competition: every contestant's own points in the locked matches, added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.ranking import by_value, rank


@dataclass(frozen=True, slots=True)
class MatchAnswers:
    """A contestant's own answers in one match; ``team``: the number of the team in the competition."""

    name: str
    team: int
    points: Decimal
    rights: int
    wrongs: int


@dataclass(frozen=True, slots=True)
class EventPlayer:
    """A contestant over all matches: ``matches`` with an answer, points, right and wrong answers, and the rank by
    points, then right answers, then fewer wrong ones; who is level shares it."""

    name: str
    team: int
    rank: int
    tied: bool
    matches: int
    points: Decimal
    rights: int
    wrongs: int


def best_players(answers: Iterable[MatchAnswers]) -> tuple[EventPlayer, ...]:
    """The contestants, best first.  A contestant is known by the team and the name."""
    held: dict[str, list[MatchAnswers]] = {}
    for one in answers:
        held.setdefault(f"{one.team} {one.name}", []).append(one)
    points = {key: sum((one.points for one in lines), Decimal(0)) for key, lines in held.items()}
    rights = {key: sum(one.rights for one in lines) for key, lines in held.items()}
    wrongs = {key: sum(one.wrongs for one in lines) for key, lines in held.items()}
    chain = [
        by_value("points", points),
        by_value("rights", {key: Decimal(count) for key, count in rights.items()}),
        by_value("fewer_wrongs", {key: Decimal(count) for key, count in wrongs.items()}, high_first=False),
    ]
    return tuple(
        EventPlayer(
            held[place.id][0].name,
            held[place.id][0].team,
            place.rank,
            place.tied,
            len(held[place.id]),
            points[place.id],
            rights[place.id],
            wrongs[place.id],
        )
        for place in rank(list(held), chain)
    )
