"""Every page of the organiser and of the public of a competition fits its window, with long names in all."""

from __future__ import annotations

from random import Random

import pytest

from scoring.usecases.programs import hooks, tokens
from tests.browser.house import House
from tests.browser.layout.crawl import amiss, pages_from
from tests.browser.layout.shapes import long_name
from tests.browser.reviews import a_review
from tests.browser.test_overview import at
from tests.browser.test_written import organiser
from tests.halls import ORGANISER
from tests.overviews import an_event, in_swing

DESK = ((1440, 900), (1280, 800), (390, 844))
PHONE = ((390, 844), (360, 640), (1280, 800))

pytestmark = pytest.mark.nightly


def test_every_page_of_the_organiser_fits_its_window(house: House) -> None:
    event = an_event(house.ctx, teams=12, groups=4, longest=24)
    in_swing(event, Random(1), done=1, running=2)
    a_review(house)
    for match in (one.match for one in event.state.played["初赛"]):
        tokens.make_token(house.ctx, actor=ORGANISER, name=long_name(1, 24), scopes=tokens.SCOPES, match=match)
    hooks.add_hook(
        house.ctx, actor=ORGANISER, competition=event.id, url=f"http://127.0.0.1:9/{'scores-of-the-hall/' * 6}"
    )
    desk = organiser(house, "看布局", "/organiser/")
    wrong = {
        place: found
        for place in pages_from(desk.page, "/organiser/", "/organiser/")
        if (found := amiss(desk.page, DESK))
    }
    assert wrong == {}


def test_the_operator_and_the_public_see_a_competition_of_long_names_whole(house: House) -> None:
    event = an_event(house.ctx, teams=30, groups=6, longest=24)
    halls = in_swing(event, Random(2), done=2, running=2)
    wrong = {}
    desk = at(house, event, "operator", reduced_motion="reduce")
    desk.page.locator("table").first.wait_for()
    wrong["operator"] = amiss(desk.page, DESK)
    public = house.newcomer(reduced_motion="reduce")
    for name, place in {
        "live of the competition": f"/live/{event.id}",
        "live before": f"/live/{halls[4].match}",
        "live in swing": f"/live/{halls[3].match}",
        "live after": f"/live/{halls[0].match}",
        "front": f"/c/{event.id}",
    }.items():
        public.page.goto(f"{public.base}{place}")
        public.page.wait_for_load_state("networkidle")
        wrong[name] = amiss(public.page, PHONE)
    assert {name: found for name, found in wrong.items() if found} == {}
