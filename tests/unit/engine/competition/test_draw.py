"""The draw that anybody can check: its order, its groups, teams of one organisation apart."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.competition.draw import commitment, deal, order_of
from scoring.engine.errors import Invalid


def test_the_order_is_that_of_the_digests_and_nothing_else() -> None:
    told = [(sha256(f"s:7:{no}".encode()).hexdigest(), no) for no in range(1, 13)]
    assert order_of("s", "7", range(12, 0, -1)) == tuple(no for _, no in sorted(told))
    assert commitment("s") == sha256(b"s").hexdigest()


def test_another_number_gives_another_order() -> None:
    assert order_of("s", "7", range(1, 30)) != order_of("s", "8", range(1, 30))


def test_every_team_comes_first_about_as_often_as_any_other() -> None:
    first = [order_of("s", str(number), range(1, 5))[0] for number in range(4000)]
    assert all(900 < first.count(no) < 1100 for no in range(1, 5))


@given(
    teams=st.integers(1, 60),
    groups=st.integers(1, 60),
    units=st.lists(st.integers(0, 9), min_size=60, max_size=60),
    apart=st.booleans(),
)
def test_no_team_is_lost_and_sizes_differ_by_one_at_most(
    teams: int, groups: int, units: list[int], apart: bool
) -> None:
    if groups > teams:
        with pytest.raises(Invalid, match="groups-too-many"):
            deal([range(teams)], groups, dict.fromkeys(range(teams), ""), apart=apart)
        return
    own = {no: str(units[no]) for no in range(teams)}
    dealt = deal([range(teams)], groups, own, apart=apart)
    assert sorted(no for group in dealt.groups for no in group) == list(range(teams))
    sizes = [len(group) for group in dealt.groups]
    assert max(sizes) - min(sizes) <= 1
    most = max(list(own.values()).count(unit) for unit in own.values())
    if apart:
        assert bool(dealt.together) == (most > groups)
    if not apart:
        assert dealt.together == ()


def test_teams_of_one_organisation_are_apart_where_the_last_of_them_must_change_places() -> None:
    units = {1: "a", 2: "b", 3: "b", 4: "a", 5: "c", 6: "c"}
    dealt = deal([(1, 2, 3, 4, 5, 6)], 3, units, apart=True)
    assert dealt.together == ()
    assert all(len({units[no] for no in group}) == 2 for group in dealt.groups)


def test_what_cannot_be_apart_is_named() -> None:
    assert deal([(1, 2, 3)], 2, {1: "a", 2: "a", 3: "a"}, apart=True).together == (1, 3)


def test_each_pot_is_spread_over_the_groups_before_the_next() -> None:
    dealt = deal([(1, 2, 3), (4, 5, 6)], 3, dict.fromkeys(range(1, 7), ""), apart=False)
    assert dealt.groups == ((1, 4), (2, 5), (3, 6))
