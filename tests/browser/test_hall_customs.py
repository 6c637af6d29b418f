"""Customs of halls on the pages: the time of a round, the supporters' answer, another team that must be named."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from scoring.sheets import template_text
from tests.browser.house import House, w

CUSTOMS = template_text("hall-customs").replace("members = 3", "members = 2")


def test_host_and_wall_count_down_the_time_of_the_whole_round(house: House) -> None:
    hall = house.hall(sheet=CUSTOMS)
    hall.do("match.open")
    hall.do("round.begin", round="press")
    host, wall = hall.seat("host"), hall.seat("display")
    hall.do("item.present")
    for page, place, words in ((host, ".desk-match", "host.round_left"), (wall, ".strip-item", "display.round_left")):
        expect(page.page.locator(place)).to_contain_text(re.compile(re.escape(w(words, time="")) + r"[45]:\d\d"))


def test_the_host_judges_the_supporters_after_the_team_has_failed(house: House) -> None:
    hall = house.hall(sheet=CUSTOMS)
    hall.do("match.open")
    hall.do("round.begin", round="team")
    hall.do("item.present")
    hall.do("clock.start")
    hall.do("answer.judge", verdict="wrong")
    host = hall.seat("host")
    keys = host.page.locator(".verdict-keys button")
    expect(keys).to_have_count(2)
    host.still()
    for key in keys.all():
        assert key.evaluate("key => key.scrollWidth <= key.clientWidth && key.clientHeight < 72")
    host.key(w("host.supporters.right")).click()
    host.until(lambda: host.view["teams"][0]["score"] == "105")
    expect(host.page.get_by_role("button", name=w("host.supporters.right"))).to_have_count(0)


def test_no_stake_is_sent_from_a_tablet_before_the_team_that_must_be_named_is_named(house: House) -> None:
    hall = house.hall(sheet=CUSTOMS)
    hall.do("match.open")
    hall.do("round.begin", round="named")
    hall.do("item.present")
    tablet = hall.seat("team0")
    tablet.page.get_by_role("radio").nth(0).click()
    send = tablet.page.locator(".t-finish")
    expect(send).to_be_disabled()
    tablet.page.locator("select").select_option(index=1)
    expect(send).to_be_enabled()
    send.click()
    tablet.until(lambda: tablet.view["item"]["delegate"] == hall.teams[1])


def test_whom_the_host_named_for_one_team_is_not_named_for_the_next(house: House) -> None:
    hall = house.hall(sheet=CUSTOMS)
    hall.do("match.open")
    hall.do("round.begin", round="named")
    hall.do("item.present")
    host = hall.seat("host")
    named = host.page.locator(".host-now .stakes select")
    named.select_option(hall.teams[1])
    host.page.locator('[data-action="stake.10"]').click()
    host.until(lambda: host.view["item"]["delegate"] == hall.teams[1])
    for kind, fields in (("clock.start", {}), ("answer.judge", {"verdict": "wrong"}), ("item.close", {})):
        hall.do(kind, **fields)
    hall.do("item.present")
    expect(named).to_have_value("")
    host.page.locator('[data-action="stake.10"]').click()
    expect(host.page.get_by_role("dialog").locator("fieldset.choices label")).to_have_count(2)
