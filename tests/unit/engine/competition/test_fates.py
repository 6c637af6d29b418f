"""Through, out, open: of one stage, from what each team can still reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.competition.advance import Finish
from scoring.engine.competition.fates import Finished, GroupChances, Unplayed, fates
from scoring.engine.stages import Stage


@dataclass(frozen=True)
class Between:
    """Teams that end between two scores, each for itself."""

    ranges: dict[int, tuple[int, int]]

    @property
    def teams(self) -> Sequence[int]:
        return tuple(self.ranges)

    def below(self, team: int, other: int) -> bool:
        return self.ranges[team][1] < self.ranges[other][0]

    def high(self, team: int) -> Decimal:
        return Decimal(self.ranges[team][1])

    def low(self, team: int) -> Decimal:
        return Decimal(self.ranges[team][0])


def done(*scores: int, first: int = 1) -> Finished:
    """A locked group: its teams, numbered from ``first``, with these scores."""
    ranks = [1 + sum(other > score for other in scores) for score in scores]
    placed = enumerate(zip(ranks, scores, strict=True), start=first)
    return Finished([Finish(str(no), rank, Decimal(score)) for no, (rank, score) in placed])


def told(advance: int, *groups: GroupChances, runners_up: int = 0) -> dict[str, set[int]]:
    found = fates(Stage("初赛", len(groups), advance, runners_up), groups)
    return {fate: {no for no, one in found.items() if one == fate} for fate in ("through", "out", "open")}


def test_before_a_match_begins_every_team_may_still_come() -> None:
    assert told(1, Unplayed((1, 2, 3)))["open"] == {1, 2, 3}


def test_who_can_only_be_passed_by_fewer_than_go_on_is_through_and_who_cannot_catch_up_is_out() -> None:
    group = Between({1: (50, 60), 2: (30, 40), 3: (35, 55), 4: (0, 20)})
    assert told(2, group) == {"through": {1}, "out": {4}, "open": {2, 3}}


def test_who_can_still_come_level_is_not_out_and_who_can_be_level_is_not_through() -> None:
    assert told(1, Between({1: (40, 50), 2: (30, 40)}))["open"] == {1, 2}


def test_teams_level_across_the_line_of_a_locked_result_are_open_until_people_decide() -> None:
    assert told(2, done(50, 40, 40, 30)) == {"through": {1}, "out": {4}, "open": {2, 3}}


def test_the_best_of_the_next_waits_for_the_other_groups() -> None:
    first, second = done(50, 40, 10), Between({11: (60, 60), 12: (0, 45), 13: (0, 5)})
    assert told(1, first, second, runners_up=1) == {"through": {1, 11}, "out": {3, 13}, "open": {2, 12}}
    second = Between({11: (60, 60), 12: (0, 39), 13: (0, 5)})
    assert told(1, first, second, runners_up=1) == {"through": {1, 2, 11}, "out": {3, 12, 13}, "open": set()}


def test_a_next_team_that_as_many_others_surely_beat_is_out() -> None:
    groups = done(50, 20), done(50, 40, first=11), Between({21: (60, 90), 22: (30, 50)})
    assert told(1, *groups, runners_up=1) == {"through": {1, 11, 21}, "out": {2}, "open": {12, 22}}


def test_in_a_group_that_has_not_begun_the_next_may_have_any_score() -> None:
    assert told(1, done(50, 40), Unplayed((11, 12)), runners_up=1)["open"] == {2, 11, 12}


def test_where_means_compare_the_next_they_wait_for_every_result() -> None:
    rule = Stage("初赛", 2, 1, 1, runners_up_by="mean")
    running = fates(rule, (done(50, 40, 10), Between({11: (60, 60), 12: (0, 5), 13: (0, 4)})))
    assert {no for no, fate in running.items() if fate == "open"} == {2, 12, 13}
    assert set(fates(rule, (done(50, 40, 10), done(60, 5, first=11))).values()) <= {"through", "out", "open"}


def test_a_next_team_is_through_whatever_its_score_where_there_are_places_for_all() -> None:
    rule = Stage("初赛", 2, 1, 2, runners_up_by="mean")
    found = fates(rule, (done(50, 40, 10), Between({11: (60, 60), 12: (30, 40), 13: (0, 5)})))
    assert found == {1: "through", 2: "through", 3: "out", 11: "through", 12: "through", 13: "out"}
