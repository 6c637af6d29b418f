"""The chair: the wall by state, and the lock of each award."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import Seat, follow


def cells(chair: Seat, state: str, count: int) -> None:
    """Wait until so many sheets of the wall are in this state."""
    expect(chair.page.locator(f'[data-cell="{state}"]')).to_have_count(count)


def lock(chair: Seat, award: str, minutes: str) -> None:
    """Lock the marks of an award (its id) from the wall, and come back to it."""
    wall = chair.page.locator(f'.review-wall[data-award="{award}"]')
    follow(wall.get_by_role("link", name=w("review_chair.lock")))
    chair.page.get_by_label(w("review_chair.minutes")).fill(minutes)
    follow(chair.key(w("review_chair.lock_go"), exact=True))
    expect(chair.page.get_by_role("heading", name=w("review_chair.shortlist"))).to_be_visible()
    follow(chair.page.get_by_role("link", name=w("review_chair.back")))
    chair.seated()
