"""The commendation meeting: the host reveals the winners of an award on the screen, one by one."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import Seat


def begin(host: Seat, award: str) -> None:
    """Begin the reveal of an award (its name)."""
    host.page.locator(".reveal-begin", has_text=award).click()
    expect(host.page.locator(".reveal-next")).to_be_enabled()


def next_winner(host: Seat, screen: Seat, name: str, shown: int) -> None:
    """The space bar shows the next winner, who was on no screen before; the ``shown``-th that is shown."""
    screen.hides(name)
    host.page.keyboard.press("Space")
    screen.shows(name)
    expect(host.page.locator(".reveal-shown li")).to_have_count(shown)


def end(host: Seat, award: str) -> None:
    """End the reveal of an award that is wholly shown."""
    host.shows(w("review_screen.complete", award=award))
    host.key(w("review_screen.end")).click()
    expect(host.page.locator(".reveal-choice")).to_be_visible()
