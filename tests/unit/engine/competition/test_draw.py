"""The draw that anybody can check: its order, its groups, teams of one organisation apart."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise, permutations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.competition.draw import CHAIN_RULE, FIRST_RULE, deal
from scoring.engine.draw import commitment, order_of
from scoring.engine.errors import Invalid

DOCS = Path(__file__).parents[4] / "docs"


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


@st.composite
def seeded(draw: st.DrawFn, most: int = 69) -> tuple[list[tuple[int, ...]], int, dict[int, str]]:
    """Pots in the order of the draw, how many groups, the organisation of each team."""
    count = draw(st.integers(1, most))
    order = draw(st.permutations(range(1, count + 1)))
    cuts = [0, *sorted(draw(st.lists(st.integers(0, count), max_size=3))), count]
    groups = draw(st.integers(1, count))
    units = draw(st.lists(st.sampled_from("abcdefgh"), min_size=count, max_size=count))
    return [tuple(order[a:b]) for a, b in pairwise(cuts)], groups, dict(enumerate(units, start=1))


def rows(pots: Sequence[Sequence[int]], groups: int) -> list[tuple[int, ...]]:
    order = [team for pot in pots for team in pot]
    return [tuple(order[at : at + groups]) for at in range(0, len(order), groups)]


@given(seeded())
def test_whatever_the_pots_an_organisation_is_spread_over_the_groups_as_evenly_as_can_be(
    one: tuple[list[tuple[int, ...]], int, dict[int, str]],
) -> None:
    pots, groups, units = one
    dealt = deal(pots, groups, units, apart=True)
    for unit, teams in Counter(units.values()).items():
        own = [sum(units[no] == unit for no in group) for group in dealt.groups]
        assert (min(own), max(own)) == (teams // groups, -(-teams // groups))
    assert bool(dealt.together) == (max(Counter(units.values()).values()) > groups)
    for row in rows(pots, groups):
        assert all(len(set(row) & set(group)) <= 1 for group in dealt.groups)
    assert sorted(no for group in dealt.groups for no in group) == sorted(units)
    alone = deal(pots, groups, units, apart=False)
    assert alone == deal(pots, groups, units, apart=False, rule=FIRST_RULE)


@given(seeded(most=7))
def test_nobody_is_together_where_any_deal_at_all_would_keep_all_apart(
    one: tuple[list[tuple[int, ...]], int, dict[int, str]],
) -> None:
    pots, groups, units = one

    def deals() -> Iterator[list[list[str]]]:
        for places in product(*(permutations(range(groups), len(row)) for row in rows(pots, groups))):
            found: list[list[str]] = [[] for _ in range(groups)]
            for row, into in zip(rows(pots, groups), places, strict=True):
                for no, group in zip(row, into, strict=True):
                    found[group].append(units[no])
            yield found

    possible = any(all(len(set(group)) == len(group) for group in found) for found in deals())
    assert bool(deal(pots, groups, units, apart=True).together) == (not possible)


def test_a_draw_that_was_begun_under_the_first_rule_keeps_its_one_exchange() -> None:
    units, pots = {1: "a", 2: "b", 3: "c", 4: "b"}, [(1, 2, 3), (4,)]
    old = deal(pots, 2, units, apart=True, rule=FIRST_RULE)
    assert (old.groups, old.together) == (((1, 3), (2, 4)), (2, 4))
    new = deal(pots, 2, units, apart=True, rule=CHAIN_RULE)
    assert (new.groups, new.together) == (((2, 3), (1, 4)), ())


@pytest.mark.parametrize("name", ["stages.md", "stages.zh-CN.md"])
def test_the_program_of_the_documents_makes_the_same_groups(name: str, tmp_path: Path) -> None:
    (program,) = re.findall(r"(?s)```python\n(.*?)```", (DOCS / name).read_text("utf-8"))
    pots, units = [tuple(range(1, 9)), tuple(range(9, 70))], {no: "abcdefgh"[no * no % 8] for no in range(1, 70)}
    said = {"secret": "s", "number": "7", "pots": pots, "count": 12, "units": units}
    (tmp_path / "draw.json").write_text(json.dumps(said), "utf-8")
    told = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    dealt = deal([order_of("s", "7", pot) for pot in pots], 12, units, apart=True)
    assert dealt.groups != deal([order_of("s", "7", pot) for pot in pots], 12, units, apart=False).groups
    assert [tuple(json.loads(line)) for line in told.stdout.splitlines()] == list(dealt.groups)
