"""What the overview tells of a team holds in every ending, as the engine plays it by chance."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.unit.driver.endings import MOST_STEPS, Event, played_on

ENDINGS = 4
"""Ways in which one event is played to its end."""


def play(seed: int) -> Counter[str]:
    """One event, played to a point and from there to several ends; counts what was told and held."""
    random = Random(seed)
    event = Event(random)
    teams = [no for place in range(len(event.halls)) for no in event.numbers(place).values()]
    before = played_on(event, random, random.randrange(150), random.choice(teams))
    held = Counter[str]()
    for _ in range(ENDINGS):
        ending = event.fork()
        told = before + played_on(ending, random, MOST_STEPS, random.choice(teams))
        assert ending.over, "not over"
        last = ending.fates()
        through = ending.through(random)
        for fates in (*told, last):
            assert [no for no, fate in fates.items() if fate == "out" and no in through] == []
            assert [no for no, fate in fates.items() if fate == "through" and no not in through] == []
        held.update(fate for fates in told[:-1] for fate in fates.values())
    return held


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 12, 3))
def test_nobody_who_was_out_comes_through_and_nobody_who_was_through_fails(first: int) -> None:
    told = sum((play(seed) for seed in range(first, first + 3)), Counter[str]())
    assert told["open"]


@pytest.mark.nightly
@pytest.mark.parametrize("first", range(1000, 1500, 25))
def test_in_two_thousand_endings_nobody_who_was_out_comes_through(first: int) -> None:
    told = sum((play(seed) for seed in range(first, first + 25)), Counter[str]())
    assert min(told["out"], told["through"], told["open"]) > 0
