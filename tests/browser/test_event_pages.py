"""The pages of a competition on a telephone and in the hall: nothing widens a page, groups fill the wall, everybody can
use them."""

from __future__ import annotations

import pytest

from scoring.engine.competition.commands_stages import DrawByHand
from scoring.usecases.competition.stages import set_stages
from tests.browser.house import House, w
from tests.browser.layout.ruler import violations
from tests.browser.seats import follow
from tests.browser.test_written import an_event, organiser
from tests.registrations import ORGANISER
from tests.unit.usecases.competition.test_stages import SMALL, STAGES

WIDER = "document.documentElement.scrollWidth - window.innerWidth"
PARTS = ("", "/registration", "/stages", "/stages/1", "/schedule", "/schedule/1", "/overview", "/results")
DESKS = (*PARTS, "/questions", "/awards", "/ceremony", "/certificates", "/papers")
SCREENS = ("/stages/1/draw", "/ceremony/screen")
PUBLIC = ("/c/{event}", "/cert/")


@pytest.fixture
def event(mortal: House) -> str:
    """Six teams in two groups: the address of its pages."""
    made = an_event(mortal, "知识竞赛")
    set_stages(mortal.ctx, actor=ORGANISER, competition_id=made.id, text=SMALL + STAGES, key="again")
    made.do(DrawByHand("初赛", ((1, 2, 3), (4, 5, 6))))
    return f"/organiser/competitions/{made.id}"


def test_no_page_of_a_competition_is_wider_than_a_telephone(mortal: House, event: str) -> None:
    desk = organiser(mortal, "张一", f"{event}/overview")
    follow(desk.page.locator("form[action$='overview/seats'] button"))
    desk.page.set_viewport_size({"width": 390, "height": 844})
    wide = {}
    for part in PARTS:
        desk.page.goto(f"{desk.base}{event}{part}")
        wide[part] = desk.page.evaluate(WIDER)
    assert {part: by for part, by in wide.items() if by > 0} == {}
    ways = [one.bounding_box() for one in desk.page.locator(".top nav a").all()]
    assert all(one is not None and one["height"] < 60 for one in ways)  # no way is set over two lines
    desk.page.goto(f"{desk.base}{event}/registration")
    members = desk.page.locator(".table td").filter(has_text="甲二").bounding_box()
    assert members is not None
    assert members["width"] > 70  # three names are not set sign under sign


def test_every_page_of_a_competition_keeps_the_rules_of_accessibility(mortal: House, event: str) -> None:
    desk = organiser(mortal, "张一", f"{event}/overview")
    own = [f"{event}{part}" for part in (*DESKS, *SCREENS)]
    broken = {}
    for place in (*own, *(one.format(event=event.rpartition("/")[2]) for one in PUBLIC)):
        desk.page.goto(f"{desk.base}{place}")
        desk.still()
        if rules := violations(desk.page):
            broken[place.removeprefix(event)] = rules
    desk.page.goto(f"{desk.base}/c/{event.rpartition('/')[2]}")
    follow(desk.key(w("registration.begin")))
    assert (broken, violations(desk.page)) == ({}, [])


def test_two_groups_take_the_whole_width_of_the_wall(mortal: House, event: str) -> None:
    desk = organiser(mortal, "张一", f"{event}/stages/1/draw")
    desk.page.set_viewport_size({"width": 1920, "height": 1080})
    left, right = (one.bounding_box() for one in desk.page.locator(".hall-groups > li").all())
    assert left is not None
    assert right is not None
    assert left["x"] == pytest.approx(1920 - right["x"] - right["width"], abs=2)
