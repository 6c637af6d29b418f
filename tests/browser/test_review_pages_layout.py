"""Every page of every seat of an award review fits its window at every stage, with long names in all."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from scoreboard.cli import demo_review
from scoreboard.cli.demo_review_steps import STAGES
from scoring.usecases.review import reviews
from tests.browser.house import House
from tests.browser.layout.crawl import amiss, pages_from
from tests.browser.reviews import ReviewHall, a_review

DESK = ((1440, 900), (1280, 800), (390, 844))
PHONE = ((390, 844), (360, 640), (1280, 800))
SCREEN = ((1920, 1080), (1366, 768))

WINDOWS = {
    "office": DESK,
    "clerk": DESK,
    "chair": DESK,
    "approver": DESK,
    "host": DESK,
    "display": SCREEN,
    "unit": PHONE,
    "endorser": PHONE,
    "judge": ((1280, 800), (800, 1280), (390, 844)),
    "public": PHONE,
}
"""The windows in which each of a review looks at its pages."""

LONG = {
    "title": "某市创建学习型党组织暨先进集体与先进个人评选表彰活动（虚构）",
    "units": "{}退役军人事务局与自然资源和规划局联合服务中心{}村",
    "persons": "阿卜杜热合曼·{}{}",
    "judges": "阿依古丽·评委{}",
    "schools": "某自治区高等师范专科学校马克思主义学院{}校",
}
"""What people and units are called."""

pytestmark = pytest.mark.nightly


def _hall(house: House, stage: str, monkeypatch: pytest.MonkeyPatch) -> ReviewHall:
    words = {**demo_review.WORDS, "zh": replace(demo_review.WORDS["zh"], **LONG)}
    monkeypatch.setattr(demo_review, "WORDS", words)
    return a_review(house, stage)


@pytest.mark.parametrize("stage", STAGES)
def test_every_page_of_every_seat_of_a_review_fits_its_window(
    house: House, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = _hall(house, stage, monkeypatch)
    first = {name.split()[0]: name for name in reversed(hall.codes)}
    awards = {one.id for one in reviews.campaign_of(reviews.review_of(house.ctx, hall.review)).awards}
    wrong = {}
    for role, windows in WINDOWS.items():
        if role == "public":
            seat = house.newcomer(reduced_motion="reduce")
            start = f"/n/{hall.review}"
            if seat.page.request.get(f"{seat.base}{start}").status == 404:
                continue
            seat.page.goto(f"{seat.base}{start}")
        else:
            seat = hall.seat(first[role], reduced_motion="reduce")
            start = urlsplit(seat.page.url).path
        within = "/n/" if role == "public" else f"/r/{hall.review}"
        for place in pages_from(seat.page, start, within, awards):
            if found := amiss(seat.page, windows):
                wrong[f"{role} {place.replace(hall.review, '…')}"] = found
    assert wrong == {}
