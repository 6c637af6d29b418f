"""How what is played goes on, for the hall: a rapid run, the stakes of a risk round, a tie-off.

Everything is built from the concealed state, so that nothing here tells more than the hall has heard.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.shape import closed
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.decide_play import choosable
from scoring.engine.quiz.freeze import is_frozen
from scoring.engine.quiz.rule_sheet import Verdict
from scoring.engine.quiz.standings import lines_of, may_be_ordered
from scoring.engine.quiz.state import Item, MatchState, TieOffRun


@closed
class RunPart(TypedDict):
    """How a rapid run goes: so many questions ``right``, ``wrong``, ``passed`` (“过”), and ``left`` unanswered, the
    present one among them."""

    right: int
    wrong: int
    passed: int
    left: int


@closed
class StakeChoicePart(TypedDict):
    """One stake, and whether the team whose turn it is can choose it."""

    points: str
    free: bool


@closed
class ChosenPart(TypedDict):
    """What a team chose in this round, item by item: the stake, null where it passed."""

    team: str
    stakes: list[str | None]


@closed
class StakesPart(TypedDict):
    """The stakes of a risk round, and who chose what so far, in the order of turns."""

    choices: list[StakeChoicePart]
    chosen: list[ChosenPart]


@closed
class PlacesPart(TypedDict):
    """The places that a tie-off is about, and after which of them something changes; no ``lines``: after each."""

    first: int
    last: int
    lines: list[int]


@closed
class TieOffTurnPart(TypedDict):
    """One turn of a tie-off, from 1: the verdicts on those who answered, by team id."""

    no: int
    verdicts: dict[str, Verdict]


@closed
class TieOffPart(TypedDict):
    """A running tie-off: its teams, the order so far, best first, equals together, and what was answered turn by turn.
    ``places`` what it decides, where that is public."""

    teams: list[str]
    order: list[list[str]]
    turns: list[TieOffTurnPart]
    places: NotRequired[PlacesPart]


def run_part(state: MatchState, item: Item) -> RunPart | None:
    """The running count of a rapid run; None in every other round."""
    rule = state.rule_of(item.round)
    if rule.kind != "rapid":
        return None
    counted = Counter(line.verdict for line in item.outcomes if line.cause == "answer")
    right, wrong, passed = counted["right"], counted["wrong"], counted["give_up"]
    return {
        "right": right,
        "wrong": wrong,
        "passed": passed,
        "left": max(0, rule.items - right - wrong - passed - counted["void"]),
    }


def stakes_part(state: MatchState, item: Item) -> StakesPart | None:
    """The stakes, and who chose what; None in every other round."""
    risk = state.rule_of(item.round).risk
    if risk is None:
        return None
    free = choosable(state, item, risk) if item.stage == "staking" else ()
    made: dict[str, list[str | None]] = {}
    for one in state.items:
        made_up = one.stake is not None or one.passed
        if one.round == item.round and one.seq > state.round_seq and one.team and made_up and not one.voided:
            made.setdefault(one.team, []).append(None if one.stake is None else decimal_text(one.stake))
    return {
        "choices": [{"points": decimal_text(one.points), "free": one.points in free} for one in risk.stakes],
        "chosen": [{"team": team, "stakes": made[team]} for team in state.order if team in made],
    }


def tie_off_part(state: MatchState, *, desk: bool) -> TieOffPart | None:
    """The tie-off that is going on.  While the table is frozen the hall has the verdicts that it hears, and nothing
    that tells the places."""
    if not state.tie_offs or state.tie_offs[-1].ended:
        return None
    run = state.tie_offs[-1]
    hidden = is_frozen(state) and not desk
    part: TieOffPart = {
        "teams": list(run.teams),
        "order": [list(run.teams)] if hidden else [list(group) for group in run.order],
        "turns": _turns(state, run),
    }
    if not hidden and (places := _places(state, run)) is not None:
        part["places"] = places
    return part


def _turns(state: MatchState, run: TieOffRun) -> list[TieOffTurnPart]:
    """By press each item is a turn; else all teams have theirs, and a void answer is none."""
    by_press = state.rule_sheet is not None and state.rule_sheet.tie_off.mode == "press"
    turns: list[dict[str, Verdict]] = []
    for item in state.items:
        heard: dict[str, Verdict] = {
            team: verdict for team, verdict in item.verdicts.items() if team in run.teams and verdict != "void"
        }
        if item.seq <= run.seq or item.voided or not heard:
            continue
        open_turn = next((turn for turn in turns if not turn.keys() & heard.keys()), None)
        if by_press or open_turn is None:
            turns.append(heard)
        else:
            open_turn |= heard
    return [{"no": no, "verdicts": turn} for no, turn in enumerate(turns, start=1)]


def _places(state: MatchState, run: TieOffRun) -> PlacesPart | None:
    """The places on which its teams were level; None where they are so no more, as after a correction."""
    levels = may_be_ordered(replace(state, tie_offs=state.tie_offs[:-1]))
    first = next((first for first, level in levels if set(level) == set(run.teams)), None)
    if first is None:
        return None
    last = first + len(run.teams) - 1
    return {"first": first, "last": last, "lines": sorted(line for line in lines_of(state) if first <= line < last)}
