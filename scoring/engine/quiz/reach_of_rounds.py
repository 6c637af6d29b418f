"""What one turn of a round can bring, kind by kind: its best and its worst for each team."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import ZERO, FoulStep, Points, PressRule, Round, points_with_pass

Range = tuple[Decimal, Decimal]
"""The least (zero or negative) and the most (zero or positive) points."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One turn that can still bring points: what each of its teams can lose and gain.

    ``one``: only one of its teams, the one that answers.  ``endless``: it can cost any of its teams any number of
    points.
    """

    ranges: Mapping[str, Range]
    one: bool = False
    endless: bool = False

    def best(self, team: str) -> Decimal:
        """The most that it brings the team."""
        return self.ranges[team][1] if team in self.ranges else ZERO

    def worst(self, team: str) -> Decimal | None:
        """The least that it brings the team, zero or negative; None: no bound."""
        if team not in self.ranges:
            return ZERO
        return None if self.endless else self.ranges[team][0]

    def lead(self, ahead: str, behind: str) -> Decimal:
        """The most by which it brings one team on against another; only where it is not ``endless``."""
        gain, loss = self.best(ahead), -(self.worst(behind) or ZERO)
        return max(gain, loss) if self.one else gain + loss


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a round: of ``team`` (None: all, or who presses) among those who are ``playing``.  ``clues``: the
    most clues of any question."""

    rule: Round
    team: str | None
    playing: Sequence[str]
    clues: int = 0

    @property
    def own(self) -> str:
        """The team whose turn it is."""
        assert self.team is not None
        return self.team

    @property
    def endless(self) -> bool:
        """Whether each prompt of a team-mate costs points, so that there is no bound."""
        return isinstance(self.rule.prompting, Decimal) and self.rule.prompting < 0


def chances_of(turn: Turn) -> Iterator[Chance]:
    """The chances of one turn."""
    yield from _KINDS[turn.rule.kind](turn)


def _own(turn: Turn) -> Iterator[Chance]:
    yield Chance({turn.own: _answer(turn.rule)}, endless=turn.endless)


def _of_all(turn: Turn) -> Iterator[Chance]:
    yield Chance(dict.fromkeys(turn.playing, _answer(turn.rule)))


def _rapid(turn: Turn) -> Iterator[Chance]:
    least, most = _answer(turn.rule)
    yield Chance({turn.own: (least * turn.rule.items, most * turn.rule.items)}, endless=turn.endless)


def _judged(turn: Turn) -> Iterator[Chance]:
    """The panel's score is rounded to its digits, and stays between the least and the greatest total of a judge."""
    panel = panel_rule(turn.rule.panel)
    unit = Decimal(1).scaleb(-panel.rounding.final.digits) if panel.rounding.final else None
    low, high = panel.span
    if unit is not None:
        low, high = low.quantize(unit, ROUND_FLOOR), high.quantize(unit, ROUND_CEILING)
    least, most = _answer(turn.rule)
    yield Chance({turn.own: (min(least, low), max(most, high))}, endless=turn.endless)


def _risk(turn: Turn) -> Iterator[Chance]:
    """The team answers for its stake, or names another team: then one of the two gains or loses, by the rule."""
    rule, playing = turn.rule, turn.playing
    assert rule.risk is not None
    risk, top = rule.risk, max(stake.points for stake in rule.risk.stakes)
    late = rule.clocks.late if rule.clocks.late is not None else ZERO
    lost = min(ZERO, -top if risk.minus else ZERO, late)
    most, helped = max(top, late, abs(lost)), supporters_range(rule)
    own = (lost + helped[0], most + helped[1])
    ranges = {turn.own: own}
    if risk.delegate and len(playing) > 1:
        gains = risk.delegate_right == "answerer"
        other = (
            (lost if risk.delegate_wrong == "answerer_loses" else ZERO) + helped[0],
            (most if gains else max(ZERO, late)) + helped[1],
        )
        ranges = dict.fromkeys(playing, other) | {turn.own: own}
    yield Chance(ranges, one=rule.supporters is None, endless=turn.endless)


def _pressed(turn: Turn) -> Iterator[Chance]:
    """Who presses first answers; after a wrong answer perhaps another one.  Every team may also foul on the item."""
    rule, playing = turn.rule, turn.playing
    press = rule.press or PressRule()
    answers = {"close": 1, "audience": 1, "one_more": 2}.get(press.after_wrong, press.attempts)
    alone = answers == 1 and rule.kind != "clue"  # after a further clue the press is opened again
    least, most = _answer(rule)
    cost = min((step.points for step in press.fouls), default=ZERO)
    ends = all(step.then in ("void", "audience") for step in press.fouls)
    if not cost:
        yield Chance(dict.fromkeys(playing, (least, most)), one=alone, endless=turn.endless)
    elif ends and alone:
        yield Chance(dict.fromkeys(playing, (min(least, cost), most)), one=True, endless=turn.endless)
    else:
        shown = max(turn.clues, len(rule.steps), 1) if rule.kind == "clue" else 1
        endless = _fouls_endless(press.fouls, press) or turn.endless
        yield Chance(dict.fromkeys(playing, (least, most)), one=alone, endless=endless)
        further = sum((step.points for step in press.fouls[:-1]), ZERO)
        yield Chance(dict.fromkeys(playing, (cost * shown + further, ZERO)), endless=endless)


def _nothing(turn: Turn) -> Iterator[Chance]:  # noqa: ARG001  the shape of a kind's function
    return iter(())


def _fouls_endless(fouls: Sequence[FoulStep], press: PressRule) -> bool:
    """Whether a team may be punished any number of times in one turn: where the last step lets it press again at once,
    or an item that nobody pressed is put again."""
    last = fouls[-1]
    return press.nobody == "again" or (last.then in ("none", "rearm") and last.points < 0)


def _tables(rule: Round) -> tuple[Points, ...]:
    """Every table of points that may be in force for an answer."""
    base = rule.points
    if rule.kind in ("ladder", "clue") and rule.steps:
        return tuple(Points(step, base.wrong, base.timeout, base.give_up) for step in rule.steps)
    second = (rule.press.second,) if rule.press is not None and rule.press.second is not None else ()
    return tuple(points_with_pass(rule, one) for one in (base, *rule.by_type.values(), *second))


def _answer(rule: Round) -> Range:
    """What one answer can bring, its supporters' included."""
    late = () if rule.clocks.late is None else (rule.clocks.late,)
    said = [
        points
        for table in _tables(rule)
        for points in (table.right, table.wrong, table.timeout, table.give_up, table.blank)
        if points is not None
    ]
    least, most = min(ZERO, *said, *late), max(ZERO, *said, *late)
    helped = supporters_range(rule)
    return least + helped[0], most + helped[1]


def supporters_range(rule: Round) -> Range:
    """What the answer of a team's supporters can bring."""
    found = rule.supporters
    return (ZERO, ZERO) if found is None else (min(ZERO, found.wrong, found.right), max(ZERO, found.right, found.wrong))


_KINDS: Mapping[str, Callable[[Turn], Iterator[Chance]]] = {
    "individual": _own,
    "team": _own,
    "assigned": _own,
    "ladder": _own,
    "simultaneous": _of_all,
    "press": _pressed,
    "clue": _pressed,
    "risk": _risk,
    "judged": _judged,
    "rapid": _rapid,
    "audience": _nothing,
}
