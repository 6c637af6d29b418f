"""Which team has the next turn, and with which question: the order of play inside a round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.quiz.rule_sheet import PRESSED, TIE_OFF, Round
from scoring.engine.quiz.score import by_round, totals
from scoring.engine.quiz.setup import QuestionRef
from scoring.engine.quiz.state import Item, MatchState


@dataclass(frozen=True, slots=True)
class Slot:
    """One turn: ``no`` from 1 in its round, the team (None: all, or who presses), the seat, the step of a ladder."""

    no: int
    team: str | None = None
    seat: int | None = None
    step: int = 0


def turn_order(state: MatchState, rule: Round) -> tuple[str, ...]:
    """The order of teams, decided when a round begins: by station; in a risk round by score, ties by station."""
    stations = [team.id for team in sorted(state.playing, key=lambda t: t.station)]
    if rule.risk is None or rule.risk.order == "station":
        return tuple(stations)
    if rule.risk.order == "reverse_station":
        return tuple(reversed(stations))
    score = totals(state)
    sign = 1 if rule.risk.order == "low" else -1
    return tuple(sorted(stations, key=lambda team: sign * score[team]))


def slots(state: MatchState, rule: Round) -> Iterator[Slot]:
    """All turns of a round in order; without end for a tie-off."""
    yield from _ORDERS[rule.kind](state, rule)


def next_slot(state: MatchState, team: str | None = None) -> Slot | None:
    """The next turn that was not played yet (of ``team`` if given); None if the round has no more turns.

    If items have steps, an item that was thrown out counts as not played: its step must be played again.  The same is
    true of an item that nobody pressed, where the rules do not count it.  A round that a team has won has no more
    turns.
    """
    rule = state.round_rule
    if rule is None:
        return None
    if rule.until is not None and max(points.get(rule.id, 0) for points in by_round(state).values()) >= rule.until:
        return None
    played = {item.slot for item in _put(state, rule) if not (item.uncounted or (item.voided and rule.steps))}
    for slot in slots(state, rule):
        if slot.no not in played and (team is None or slot.team == team) and _open(state, slot):
            return slot
    return None


def turn_is_short(state: MatchState) -> bool:
    """Too few questions are left to ask every team that still has this turn of a tie-off: the turn would order
    nobody."""
    rule, following = state.round_rule, next_slot(state)
    if rule is None or rule.id != TIE_OFF or following is None or following.team is None:
        return False
    played = {item.slot for item in _put(state, rule)}
    turn = range(following.no, _end_of_turn(state, following) + 1)
    wanted = [slot for slot in slots(state, rule) if slot.no in turn and slot.no not in played and _open(state, slot)]
    return len(wanted) > len(unused(state, TIE_OFF)) + len(unused(state, ""))


def _end_of_turn(state: MatchState, slot: Slot) -> int:
    teams = len(state.order)
    return (slot.no - 1) // teams * teams + teams


def count(state: MatchState, rule: Round) -> int:
    """How many turns a round has (0 for a tie-off, which has no end)."""
    return 0 if rule.id == TIE_OFF else sum(1 for _ in slots(state, rule))


def next_question(state: MatchState, stake: Decimal | None = None) -> QuestionRef | None:
    """The next unused question of the running round's pool, else the next spare; None when both are used up."""
    return next(iter((*unused(state, state.round, stake), *unused(state, ""))), None)


def is_spent(state: MatchState) -> bool:
    """No question is left for a next item that takes one: a risk item does with its stake, a performance never."""
    rule = state.round_rule
    takes = rule is not None and rule.kind != "risk" and (state.contest is None or rule.id == TIE_OFF)
    return takes and next_question(state) is None


def replacement(state: MatchState, stake: Decimal | None = None) -> QuestionRef | None:
    """The question that replaces one thrown out: a spare, in a clue round one with clues; else the pool's next."""
    rule = state.round_rule
    spares, free = unused(state, ""), unused(state, state.round, stake)
    if rule is not None and rule.kind == "clue":
        spares = [*(q for q in spares if q.clues), *(q for q in free if q.clues), *spares]
    return next(iter((*spares, *free)), None)


def rounds_left(state: MatchState) -> tuple[Round, ...]:
    """The rounds that are still to be played: the running one while it has turns, and those that have not begun."""
    assert state.rule_sheet is not None
    over = {*state.rounds_done, *(() if next_slot(state) else (state.round,))}
    return tuple(rule for rule in state.rule_sheet.rounds if rule.id not in over)


def time_is_up(state: MatchState, at: int) -> bool:
    """The whole time of the running round is over: no other item is presented."""
    rule, ends = state.round_rule, state.round_ends
    return rule is not None and rule.total is not None and ends is not None and at >= ends


def is_made_up_for(state: MatchState, slot: Slot) -> bool:
    """True if this turn was asked before and thrown out."""
    rule = state.round_rule
    return rule is not None and any(item.slot == slot.no and item.voided for item in _put(state, rule))


def questions_put(state: MatchState) -> frozenset[str | None]:
    """The ids of all questions that were asked, also in items thrown out."""
    return frozenset(q for item in state.items for q in (*item.asked, item.question))


def unused(state: MatchState, pool: str | None, stake: Decimal | None = None) -> Sequence[QuestionRef]:
    """Questions of a pool that were not asked yet, by number; with ``stake`` only those of that stake or of none."""
    assert state.setup is not None
    put = questions_put(state)
    return [
        q
        for q in sorted(state.setup.questions, key=lambda q: q.no)
        if q.round == pool and q.id not in put and (stake is None or q.stake in (None, stake))
    ]


def _put(state: MatchState, rule: Round) -> list[Item]:
    """The items of the running round so far."""
    return [item for item in state.items if item.round == rule.id and item.seq > state.round_seq]


def _open(state: MatchState, slot: Slot) -> bool:
    """A ladder continues only if the step before was right; a team that has left the match, is out of the round, or
    that the tie-off has placed, has no turn, and nobody presses where none is left."""
    rule, gone = state.round_rule, state.out_of_round | state.withdrawn.keys()
    if slot.team is not None and slot.team in gone:
        return False
    if rule is not None and rule.kind in PRESSED and gone.issuperset(team.id for team in state.teams):
        return False
    if slot.team is not None and state.round == TIE_OFF and (slot.team,) in state.tie_offs[-1].order:
        return False
    if rule is None or rule.kind != "ladder" or slot.step == 0:
        return True
    before = [i for i in state.items if i.round == rule.id and i.team == slot.team and i.slot == slot.no - 1]
    return bool(before) and _was_right(before[-1])


def _was_right(item: Item) -> bool:
    return item.team is not None and not item.voided and item.verdicts.get(item.team) == "right"


def _by_seat(state: MatchState, rule: Round) -> Iterator[Slot]:
    """Seat 1 of each team, then seat 2 …; this is repeated ``items`` times."""
    no = 0
    assert state.rule_sheet is not None
    for _ in range(rule.items):
        for seat in range(1, state.rule_sheet.members + 1):
            for team in state.order:
                no += 1
                yield Slot(no, team, seat)


def _by_team(state: MatchState, rule: Round) -> Iterator[Slot]:
    """Team after team; this is repeated ``items`` times."""
    rounds = rule.items if rule.id != TIE_OFF else 100
    for no in range(rounds * len(state.order)):
        yield Slot(no + 1, state.order[no % len(state.order)])


def _ladder(state: MatchState, rule: Round) -> Iterator[Slot]:
    """One team plays to its last step, then the next team; the step's number is also the member's seat."""
    height = len(rule.steps)
    for place, team in enumerate(state.order):
        for step in range(height):
            yield Slot(place * height + step + 1, team, step + 1, step)


def _in_all(state: MatchState, rule: Round) -> Iterator[Slot]:
    """Items for all teams; a tie-off continues until it is decided."""
    for no in range(rule.items if rule.id != TIE_OFF else 1000):
        yield Slot(no + 1)


def _one_run(state: MatchState, rule: Round) -> Iterator[Slot]:
    """One run for each team."""
    for no, team in enumerate(state.order):
        yield Slot(no + 1, team)


_ORDERS: dict[str, Callable[[MatchState, Round], Iterator[Slot]]] = {
    "individual": _by_seat,
    "team": _by_team,
    "risk": _by_team,
    "judged": _by_team,
    "assigned": _by_team,
    "ladder": _ladder,
    "rapid": _one_run,
    "simultaneous": _in_all,
    "press": _in_all,
    "clue": _in_all,
    "audience": _in_all,
}
