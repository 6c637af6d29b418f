"""Matches by chance under rule sheets by chance, with everybody doing what comes to mind."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from scoring.engine.errors import LeitaiError
from tests.unit.driver import checks
from tests.unit.driver.hall import Hall
from tests.unit.driver.sheets import random_sheet

STEPS = 90
"""Commands of one match."""


def play(seed: int) -> None:
    """One match by chance; a failure is played again by its seed."""
    random = Random(seed)
    hall = Hall(random_sheet(random), random)
    for step in range(STEPS):
        if random.random() < 0.55:
            checks.go_on(hall, random)
        else:
            anything(hall, random)
        if random.random() < 0.3 and (naming := hall.naming(random)) is not None:
            with suppress(LeitaiError):
                hall.give(naming)
        hall.wait(random.choice((0, 0, 50, 500, 7_000)))
        checks.score_is_right(hall)
        checks.contestants_have_their_own(hall)
        checks.an_undo_is_exact(hall)
        if step % 10 == 0:
            checks.still_whole(hall)
            checks.ranking_is_true(hall)
            checks.what_a_tablet_shows_is_true(hall)
            checks.what_desks_offer_is_accepted(hall, random)
    checks.leads_to_the_lock(hall, random)


def anything(hall: Hall, random: Random) -> None:
    """The first of some wild things that the match accepts.  It refuses by a name; everything else is a fault."""
    for _ in range(5):
        command, actor = hall.wild(random)
        with suppress(LeitaiError):
            hall.give(command, actor=actor, reason="随机")
            return


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_a_match_by_chance_keeps_every_promise(seed: int) -> None:
    play(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 700))
def test_many_matches_by_chance_keep_every_promise(seed: int) -> None:
    play(seed)
