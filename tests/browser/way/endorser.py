"""A level of the way up at its office browser: it agrees, returns with a reason, puts its own in order."""

from __future__ import annotations

from typing import Any, Literal

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import follow


def open_waiting(page: Any, nominee: str) -> None:
    """Open what waits for this level's opinion."""
    follow(page.locator(".card-todo").get_by_role("link", name=nominee, exact=True))
    expect(page.get_by_role("heading", name=nominee, exact=True)).to_be_visible()


def give(page: Any, nominee: str, verdict: Literal["agree", "return", "refuse"], text: str) -> None:
    """Give an opinion of this level's own words; then the level's list is there again."""
    open_waiting(page, nominee)
    page.get_by_role("radio", name=w(f"review_endorser.verdicts.{verdict}")).check()
    page.get_by_label(w("review_endorser.text"), exact=True).fill(text)
    follow(page.get_by_role("button", name=w("review_endorser.give")))
    expect(page.get_by_role("status")).to_have_text(w(f"review_endorser.done.{verdict}"))


def move_down(page: Any, nominee: str) -> None:
    """Put one of the level's own behind the next."""
    follow(page.get_by_role("button", name=w("review_endorser.down_of", name=nominee)))
    expect(page.get_by_role("status")).to_have_text(w("review_endorser.done.ordered"))
