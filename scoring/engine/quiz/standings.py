"""The ranking of a match: the rule sheet's chain over the folded state.  Every view, export and check uses this
function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from scoring.engine.quiz.rule_sheet import RuleSheet, WhereLeft
from scoring.engine.quiz.score import lines, totals
from scoring.engine.quiz.state import MatchState, TieOffRun
from scoring.engine.ranking import Comparison, Placing, by_value, rank
from scoring.engine.stages import award_lines


def standings(state: MatchState) -> tuple[Placing, ...]:
    """Places of all teams that are ranked, best first; equal teams in order of station."""
    assert state.rule_sheet is not None
    ranked = (team for team in state.teams if left_where(state, team.id) != "out")
    stations = [team.id for team in sorted(ranked, key=lambda t: t.station)]
    return rank(stations, [*_left_last(state), *(_CRITERIA[name](state) for name in state.rule_sheet.ranking)])


def left_where(state: MatchState, team: str) -> WhereLeft | None:
    """Where a team that left the match is ranked; None while it plays."""
    assert state.rule_sheet is not None
    how = state.withdrawn.get(team)
    return (
        None
        if how is None
        else {"withdrawn": state.rule_sheet.withdrawn, "disqualified": state.rule_sheet.disqualified}[how]
    )


def _left_last(state: MatchState) -> tuple[Comparison, ...]:
    """Who left is ranked after all who did not, whatever the scores."""
    if not state.withdrawn:
        return ()
    left = {team.id: Decimal(team.id in state.withdrawn) for team in state.teams}
    return (replace(by_value("left", left, high_first=False), explain=lambda above, below: {}),)


def tied_group(state: MatchState, team: str) -> tuple[str, ...]:
    """The teams that share a rank with ``team``, itself included."""
    places = standings(state)
    mine = next(p.rank for p in places if p.id == team)
    return tuple(p.id for p in places if p.rank == mine)


def ties_that_matter(state: MatchState) -> tuple[tuple[str, ...], ...]:
    """Shared ranks that a tie-off must still break: they lie across a line of an award or of advancement.  Teams that
    left play no tie-off."""
    assert state.rule_sheet is not None
    if state.rule_sheet.tie_off.mode == "none":
        return ()
    places = standings(state)
    groups: dict[int, list[str]] = {}
    for place in places:
        groups.setdefault(place.rank, []).append(place.id)
    lines_at = decisive_lines(state.rule_sheet)
    return tuple(
        tuple(group)
        for first, group in groups.items()
        if any(first <= line < first + len(group) - 1 for line in lines_at) and not state.withdrawn.keys() & set(group)
    )


def left_open(state: MatchState) -> tuple[tuple[str, ...], ...]:
    """The ties that matter, that are still open, and whose teams all play in the latest tie-off."""
    playing = set(state.tie_offs[-1].teams) if state.tie_offs else set()
    return tuple(group for group in ties_that_matter(state) if set(group) <= playing)


def decisive_lines(sheet: RuleSheet) -> frozenset[int]:
    """The places after which something changes: from the rule sheet, or from award counts and the number that
    advances."""
    if sheet.tie_matters:
        return frozenset(sheet.tie_matters)
    return frozenset([*award_lines(sheet.awards), *(s.advance for s in sheet.stages if s.advance > 0)])


def _rights(state: MatchState, verdicts: frozenset[str]) -> Mapping[str, Decimal]:
    """How many answers of each team got one of these verdicts, also if another team got the points."""
    found = {team.id: 0 for team in state.teams}
    for item in state.items:
        for line in () if item.voided else item.outcomes:
            if line.cause == "answer" and line.verdict in verdicts:
                found[item.delegate or line.team] += 1
    return {team: Decimal(number) for team, number in found.items()}


def _member(seat: int) -> Callable[[MatchState], Comparison]:
    def criterion(state: MatchState) -> Comparison:
        points = {team.id: Decimal(0) for team in state.teams}
        for line in lines(state):
            if line.cause == "answer" and line.seat == seat:
                points[line.team] += line.points
        return by_value(f"member_{seat}", points)

    return criterion


def _tie_off(state: MatchState) -> Comparison:
    """The latest tie-off that all of the tied teams played orders them.  Teams that it leaves level are ordered by the
    latest tie-off that all of those teams played."""

    def run_of(group: Sequence[str]) -> TieOffRun | None:
        return next((run for run in reversed(state.tie_offs) if set(group) <= set(run.teams)), None)

    def split(group: Sequence[str]) -> Sequence[Sequence[str]]:
        run = run_of(group)
        if run is None:
            return [list(group)]
        parts = [part for level in run.order if (part := [team for team in group if team in level])]
        return parts if len(parts) == 1 else [finer for part in parts for finer in split(part)]

    return Comparison("tie_off", split, lambda above, below: {})


_CRITERIA: Mapping[str, Callable[[MatchState], Comparison]] = {
    "score": lambda state: by_value("score", totals(state)),
    "tie_off": _tie_off,
    "rights": lambda state: by_value("rights", _rights(state, frozenset({"right"}))),
    "fewer_wrongs": lambda state: by_value(
        "fewer_wrongs", _rights(state, frozenset({"wrong", "timeout"})), high_first=False
    ),
} | {f"member_{seat}": _member(seat) for seat in range(1, 6)}
