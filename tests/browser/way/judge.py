"""A judge at the tablet: the pledge, one subject at a time, the sheet that is handed in."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import Seat


def pledge(tablet: Seat) -> None:
    """Sign the pledge; then the list is there."""
    tablet.key(w("review_judge.pledge.sign")).click()
    expect(tablet.page.locator(".subjects")).to_be_visible()


def turn_to(tablet: Seat, name: str) -> None:
    """Open a subject from the list."""
    tablet.page.locator(".subject-line", has_text=name).click()
    expect(tablet.page.locator(".marks-whom")).to_contain_text(name)


def back(tablet: Seat) -> None:
    """To the list."""
    tablet.key(w("review_judge.list")).click()
    expect(tablet.page.locator(".subjects")).to_be_visible()


def type_marks(tablet: Seat, points: str) -> None:
    """The same points on every criterion of an empty sheet: the pad goes on by itself where no digit can follow."""
    for _ in range(tablet.page.locator(".marks-criterion").count()):
        for digit in points:
            tablet.key(digit, exact=True).click()


def submit(tablet: Seat) -> None:
    """Hand in what is typed."""
    tablet.page.locator(".marks-submit").click()


def says(tablet: Seat, state: str) -> None:
    """Wait until the tablet says this of the sheet: draft, kept, sent, locked."""
    expect(tablet.page.locator(f'.pad-state[data-state="{state}"]')).to_be_visible()


def mark(tablet: Seat, name: str, points: str, state: str = "sent") -> None:
    """From the list to the sheet that is handed in, and back."""
    turn_to(tablet, name)
    type_marks(tablet, points)
    submit(tablet)
    says(tablet, state)
    back(tablet)


def recuse(tablet: Seat, name: str) -> None:
    """Leave a subject for a relative's sake."""
    turn_to(tablet, name)
    tablet.key(w("judge.marks.recuse")).click()
    tablet.key(w("review_judge.why.relative")).click()
    tablet.key(w("host.confirm")).click()
    expect(tablet.page.locator(".marks-recused")).to_be_visible()
    back(tablet)


def first_is(tablet: Seat, state: str) -> None:
    """Wait until the list says this of its first subject."""
    expect(tablet.page.locator(".subject-line").first).to_have_attribute("data-state", state)
