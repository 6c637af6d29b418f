"""The ranking of a match: the rule sheet's chain over the folded state.  Every view, export and check uses this
function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import get_args

from scoring.engine.quiz.rule_sheet import RankBy, RuleSheet, Verdict, WhereLeft
from scoring.engine.quiz.score import is_optional, lines, table_for, totals
from scoring.engine.quiz.state import Item, MatchState, TieOffRun
from scoring.engine.ranking import Comparison, Placing, by_value, rank
from scoring.engine.stages import Stage, award_lines

ALL_VERDICTS = frozenset(get_args(Verdict))

Level = tuple[int, tuple[str, ...]]
"""A rank and the teams that are on it."""


def standings(state: MatchState) -> tuple[Placing, ...]:
    """Places of all teams that are ranked, best first; equal teams in order of station.

    Where links follow the tie-off, one more tie-off orders the teams that even these leave level.
    """
    assert state.rule_sheet is not None
    assert state.setup is not None
    chain = state.rule_sheet.ranking
    again: tuple[RankBy, ...] = ("tie_off",) if state.setup.scoring >= 2 and links_follow(state) else ()
    return _ranked(state, (*chain, *again))


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


def may_be_ordered(state: MatchState) -> tuple[Level, ...]:
    """The teams that a tie-off may order, rank by rank: those that the links up to the tie-off leave level.  Once a
    tie-off of all of them has ended, the links after it decide, and it is those that the whole ranking leaves level."""
    assert state.rule_sheet is not None
    chain, whole = state.rule_sheet.ranking, _levels(standings(state))
    if not links_follow(state):
        return whole
    found: list[Level] = []
    for first, level in _levels(_ranked(state, chain[: chain.index("tie_off") + 1])):
        over = any(run.ended and set(level) <= set(run.teams) for run in state.tie_offs)
        found += [one for one in whole if set(one[1]) <= set(level)] if over else [(first, level)]
    return tuple(found)


def ties_that_matter(state: MatchState) -> tuple[tuple[str, ...], ...]:
    """Shared ranks that a tie-off must still break: they lie across a line of an award or of advancement.
    Teams that left play no tie-off."""
    return _across(state, may_be_ordered(state))


def undecided(state: MatchState) -> bool:
    """Whether all teams of the latest tie-off are level by the whole ranking, across a line."""
    return set(state.tie_offs[-1].teams) in [set(level) for level in _across(state, _levels(standings(state)))]


def _across(state: MatchState, levels: Sequence[Level]) -> tuple[tuple[str, ...], ...]:
    assert state.rule_sheet is not None
    if state.rule_sheet.tie_off.mode == "none":
        return ()
    lines_at = lines_of(state)
    return tuple(
        level
        for first, level in levels
        if any(first <= line < first + len(level) - 1 for line in lines_at) and not state.withdrawn.keys() & set(level)
    )


def _ranked(state: MatchState, chain: Sequence[RankBy]) -> tuple[Placing, ...]:
    ranked = (team for team in state.teams if left_where(state, team.id) != "out" and _has_place(state, team.id))
    stations = [team.id for team in sorted(ranked, key=lambda t: t.station)]
    return rank(stations, [*_left_last(state), *(_CRITERIA[name](state) for name in chain)])


def _has_place(state: MatchState, team: str) -> bool:
    """In a contest of performances an entry has a place once it has a score."""
    if state.contest is None:
        return True
    return any(
        item.answering == team and item.verdicts.get(team) == "right" and not item.voided for item in state.items
    )


def _levels(places: Sequence[Placing]) -> tuple[Level, ...]:
    ranks = dict.fromkeys(place.rank for place in places)
    return tuple((first, tuple(place.id for place in places if place.rank == first)) for first in ranks)


def left_open(state: MatchState) -> tuple[tuple[str, ...], ...]:
    """The ties that matter, that are still open, and whose teams all play in the latest tie-off."""
    playing = set(state.tie_offs[-1].teams) if state.tie_offs else set()
    return tuple(group for group in ties_that_matter(state) if set(group) <= playing)


def links_follow(state: MatchState) -> bool:
    """Whether the ranking compares more after the tie-off."""
    assert state.rule_sheet is not None
    return "tie_off" in state.rule_sheet.ranking[:-1]


def lines_of(state: MatchState) -> frozenset[int]:
    """The places of this match after which something changes."""
    assert state.rule_sheet is not None
    return decisive_lines(state.rule_sheet, state.setup.stage if state.setup else "")


def decisive_lines(sheet: RuleSheet, stage: str = "") -> frozenset[int]:
    """The places after which something changes in a match of ``stage``: those that the rule sheet says, else how many
    advance from the stage, and in the last stage the lines of the awards.  "" or an unknown stage: those of all
    stages."""
    if sheet.tie_matters:
        return frozenset(sheet.tie_matters)
    awards = award_lines(sheet.awards) if gives_awards(sheet, stage) and sheet.award_ties == "order" else ()
    return frozenset([*awards, *(one.advance for one in _played(sheet, stage) if one.advance > 0)])


def gives_awards(sheet: RuleSheet, stage: str = "") -> bool:
    """Whether the awards follow from a match of ``stage``: it is the last one, or the rule sheet has none."""
    played = _played(sheet, stage)
    return not played or played[-1] is sheet.stages[-1]


def _played(sheet: RuleSheet, stage: str) -> Sequence[Stage]:
    return [one for one in sheet.stages if one.name == stage] or sheet.stages


def _rights(state: MatchState, verdicts: frozenset[str]) -> Mapping[str, Decimal]:
    """How many answers of each team got one of these verdicts, also if another team got the points.  A tie-off's
    answers order the tie only; what judges mark is neither right nor wrong; and who passes in a run, where it is
    allowed, or gives no answer where the rules leave it to the team, was not wrong."""
    found = {team.id: 0 for team in state.teams}
    for item in state.items:
        for line in () if item.voided else item.outcomes:
            if line.cause == "answer" and line.verdict in verdicts - says_nothing(state, item):
                found[item.delegate or line.team] += 1
    return {team: Decimal(number) for team, number in found.items()}


def says_nothing(state: MatchState, item: Item) -> frozenset[str]:
    """The verdicts that say nothing of right and wrong in this item."""
    kind = state.rule_of(item.round).kind
    if state.scoring < 2:
        return frozenset({"give_up", "blank"})
    if item.tie_off or kind == "judged":
        return ALL_VERDICTS
    blank = {"blank"} if state.scoring < 3 or is_optional(table_for(state, item, item.question)) else set()
    return frozenset(blank | ({"give_up"} if kind == "rapid" else set()))


def _member(seat: int) -> Callable[[MatchState], Comparison]:
    def criterion(state: MatchState) -> Comparison:
        points = {team.id: Decimal(0) for team in state.teams}
        for line in lines(state):
            if line.cause == "answer" and line.seat == seat:
                points[line.team] += line.points
        return by_value(f"member_{seat}", points)

    return criterion


def by_record(state: MatchState, above: str, below: str) -> bool:
    """Whether an order that people recorded (by lot, by the judges) parts two teams of a tie-off, and no answer did."""
    run = _latest_run(state, (above, below))
    if run is None or not run.played:
        return False
    place = {team: no for no, group in enumerate(run.played) for team in group}
    return place[above] >= place[below]


def _latest_run(state: MatchState, group: Sequence[str]) -> TieOffRun | None:
    return next((run for run in reversed(state.tie_offs) if set(group) <= set(run.teams)), None)


def _tie_off(state: MatchState) -> Comparison:
    """The latest tie-off that all of the tied teams played orders them.  Teams that it leaves level are ordered by the
    latest tie-off that all of those teams played."""

    def split(group: Sequence[str]) -> Sequence[Sequence[str]]:
        run = _latest_run(state, group)
        if run is None:
            return [list(group)]
        parts = [part for level in run.order if (part := [team for team in group if team in level])]
        return parts if len(parts) == 1 else [finer for part in parts for finer in split(part)]

    return Comparison("tie_off", split, lambda above, below: {})


_CRITERIA: Mapping[RankBy | str, Callable[[MatchState], Comparison]] = {
    "score": lambda state: by_value("score", totals(state)),
    "tie_off": _tie_off,
    "rights": lambda state: by_value("rights", _rights(state, frozenset({"right"}))),
    "fewer_wrongs": lambda state: by_value(
        "fewer_wrongs", _rights(state, frozenset({"wrong", "timeout", "give_up", "blank"})), high_first=False
    ),
} | {f"member_{seat}": _member(seat) for seat in range(1, 6)}
