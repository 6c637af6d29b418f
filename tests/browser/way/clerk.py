"""A clerk enters what came on paper; a second person compares it with the paper and lets it count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import follow
from tests.browser.way import unit

ARRIVED = "2012-05-06"
"""The day on which the papers came."""


def home(page: Any) -> None:
    """The clerk's own page, by the way that each of its pages has."""
    follow(page.get_by_role("link", name=w("review_unit.back"), exact=True))
    expect(page.get_by_role("heading", name=w("review_clerk.title"))).to_be_visible()


def enter_form(page: Any, award: str, village: str, texts: Mapping[str, str]) -> None:
    """Enter a form of this award (its name) from paper."""
    page.get_by_label(w("review_clerk.unit")).select_option(village)
    page.get_by_label(w("review_clerk.award")).select_option(award)
    follow(page.get_by_role("button", name=w("review_clerk.begin_go")))
    _hand_over(page, texts)


def correct_form(page: Any, nominee: str, texts: Mapping[str, str]) -> None:
    """Enter the corrected form of a nomination that was returned."""
    follow(page.get_by_role("link", name=nominee, exact=True))
    follow(page.get_by_role("button", name=w("review_clerk.correct")))
    _hand_over(page, texts)


def _hand_over(page: Any, texts: Mapping[str, str]) -> None:
    """Fill in the form of the page and hand it to the second person."""
    expect(page.locator("#draft[data-ready]")).to_be_visible()
    unit.fill_in(page, texts)
    unit.kept(page)
    unit.to_check(page)
    page.get_by_label(w("review_clerk.arrived")).fill(ARRIVED)
    follow(page.get_by_role("button", name=w("review_clerk.enter")))
    expect(page.get_by_role("status")).to_have_text(w("review_unit.done.entered"))


def enter_opinion(page: Any, nominee: str, verdict: Literal["agree", "return", "refuse"], text: str) -> None:
    """Enter the next opinion on a nomination from paper."""
    follow(page.get_by_role("link", name=nominee, exact=True))
    page.get_by_role("radio", name=w(f"review_endorser.verdicts.{verdict}")).check()
    page.get_by_label(w("review_endorser.text"), exact=True).fill(text)
    page.get_by_label(w("review_clerk.arrived")).fill(ARRIVED)
    follow(page.get_by_role("button", name=w("review_endorser.give")))
    expect(page.get_by_role("status")).to_have_text(w("review_unit.done.entered"))


def confirm(page: Any, nominee: str) -> None:
    """The second person finds what waits, compares it, and lets it count."""
    page.reload()
    follow(page.locator(".card-todo").get_by_role("link", name=nominee, exact=True))
    follow(page.get_by_role("button", name=w("review_clerk.accept")))
    expect(page.get_by_role("status")).to_have_text(w("review_clerk.done.confirmed"))


def open_marks(page: Any, nominee: str) -> None:
    """Open the page on which mark sheets of a nomination are entered and confirmed."""
    card = page.locator("section.card", has=page.get_by_role("heading", name=w("review_clerk.marks")))
    waiting = card.locator("> .rows").get_by_role("link", name=nominee, exact=True)
    if not waiting.count():
        card.locator("summary").click()
    follow(card.get_by_role("link", name=nominee, exact=True))


def enter_marks(page: Any, judge: str, points: str) -> None:
    """Enter a judge's mark sheet on the page of a nomination: the same points on every criterion."""
    copying = page.locator("details", has=page.get_by_text(w("review_chair.copy"), exact=True))
    copying.locator("summary").click()
    copying.get_by_label(w("common.role.judge")).select_option(label=judge)
    for field in copying.locator("[name^=mark-]").all():
        field.fill(points)
    follow(copying.get_by_role("button", name=w("chief.marks.copy")))
    expect(page.get_by_role("status")).to_be_visible()


def confirm_marks(page: Any) -> None:
    """The second person lets every sheet count that waits on the page of a nomination."""
    waiting = page.locator(".waiting-sheet")
    for left in range(waiting.count() - 1, -1, -1):
        waiting.first.get_by_label(w("host.field.reason")).fill("与评分表原件相符")
        follow(waiting.first.get_by_role("button", name=w("chief.marks.accept"), exact=True))
        expect(waiting).to_have_count(left)


def to_desk(page: Any) -> None:
    """From a page of marks back to the clerk's desk."""
    follow(page.get_by_role("link", name=w("review_unit.back"), exact=True))
    expect(page.get_by_role("heading", name=w("review_clerk.title"))).to_be_visible()
