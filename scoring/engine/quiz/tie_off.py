"""加赛 in the fold: how verdicts order the teams that are level.  No score changes here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scoring.engine.quiz.rule_sheet import Verdict
from scoring.engine.quiz.state import MatchState, TieOffRun

Order = tuple[tuple[str, ...], ...]
"""Groups of level teams, best first."""


def open_teams(run: TieOffRun) -> tuple[str, ...]:
    """The first teams of a tie-off whose order is not decided yet."""
    return next((group for group in run.order if len(group) > 1), ())


def without(run: TieOffRun, team: str) -> TieOffRun:
    """The tie-off after ``team`` has left the match: behind the teams that it was still level with."""
    return _ordered(run, lambda order: _sudden_death(order, team, "wrong"))


def order_by_verdict(state: MatchState, team: str, verdict: Verdict) -> MatchState:
    """The tie-off after a verdict on ``team``'s answer: by press the team is placed at once, else after all had their
    turn."""
    run = state.tie_offs[-1]
    by_press = state.rule_of(state.items[-1].round).kind == "press"
    results = _results(state, run)

    def further(order: Order) -> Order:
        return _sudden_death(order, team, verdict) if by_press else _by_turns(order, results)

    return replace(state, tie_offs=(*state.tie_offs[:-1], _ordered(run, further)))


def _ordered(run: TieOffRun, further: Callable[[Order], Order]) -> TieOffRun:
    """The tie-off with its order, and the order that the answers alone give, taken further."""
    return replace(run, order=further(run.order), played=further(run.played))


def _sudden_death(groups: Order, team: str, verdict: Verdict) -> Order:
    """The first team with a right answer is placed before the rest, the first with a wrong answer behind them."""
    order: list[tuple[str, ...]] = []
    for group in groups:
        rest = tuple(t for t in group if t != team)
        if len(rest) == len(group) or not rest or verdict == "void":
            order.append(group)
        else:
            order += [(team,), rest] if verdict == "right" else [rest, (team,)]
    return tuple(order)


def _by_turns(order: Order, results: dict[str, list[bool]]) -> Order:
    """Turn by turn: a right answer is placed before one that is not, once every team of the group has had that turn."""

    def split(group: tuple[str, ...], turn: int) -> list[tuple[str, ...]]:
        if len(group) < 2 or any(len(results[team]) <= turn for team in group):
            return [group] if group else []
        right = tuple(team for team in group if results[team][turn])
        rest = tuple(team for team in group if not results[team][turn])
        return [*split(right, turn + 1), *split(rest, turn + 1)]

    return tuple(part for group in order for part in split(group, 0))


def _results(state: MatchState, run: TieOffRun) -> dict[str, list[bool]]:
    """Right or not, turn after turn, of every team; a void answer does not count as a turn."""
    results: dict[str, list[bool]] = {team: [] for team in run.teams}
    for item in state.items:
        verdict = item.verdicts.get(item.team or "")
        if item.seq > run.seq and item.team in results and not item.voided and verdict not in (None, "void"):
            results[item.team].append(verdict == "right")
    return results
