"""What goes on paper says every name as it was typed, whatever signs it has."""

from __future__ import annotations

import re
from html import unescape

import pytest

from scoreboard import wiring
from scoring.usecases.quiz import roster
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, play, set_up

TEAM = '"甲"队<b>&\'{{1}}`'
PERSON = '欧阳·"小"<i>&amp;'


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """A match in which a team, its unit and its first contestant have names full of signs."""
    hall = set_up(services.ctx)
    entry = roster.roster_of(hall.ctx, hall.match)[0]
    roster.edit_team(
        hall.ctx,
        actor=ORGANISER,
        team_id=entry.team.id,
        name=TEAM,
        organisation=TEAM,
        leader=PERSON,
        members={entry.contestants[0].id: PERSON},
    )
    return hall


def text_of(page: str) -> str:
    """What is to be read on a page."""
    return unescape(re.sub(r"<[^>]*>", "", page))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_with_quotes_and_signs_is_printed_as_it_was_typed(organiser: Browser, hall: Hall, lang: str) -> None:
    path = f"/organiser/matches/{hall.match}"
    cards = organiser.post(f"{path}/tickets?lang={lang}").text
    scores = organiser.get(f"{path}/print/scores?lang={lang}").text
    play(hall)
    result = organiser.get(f"{path}/print/result?lang={lang}").text
    for page in (cards, scores, result):
        assert TEAM in text_of(page)
        assert "<b>&" not in page
