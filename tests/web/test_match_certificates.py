"""The page of a match offers certificates where somebody has an award, of a rank or of the best player."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from scoreboard import wiring
from tests.conftest import Browser
from tests.halls import CHIEF, Hall, play, set_up
from tests.sheets import HEAD, ONE, SHEET

BEST, AWARD = "[best_player]\ncount = 1\n", '[[award]]\nname = "一等奖"\ncount = 1\n'


def best_alone(services: wiring.Services) -> Hall:
    """A match without awards by rank, whose best player is known."""
    hall = set_up(services.ctx, sheet=HEAD + ONE + BEST)
    hall.do("match.open")
    hall.do("round.begin", round="one")
    hall.do("item.present")
    team = next(one for one in hall.state.teams if one.station == 1)
    hall.do("player.name", item=1, team=team.id, player=team.contestants[1].id)
    hall.do("clock.start")
    hall.do("answer.judge", verdict="right")
    hall.do("item.close")
    hall.do("result.lock", CHIEF, reason="时间已到", unfinished=True)
    return hall


def by_rank(services: wiring.Services) -> Hall:
    hall = set_up(services.ctx, sheet=SHEET + AWARD)
    play(hall)
    return hall


@pytest.mark.parametrize("played", [by_rank, best_alone])
def test_who_has_an_award_has_a_certificate_that_the_page_offers(
    services: wiring.Services, organiser: Browser, played: Callable[[wiring.Services], Hall]
) -> None:
    hall = played(services)
    address = f"/organiser/matches/{hall.match}/certificates.docx"
    assert address in organiser.get(f"/organiser/matches/{hall.match}").text
    answer = organiser.get(address)
    assert answer.status_code == 200
    assert any("荣誉证书" in one.text for one in docx.Document(io.BytesIO(answer.data)).paragraphs)


def test_where_nobody_has_an_award_none_is_offered(services: wiring.Services, organiser: Browser) -> None:
    hall = set_up(services.ctx)
    play(hall)
    address = f"/organiser/matches/{hall.match}/certificates.docx"
    assert address not in organiser.get(f"/organiser/matches/{hall.match}").text
    assert organiser.get(address).status_code == 409
