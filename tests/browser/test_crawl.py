"""Every page as everybody: each seat sees its own pages and no other, and no page complains."""

from __future__ import annotations

import pytest

from tests.browser.house import House
from tests.browser.seats import REFUSED

PAGES = ("host", "chief", "judge", "team", "display", "press-test")
MAY = {
    "host": {"host", "display", "press-test"},
    "chief": {"chief", "display", "press-test"},
    "judge1": {"judge"},
    "team0": {"team", "press-test"},
    "display": {"display"},
}


@pytest.mark.parametrize("who", MAY)
def test_a_seat_sees_its_own_pages_and_no_other(house: House, who: str) -> None:
    house.guard.allow(REFUSED)
    hall = house.hall()
    hall.open_item("press")
    seat = hall.seat(who)
    answers = {}
    for page in PAGES:
        response = seat.page.goto(f"{seat.base}/m/{hall.match}/{page}")
        assert response is not None
        answers[page] = response.status
        if response.status == 200:
            seat.seated()
    assert answers == {page: 200 if page in MAY[who] else 403 for page in PAGES}


def test_a_stranger_is_led_to_the_door_from_every_page(house: House) -> None:
    house.guard.allow(REFUSED)
    hall = house.hall()
    stranger = house.newcomer()
    for page in PAGES:
        response = stranger.page.goto(f"{stranger.base}/m/{hall.match}/{page}")
        assert response is not None
        assert response.status == 401
        stranger.page.get_by_role("link").first.wait_for()
