"""Award reviews by chance under campaigns by chance, with everybody doing what comes to mind."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from scoring.engine.errors import LeitaiError
from tests.unit.review_driver import checks
from tests.unit.review_driver.office import Office
from tests.unit.review_driver.rules import random_campaign
from tests.unit.review_driver.to_the_end import go_on, lead

STEPS = 150
"""Things that people try in one review."""


def run(seed: int) -> None:
    """One review by chance; a failure comes again by its seed."""
    random = Random(seed)
    one = Office(random_campaign(random), random)
    for step in range(STEPS):
        for _ in range(4):
            with suppress(LeitaiError):  # it refuses by a name; everything else is a fault
                one.say(one.wild())
        if step > STEPS / 4 and random.random() < 0.3:
            go_on(one, random.randint(1, 8))
        if random.random() < 0.15:
            one.after(random.choice((1, 1, 1, 3)))
        checks.lists_are_true(one.state)
        checks.nobody_is_entered_twice(one.state)
        checks.quotas_hold(one.state)
        if step % 10 == 0:
            checks.totals_are_right(one.state)
            checks.desks_can_be_drawn(one, random)
            checks.tasks_can_be_done(one)
        if step % 30 == 29:
            lead(one.fork())
    checks.the_fold_is_the_state(one)
    lead(one)
    checks.lists_are_true(one.state)
    checks.totals_are_right(one.state)
    checks.the_fold_is_the_state(one)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_a_review_by_chance_keeps_every_promise_and_reaches_its_end(seed: int) -> None:
    run(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 500))
def test_many_reviews_by_chance_keep_every_promise(seed: int) -> None:
    run(seed)
