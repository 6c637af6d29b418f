"""The host of a review is told what its screens show, and of no other seat."""

from __future__ import annotations

from typing import Any

import pytest

from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.review.audience import Audience
from scoreboard.presenters.review.present import present
from scoring.engine.review.commands_judging import DrawOrder
from scoring.usecases.review.records import Review as Record
from tests.unit.engine.review.test_decide_judging import AWARD, campaign, opened
from tests.unit.engine.review.whole_way import Review

SCREEN: PresencePart = {
    "ticket": "d", "role": "display", "label": "大屏", "team": "", "seat": 0, "state": "ok", "since": 0, "last_seen": 0,
    "rtt": 1, "devices": 2, "requests": [], "troubles": ["text-cut"],
}  # fmt: skip


def host(one: Review, *seats: PresencePart) -> Any:
    return present(Record("r", "四评", ""), one.state, Audience("host"), now=0, epoch="e", presence=seats)


def test_the_host_reads_what_a_screen_does_not_show_as_it_should() -> None:
    view = host(opened(campaign()), SCREEN)
    assert [warning["code"] for warning in view["warnings"]] == ["screen-text-cut"]
    assert (view["screens"], host(opened(campaign()))["screens"]) == (2, 0)
    assert "presence" not in view


@pytest.mark.parametrize(
    ("kind", "screens"), [("host", True), ("chair", True), ("office", True), ("display", False), ("judge", False)]
)
def test_who_is_told_of_the_screens(kind: str, screens: bool) -> None:
    assert Audience(kind).screens is screens


def test_the_cues_stand_in_the_order_that_was_drawn() -> None:
    one = opened(campaign())
    assert [(cue["nomination"], cue["drawn"]) for cue in host(one)["cues"]] == [(no, False) for no in (1, 2, 3, 4)]
    one.do(DrawOrder("judging", AWARD), role="host", lots=(2, 4, 1, 3))
    assert [(cue["nomination"], cue["drawn"]) for cue in host(one)["cues"]] == [(no, True) for no in (2, 4, 1, 3)]
