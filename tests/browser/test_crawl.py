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
    addresses = {page: f"{seat.base}/m/{hall.match}/{page}" for page in PAGES}
    statuses = {page: seat.page.request.get(address).status for page, address in addresses.items()}
    assert statuses == {page: 200 if page in MAY[who] else 403 for page in PAGES}
    for page in sorted(MAY[who]):
        seat.page.goto(addresses[page])
        seat.seated()
    seat.page.goto(addresses[next(page for page in PAGES if page not in MAY[who])])
    seat.page.get_by_role("link").first.wait_for()


def test_a_stranger_is_led_to_the_door_from_every_page(house: House) -> None:
    house.guard.allow(REFUSED)
    hall = house.hall()
    stranger = house.newcomer()
    for page in PAGES:
        response = stranger.page.goto(f"{stranger.base}/m/{hall.match}/{page}")
        assert response is not None
        assert response.status == 401
        stranger.page.get_by_role("link").first.wait_for()
