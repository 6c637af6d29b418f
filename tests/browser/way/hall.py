"""The award review of 2012 on a server that lives on the days of the review, and the people who come in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from scoring.sheets import campaign_text
from scoring.usecases import accounts
from scoring.usecases.records import RosterName
from scoring.usecases.review.job import stream_of
from tests.browser.house import House
from tests.browser.seats import Seat
from tests.fakes import FakeClock
from tests.reviews import Campaign, noon, set_up_review

DAY = 86_400_000
OPENED = date(2012, 5, 7)
"""The day on which the hall is entered: entries are open."""

PHONE = (390, 844)
OFFICE = (1280, 800)
TABLET = (800, 1280)
LYING = (1280, 800)
WALL = (1920, 1080)

JUDGES = tuple(f"评委{one}" for one in "甲乙丙丁戊己庚")
STAR = "张小明"
ACCOUNT, PASSWORD = "组织者", "eight horses draw"

SIGN_OFF = """
[[sign_off]]
department = "市纪委"
about = "廉洁自律情况"
awards = ["star"]
"""
"""A department that is asked about persons: the notice of 2012 asks none."""

LIVE = {"judge", "chair", "host", "display"}
"""The roles whose page draws a view."""


@dataclass
class Hall:
    """The review, its cards, and the server that may die."""

    house: House
    campaign: Campaign

    def sit(self, who: str, size: tuple[int, int] = OFFICE) -> Seat:
        """Somebody comes in by the card of this seat (``unit 甲村``, ``office``, ``judge 评委甲`` …)."""
        seat = self.house.newcomer(viewport={"width": size[0], "height": size[1]})
        return self.enter(seat, who)

    def enter(self, seat: Seat, who: str) -> Seat:
        """The same in a browser that is there."""
        seat.page.goto(f"{seat.base}/e/{self.campaign.code(who)}")
        seat.page.wait_for_url("**/r/**")
        return seat.seated() if who.split(" ")[0] in LIVE else seat

    def public(self, path: str = "", size: tuple[int, int] = PHONE) -> Seat:
        """Somebody of the public opens the page of the review."""
        seat = self.house.newcomer(viewport={"width": size[0], "height": size[1]})
        seat.page.goto(f"{seat.base}/n/{self.campaign.review.id}{path}")
        return seat

    def organiser(self) -> Seat:
        """The organiser, signed in, on the page of the review."""
        desk = self.house.newcomer()
        desk.page.goto(f"{desk.base}/signin?next=/organiser/reviews/{self.campaign.review.id}")
        desk.page.locator("[name=name]").fill(ACCOUNT)
        desk.page.locator("[name=password]").fill(PASSWORD)
        desk.page.locator("[name=password]").press("Enter")
        desk.page.wait_for_url("**/organiser/reviews/**")
        return desk

    @contextmanager
    def dead(self, days: int = 0) -> Iterator[None]:
        """The server is killed, and comes back after this, ``days`` days later."""
        self.house.server.kill()
        yield
        self.house.server.ahead += days * DAY
        self.house.server.start()

    def entries(self) -> Counter[str]:
        """How many entries of each kind the ledger has."""
        with self.house.ctx.store.read() as uow:
            return Counter(one.kind for one in uow.ledger.read(stream_of(self.campaign.review.id)))


def open_hall(house: House, text: str = "", judges: int = len(JUDGES), stage: str = "nominate") -> Hall:
    """A review at this stage of ``tests.reviews``, under the campaign of 2012 or of this text: four villages below one
    town, three judges or more, a roster with one star, and an organiser.  The server's clock stands at ``OPENED``."""
    ctx = replace(house.ctx, clock=FakeClock(noon(OPENED)))
    campaign = set_up_review(ctx, stage, text or campaign_text("hongjiang-2012") + SIGN_OFF)
    for name in JUDGES[3:judges]:
        campaign.issue(f"judge {name}", "judge", label=name, organisation="某校")
    campaign.issue("clerk 乙", "clerk", label="录入员乙")
    with ctx.store.write() as uow:
        uow.of(RosterName).put(RosterName("star1", "月月学习之星", STAR, "乙村"))
        uow.commit()
    accounts.add_account(ctx, name=ACCOUNT, password=PASSWORD)
    return Hall(house, campaign)


def picture(page: Any, name: str, *, whole: bool = False) -> None:
    """Kept for who asks for it (``LEITAI_PICTURES``)."""
    if folder := os.environ.get("LEITAI_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=whole)
