"""The guides on a small telephone."""

from __future__ import annotations

from scoreboard import guides
from tests.browser.house import House


def test_no_guide_is_wider_than_a_telephone_of_360_px_and_its_tables_scroll_by_themselves(house: House) -> None:
    phone = house.newcomer(viewport={"width": 360, "height": 740})
    wide = {}
    for name in guides.NAMES:
        phone.page.goto(f"{phone.base}/help/{name}")
        wide[name] = phone.page.evaluate("document.documentElement.scrollWidth")
    assert {name for name, width in wide.items() if width > 360} == set()
