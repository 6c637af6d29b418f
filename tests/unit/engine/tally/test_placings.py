"""Places instead of marks: Borda and the majority of places, on cases worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.errors import Invalid
from scoring.engine.ranking import rank
from scoring.engine.tally.placings import borda, majority, places_of


def marks(**judges: str) -> dict[str, dict[str, Decimal]]:
    """``A="123"``: judge A puts entries a, b, c at these places."""
    return {judge: {"abcdefgh"[i]: Decimal(-int(p)) for i, p in enumerate(places)} for judge, places in judges.items()}


def order(given: dict[str, dict[str, Decimal]]) -> list[tuple[str, int]]:
    entries = sorted(next(iter(given.values())))
    return [(place.id, place.rank) for place in rank(entries, [majority(given)])]


def test_a_judges_equal_marks_share_a_place() -> None:
    assert places_of({"a": Decimal(9), "b": Decimal(9), "c": Decimal(8), "d": Decimal(10)}) == {
        "a": 2,
        "b": 2,
        "c": 4,
        "d": 1,
    }


def test_borda_counts_those_below_and_half_of_those_level() -> None:
    given = {
        "A": {"a": Decimal(9), "b": Decimal(8), "c": Decimal(8)},
        "B": {"a": Decimal(7), "b": Decimal(9), "c": Decimal(6)},
    }
    assert borda(given) == {"a": Fraction(3), "b": Fraction(5, 2), "c": Fraction(1, 2)}


def test_a_majority_of_first_places_wins() -> None:
    assert order(marks(A="123", B="132", C="213", D="123", E="321")) == [("a", 1), ("b", 2), ("c", 3)]


def test_without_a_majority_of_firsts_the_larger_majority_of_seconds_decides() -> None:
    # First places: a 2, b 1, c 2 of five, no majority.  Up to second: a 4, b 1, c 5.
    assert order(marks(A="132", B="132", C="231", D="231", E="312")) == [("c", 1), ("a", 2), ("b", 3)]


def test_of_equal_majorities_the_smaller_sum_of_places_decides() -> None:
    # Up to second a has 1, 1, 2 and b has 2, 2, 1; up to third c has four, d three.
    assert order(marks(A="1234", B="1243", C="2134", D="4312", E="4312")) == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]


def test_equal_everywhere_is_a_shared_place() -> None:
    assert order(marks(A="12", B="21")) == [("a", 1), ("b", 1)]


RECUSED = {
    "A": {"a": Decimal(8), "b": Decimal(7), "c": Decimal(9)},
    "B": {"a": Decimal(6), "b": Decimal(7)},
}
"""Judge B is recused from c: B's first and last of two count as a first and a last of three."""


def test_borda_counts_a_recused_judge_over_the_entries_marked_and_the_mean_of_the_others_for_the_rest() -> None:
    # A gives c 2, a 1, b 0.  B gives b 2 and a 0.  c has 2 from one of two judges, so 4.
    assert borda(RECUSED) == {"a": Fraction(1), "b": Fraction(2), "c": Fraction(4)}


def test_the_majority_is_of_the_judges_who_marked_the_entry() -> None:
    # Places: c 1; b 1 and 3; a 2 and 3.  a and b have all their judges up to third; the mean place of b is better.
    places = rank(["a", "b", "c"], [majority(RECUSED)])
    assert [(place.id, place.rank) for place in places] == [("c", 1), ("b", 2), ("a", 3)]


def test_equal_shares_of_the_judges_are_equal_majorities() -> None:
    given = marks(A="131", B="131", C="12", D="12")
    # Four judges of four put a first and two of two put c first: neither majority is the larger.
    places = rank(["a", "b", "c"], [majority(given)])
    assert [(place.id, place.rank) for place in places] == [("a", 1), ("c", 1), ("b", 3)]


def test_a_judge_of_a_single_entry_compares_nothing_and_gives_no_place() -> None:
    given = marks(A="21", B="21") | {"C": {"a": Decimal(100)}}
    assert borda(given) == {"a": Fraction(0), "b": Fraction(2)}
    assert order(given) == [("b", 1), ("a", 2)]


def test_an_entry_that_no_judge_compared_cannot_be_placed() -> None:
    with pytest.raises(Invalid, match="marks-incomplete") as refused:
        borda({"A": {"a": Decimal(1)}, "B": {"b": Decimal(1)}})
    assert refused.value.fields == {"judge": "A", "entries": ["b"]}


def test_a_lone_entry_has_no_points_and_the_first_place() -> None:
    assert borda({"A": {"a": Decimal(1)}, "B": {"a": Decimal(3)}}) == {"a": Fraction(0)}
    assert order({"A": {"a": Decimal(1)}}) == [("a", 1)]


ENTRIES = st.fixed_dictionaries({entry: st.integers(0, 5).map(Decimal) for entry in "abcd"})
PANELS = st.dictionaries(st.sampled_from("ABCDE"), ENTRIES, min_size=1)


@given(PANELS, st.integers(1, 9))
def test_a_milder_judge_changes_no_place(given: dict[str, dict[str, Decimal]], extra: int) -> None:
    first = sorted(given)[0]
    milder = given | {first: {entry: mark + extra for entry, mark in given[first].items()}}
    assert borda(given) == borda(milder)
    assert order(given) == order(milder)


@given(PANELS)
def test_borda_points_add_up_to_all_pairs(given: dict[str, dict[str, Decimal]]) -> None:
    assert sum(borda(given).values()) == len(given) * 6


@given(PANELS)
def test_who_is_better_with_every_judge_is_ahead(given: dict[str, dict[str, Decimal]]) -> None:
    ranks = dict(order(given))
    for a in "abcd":
        for b in "abcd":
            if all(places_of(m)[a] < places_of(m)[b] for m in given.values()):
                assert ranks[a] < ranks[b]
                assert borda(given)[a] > borda(given)[b]
