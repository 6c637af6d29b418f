"""A small review on the browsers' server, today at the stage that a test is about, and pages on its seats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoreboard.cli.demo_review import make_demo_review
from tests.browser.house import House
from tests.browser.seats import Seat


@dataclass(frozen=True, slots=True)
class ReviewHall:
    """A review: its id, its cards by seat (``office``, ``unit 甲镇一村``, ``endorser 甲镇``, ``judge 评委甲`` …), the
    organiser's account."""

    house: House
    review: str
    codes: Mapping[str, str]
    account: str
    password: str

    def seat(self, who: str, **context: Any) -> Seat:
        """Somebody comes in by the card of this seat with a browser of their own."""
        seat = self.house.newcomer(**context)
        seat.page.goto(f"{seat.base}/e/{self.codes[who]}")
        seat.page.wait_for_url("**/r/**")
        return seat

    def organiser(self, **context: Any) -> Seat:
        """The organiser, signed in, on the page of this review."""
        desk = self.house.newcomer(**context)
        page = f"/organiser/reviews/{self.review}"
        desk.page.goto(f"{desk.base}/signin?next={page}")
        desk.page.locator("[name=name]").fill(self.account)
        desk.page.locator("[name=password]").fill(self.password)
        desk.page.locator("[name=password]").press("Enter")
        desk.page.wait_for_url(f"**{page}")
        return desk


def a_review(house: House, stage: str = "nominate", *, units: int = 4, judges: int = 3) -> ReviewHall:
    """A review at the beginning of this stage (``scoreboard.cli.demo_review_steps.STAGES``), beside the running
    server."""
    made = make_demo_review(house.ctx, stage=stage, units=units, judges=judges)
    alone = {"office", "clerk", "chair", "approver", "host", "display"}
    codes = {
        one.ticket.role if one.ticket.role in alone else f"{one.ticket.role} {one.ticket.label}": one.code
        for one in made.issued
    }
    return ReviewHall(house, made.review.id, codes, made.account, made.password)
