"""The public notice: from its first day on, small, without a script, provable, and with nothing else in its bytes."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

from werkzeug.test import TestResponse

from scoreboard import paths
from scoreboard.web.rare_signs import are_rare
from scoring.engine.review.commands_decision import AdmitObjection, CloseObjection, FillVacancy, OpenNotice
from scoring.usecases.records import OfficialDays
from scoring.usecases.review.objections import take_objection
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import AWARD, Campaign, noon
from tests.web.review.conftest import AtStage

FIRST, LAST = date(2012, 7, 2), date(2012, 7, 9)


def published(campaign_at: AtStage, clock: FakeClock, today: date = FIRST) -> tuple[Campaign, str]:
    """A review whose notice stands, and the address of the notice."""
    campaign = campaign_at("decide")
    clock.time = noon(today)
    return campaign, f"/n/{campaign.review.id}/1"


def text_of(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def plain(answer: TestResponse, review: str) -> str:
    """The page without the id of the review in its address, and without the token, which holds the time."""
    page = re.sub(r'name="csrf-token" content="[^"]+"', "", answer.get_data(as_text=True))
    return page.replace(f"%2F{review}", "").replace(f"/{review}", "")


def test_a_notice_says_its_parts_in_the_order_of_an_official_notice(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    _, address = published(campaign_at, clock)
    page = text_of(browser, address)
    parts = (
        "评选办法》", "市委学习办审核，评审委员会评审", "十佳学习型党组织（4个）", "甲村党支部",
        "名单按姓氏（名称）笔画排列", "2012年7月2日至2012年7月9日，自公布次日起共5个工作日", "对公示对象有异议的",
        "受理部门：市委学习办", "联系方式：市委宣传部", "提出异议</a>", "SHA-256",
    )  # fmt: skip
    places = [page.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_before_its_first_day_a_notice_answers_as_one_that_never_was(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign = campaign_at("notice")
    clock.time = noon(date(2012, 6, 29))
    campaign.give("office", OpenNotice((AWARD,), FIRST))
    for tail in ("", "/1", "/1/list.json", "/1/objection", "/result"):
        early = browser.get(f"/n/{campaign.review.id}{tail}")
        never = browser.get(f"/n/nothing{tail}")
        assert (early.status_code, early.headers["Cache-Control"]) == (404, "no-store")
        assert plain(early, campaign.review.id) == plain(never, "nothing")
    clock.time = noon(FIRST)
    assert browser.get(f"/n/{campaign.review.id}/1").status_code == 200


def test_the_digest_on_the_page_is_that_of_the_file_that_it_offers(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign, address = published(campaign_at, clock)
    bytes_ = browser.get(f"{address}/list.json").get_data()
    assert hashlib.sha256(bytes_).hexdigest() == campaign.state.notices[0].digest
    assert campaign.state.notices[0].digest in text_of(browser, address)


def test_a_notice_is_light_and_has_neither_script_nor_cookie(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    _, address = published(campaign_at, clock)
    answer = browser.get(address)
    page = answer.get_data(as_text=True)
    assert "<script" not in page
    assert "Set-Cookie" not in answer.headers
    linked = re.findall(r'href="/static/([^"]+)"', page)
    weight = len(answer.get_data()) + sum((Path(paths.static()) / name).stat().st_size for name in linked)
    assert weight < 100_000


def test_only_a_name_that_old_telephones_lack_brings_fonts_along(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    _, address = published(campaign_at, clock)
    assert "noto-sans" not in text_of(browser, address)
    assert are_rare(["张一", "张䶮"])
    assert not are_rare(["张一", "李二"])


def test_a_cache_may_keep_a_notice_for_a_minute_and_asks_by_its_tag(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    _, address = published(campaign_at, clock)
    answer = browser.get(address)
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["Vary"] == "Cookie"
    again = browser.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    chosen = browser.get(f"{address}?lang=en")
    assert chosen.headers["Cache-Control"] == "no-store"
    assert "This notice stands" in chosen.get_data(as_text=True)


def test_after_its_last_day_a_notice_stays_and_says_that_it_is_over(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    _, address = published(campaign_at, clock, LAST)
    assert "公示中" in text_of(browser, address)
    clock.time = noon(date(2012, 7, 10))
    page = text_of(browser, address)
    assert "公示期已结束" in page
    assert "公示期为2012年7月2日至2012年7月9日，本页留存备查。" in page
    assert "/objection" not in page


def test_a_notice_that_was_repeated_leads_to_the_new_one_from_its_first_day(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign, address = published(campaign_at, clock)
    gone = campaign.state.notices[0].shown[0]
    taken = {"actor": campaign.actor("office"), "review_id": campaign.review.id, "key": "o", "notice": 1}
    said = {"name": "赵六", "contact": "1390000", "text": "不实", "nomination": gone.nomination}
    take_objection(campaign.ctx, by="person", **taken, **said)
    campaign.give("office", AdmitObjection(1, admit=True))
    campaign.give("office", CloseObjection(1, upheld=True, text="属实"))
    campaign.give("office", FillVacancy(AWARD, gone.nomination))
    before = text_of(browser, address)
    campaign.give("office", OpenNotice((AWARD,), date(2012, 7, 4), repeats=1))
    assert text_of(browser, address) == before
    assert browser.get(f"/n/{campaign.review.id}/2").status_code == 404
    clock.time = noon(date(2012, 7, 4))
    page = text_of(browser, address)
    assert "已由新的公示代替" in page
    assert f'href="/n/{campaign.review.id}/2"' in page
    assert gone.nominee in page
    assert gone.nominee not in text_of(browser, f"/n/{campaign.review.id}/2")
    assert "请看第2号公示" in text_of(browser, f"{address}/objection")


def test_another_calendar_moves_no_end_that_was_published(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign, address = published(campaign_at, clock)
    before = text_of(browser, address)
    with campaign.ctx.store.write() as uow:
        uow.of(OfficialDays).put(OfficialDays("2012", (date(2012, 7, 5),), ()))
        uow.commit()
    assert text_of(browser, address) == before


def test_the_page_of_a_review_lists_its_notices(campaign_at: AtStage, clock: FakeClock, browser: Browser) -> None:
    campaign, address = published(campaign_at, clock)
    page = text_of(browser, f"/n/{campaign.review.id}")
    assert f'href="{address}"' in page
    assert "十佳学习型党组织" in page
    assert "评选结果" not in page


def test_no_number_of_a_nomination_and_no_mark_is_in_the_bytes(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign, address = published(campaign_at, clock)
    shown = [line.nominee for line in campaign.state.notices[0].shown]
    page = text_of(browser, address)
    assert sorted(shown) == shown
    assert re.findall(r'<p class="paper-text">(.村党支部)', page) == shown
    for secret in ("nomination", "评委", "得分", "0745", "张一", "李二", "ticket"):
        assert secret not in page
        assert secret not in text_of(browser, f"{address}/list.json")
