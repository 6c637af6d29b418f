"""What can still be scored in a match under its rule sheet: how far each team can rise or fall, and past whom.

The figures are bounds: no ending of the play leaves them.  They count what the rules give for play, each item with its
best and its worst answer.  What people decide beside it is not play: a correction, points by hand, an item thrown out
or replaced, other rules, a team that leaves or comes back.  After such an entry the figures are made anew.

Items of one team's turn count for that team alone.  An item that one of several teams answers (press, clue, risk with
another team named) counts for one of them only, so that two teams are not both given it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from scoring.engine.quiz.reach_of_rounds import Chance, Turn, chances_of, supporters_range
from scoring.engine.quiz.rule_sheet import TIE_OFF, ZERO, Round
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.slots import slots
from scoring.engine.quiz.state import Item, MatchState


@dataclass(frozen=True)
class Reach:
    """``scores``: now · ``chances``: what is still to be played · ``floor``: below which no score falls, None for none.

    Teams are those that have not left the match.
    """

    scores: Mapping[str, Decimal]
    chances: tuple[Chance, ...] = ()
    floor: Decimal | None = None

    @cached_property
    def rise(self) -> dict[str, Decimal]:
        """The most that each team can still gain."""
        return {team: sum((one.best(team) for one in self.chances), ZERO) for team in self.scores}

    @cached_property
    def fall(self) -> dict[str, Decimal | None]:
        """The most that each team can still lose, zero or negative; None: the rules set no bound."""
        return {team: self._fall(team) for team in self.scores}

    def high(self, team: str) -> Decimal:
        """The highest score with which the team can end."""
        return self.scores[team] + self.rise[team]

    def low(self, team: str) -> Decimal | None:
        """The lowest score with which the team can end; None: the rules set no bound."""
        fall = self.fall[team]
        if fall is None:
            return self.floor
        low = self.scores[team] + fall
        return low if self.floor is None else max(self.floor, low)

    def lead(self, ahead: str, behind: str) -> Decimal | None:
        """The most by which ``ahead`` can end above ``behind``, negative where it must end below; None: no bound."""
        lowest = self.low(behind)
        if lowest is None:
            return None
        apart = self.high(ahead) - lowest
        if self.fall[behind] is None:
            return apart
        together = sum((one.lead(ahead, behind) for one in self.chances), ZERO)
        return min(apart, self.scores[ahead] - self.scores[behind] + together)

    @property
    def bounded(self) -> bool:
        """Whether the rules bound what every team can lose."""
        return all(self.low(team) is not None for team in self.scores)

    def _fall(self, team: str) -> Decimal | None:
        found = ZERO
        for one in self.chances:
            worst = one.worst(team)
            if worst is None:
                return None
            found += worst
        return found


def reach_of(state: MatchState) -> Reach:
    """The reach of a match that was opened, from a state with or without what an audience may not know: what is
    concealed counts as still to be played."""
    assert state.rule_sheet is not None
    scores, playing = totals(state), tuple(team.id for team in state.playing)
    now = {team: scores[team] for team in playing}
    if state.phase == "locked":
        return Reach(now, floor=state.rule_sheet.floor)
    return Reach(now, tuple(_chances(state, playing)), state.rule_sheet.floor)


def _chances(state: MatchState, playing: Sequence[str]) -> Iterator[Chance]:
    assert state.rule_sheet is not None
    assert state.setup is not None
    clues = max((question.clues for question in state.setup.questions), default=0)
    begun = {*state.rounds_done, state.round}
    for rule in state.rule_sheet.rounds:
        if rule.id not in begun:
            for team in _turns_of_whole(rule, playing, state.rule_sheet.members):
                yield from chances_of(Turn(rule, team, playing, clues))
    rule_now = state.round_rule
    if rule_now is None or rule_now.id == TIE_OFF:
        return
    for team in _turns_left(state, rule_now):
        if team is None or team in playing:
            yield from chances_of(Turn(rule_now, team, playing, clues))
    item = state.item
    answered = item.answering if item is not None and item.stage in ("judged", "audience") else None
    if answered is not None and answered in playing:
        yield Chance({answered: supporters_range(rule_now)})


def _turns_of_whole(rule: Round, playing: Sequence[str], members: int) -> Iterator[str | None]:
    """The team of each turn of a round that has not begun; None: all, or who presses."""
    each = {"individual": rule.items * members, "ladder": len(rule.steps), "rapid": 1}
    if rule.kind in ("simultaneous", "press", "clue", "audience"):
        yield from [None] * rule.items
        return
    for team in playing:
        yield from [team] * each.get(rule.kind, rule.items)


def _turns_left(state: MatchState, rule: Round) -> Iterator[str | None]:
    """The team of each turn of the running round that can still bring points: not yet played, or not over."""
    mine = [item for item in state.items if item.round == rule.id and item.seq > state.round_seq]
    waiting = {item.no for item in state.open_panels}
    over = {item.slot for item in mine if not (item.uncounted or (item.voided and rule.steps))}
    yield from (slot.team for slot in slots(state, rule) if slot.no not in over)
    yield from (item.team for item in mine if item.no in waiting or _goes_on(state, item))


def _goes_on(state: MatchState, item: Item) -> bool:
    """Whether the item is the current one and can still be answered; of one that went to the audience only a further
    clue takes it back to the teams."""
    over = ("judged", "closed") if state.rule_of(item.round).kind == "clue" else ("judged", "closed", "audience")
    return item is state.items[-1] and item.stage not in over and not item.voided
