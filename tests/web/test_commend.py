"""The results of a competition on the organiser's pages: signed by two, awards, the ceremony."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from flask import Flask

from scoreboard.blueprints.organiser import awards
from tests.conftest import Browser
from tests.halls import CHIEF
from tests.registrations import Registered
from tests.unit.usecases.competition.commend_events import unlock
from tests.unit.usecases.competition.test_tie_offs import frozen_again
from tests.web.commend_desk import do, event, may, page, second, sign_in_as_second, signed

__all__ = ["event", "may", "second"]


def test_the_page_lists_what_blocks_the_sign_off_each_with_its_link(organiser: Browser, event: Registered) -> None:
    text = page(organiser, event, "results")
    assert "初赛的成绩没有签发" in text
    assert "没有确定获奖者" in text
    assert f'href="/organiser/competitions/{event.id}/awards"' in text
    do(organiser, event, "signoff", 409, stage="")
    do(organiser, event, "signoff", 404, stage="总决赛")


def test_a_second_person_confirms_on_another_device(organiser: Browser, second: Browser, event: Registered) -> None:
    do(organiser, event, "signoff", stage="初赛")
    text = page(organiser, event, "results")
    assert "待第二人确认" in text
    assert "signoff/confirm" not in text, "it would be refused"
    assert "由您提请签发" in text
    assert "可以确认的账号：李二。" in text
    assert "signoff/confirm" in page(second, event, "results")
    assert "另一人" in do(organiser, event, "signoff/confirm", 409, no="1").text
    do(second, event, "signoff/confirm", no="1")
    assert "已签发，第1版" in page(organiser, event, "results")
    stage = organiser.get(f"/organiser/competitions/{event.id}/papers/stage/1.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(stage.data))["初赛"]
    signed_now = event.state.commend.signed("初赛")
    assert signed_now is not None
    rows = [(row[0], row[1], row[2], row[4]) for row in sheet.iter_rows(min_row=5, max_row=9, values_only=True)]
    assert rows == [(one.group, one.rank, one.name, one.score) for one in signed_now.ranking]
    assert organiser.get(f"/organiser/competitions/{event.id}/papers/stage/9.xlsx").status_code == 404


def test_neither_a_proposal_that_no_longer_holds_nor_a_frozen_result_is_offered_for_confirmation(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    do(organiser, event, "signoff", stage="决赛")
    assert "signoff/confirm" in page(second, event, "results")
    unlock(event, "决赛", 0, {"2队": 5})
    assert "signoff/confirm" not in page(second, event, "results"), "it would be refused"
    assert "提请以后成绩有了变动" in page(second, event, "results")
    do(organiser, event, "signoff", stage="决赛")
    assert "signoff/confirm" in page(second, event, "results")
    hall = frozen_again(event, event.state.played["决赛"][0].match)
    text = page(second, event, "results")
    assert "signoff/confirm" not in text
    assert "还有1场在封榜" in text
    assert 'name="stage" value="决赛"' not in text, "nor may it be proposed"
    do(organiser, event, "signoff", 409, stage="决赛")
    hall.do("table.open", CHIEF, reason="不再封榜")
    assert "signoff/confirm" in page(second, event, "results")


def test_one_browser_does_not_sign_twice_whoever_is_signed_in(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    do(organiser, event, "signoff", stage="初赛")
    assert sign_in_as_second(organiser)
    assert "另一台设备" in do(organiser, event, "signoff/confirm", 409, no="1").text
    do(second, event, "signoff/confirm", no="1")


def test_a_correction_after_the_next_draw_is_named_on_the_pages_of_both_stages_and_of_the_results(
    organiser: Browser, event: Registered
) -> None:
    pages = ("stages/1", "stages/2", "results")
    assert not any("抽签时晋级" in page(organiser, event, one) for one in pages)
    unlock(event, "初赛", 0, {"3队": 100})
    for one in pages:
        said = page(organiser, event, one)
        assert "按现成绩晋级，抽签时未晋级：3队" in said, one
        assert "抽签时晋级，按现成绩未晋级：2队" in said, one


def test_a_protest_is_entered_answered_and_blocks_meanwhile(organiser: Browser, event: Registered) -> None:
    match = event.state.played["初赛"][0].match
    do(organiser, event, "protests", place=f"初赛|{match}|3", text="判罚有误")
    assert "1号申诉没有答复" in page(organiser, event, "results")
    do(organiser, event, "protests", 400, place=f"初赛|{match}|4", text="判罚有误")
    do(organiser, event, "protests", 400, place="x", text="判罚有误")
    do(organiser, event, "protests/1", upheld="no", text="判罚无误")
    assert "申诉不成立" in page(organiser, event, "results")


def test_an_award_is_named_from_the_list_or_left_empty_on_purpose(organiser: Browser, event: Registered) -> None:
    said = {"award": "优秀组织奖", "reason": "会议"}
    do(organiser, event, "awards/name", 400, **said)
    do(organiser, event, "awards/name", 400, holder="unit:路人单位", **said)
    do(organiser, event, "awards/name", 400, holder="team:99", **said)
    do(organiser, event, "awards/name", 400, award="优秀组织奖", holder="unit:单位1")
    do(organiser, event, "awards/name", 400, holder="unit:单位1", empty="1", **said)
    assert "优秀组织奖" not in event.state.commend.named
    do(organiser, event, "awards/name", empty="1", **said)
    assert event.state.commend.named["优秀组织奖"].holders == ()
    do(organiser, event, "awards/name", holder="person:2:张2一", **said)
    assert event.state.commend.named["优秀组织奖"].holders[0].unit == "单位1"
    assert "个人得分 = " in page(organiser, event, "awards") or "张2一" in page(organiser, event, "awards")


def test_a_stage_that_is_signed_says_so_beside_its_name(organiser: Browser, second: Browser, event: Registered) -> None:
    assert "已签发" not in page(organiser, event, "results")
    signed(organiser, second, event)
    names = re.findall(r"<summary>([^<]+?) <span class=\"mark mark-open\">已签发", page(organiser, event, "results"))
    assert names == [one.name for one in event.state.stages.stages]


def test_the_pages_warn_while_a_correction_waits_and_take_the_reason_of_whoever_goes_on(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    signed(organiser, second, event)
    assert "有更正正在办理" not in page(organiser, event, "certificates") + page(organiser, event, "ceremony")
    unlock(event, "决赛", 0, {"2队": 100})
    for what in ("certificates", "ceremony"):
        text = page(organiser, event, what)
        assert ("有更正正在办理" in text, 'name="despite"' in text) == (True, True)
    do(organiser, event, "certificates/number", 409)
    do(organiser, event, "certificates/number", 400, despite="1")
    do(organiser, event, "certificates/number", despite="1", reason="车在等")
    assert "有更正正在办理" in page(organiser, event, "certificates")
    do(organiser, event, "ceremony/begin", 409, award="一等奖")
    do(organiser, event, "ceremony/begin", award="一等奖", despite="1", reason="领导在场")
    assert "有更正正在办理" in page(organiser, event, "ceremony")


def test_who_may_be_named_is_looked_for_and_what_was_chosen_stays_chosen(
    organiser: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awards, "SHOWN", 2)
    text = page(organiser, event, "awards")
    assert text.count('name="holder"') == 6
    assert "还有13个没有列出" in text
    said = {"award": "优秀组织奖", "holder": ["unit:单位1"], "find": "张3", "search": "1", "reason": "会议决定"}
    text = do(organiser, event, "awards/name", 200, **said).text
    assert re.findall(r'name="holder" value="([^"]+)" (checked)?', text)[:3] == [
        ("unit:单位1", "checked"), ("person:3:张3一", ""), ("person:3:张3二", ""),
    ]  # fmt: skip
    assert 'name="reason" maxlength="500" value="会议决定"' in text
    assert "优秀组织奖" not in event.state.commend.named
    do(organiser, event, "awards/name", award="优秀组织奖", holder=["unit:单位1"], reason="会议决定")
    assert event.state.commend.named["优秀组织奖"].holders[0].name == "单位1"


def test_nothing_comes_up_on_the_screen_before_its_call(organiser: Browser, second: Browser, event: Registered) -> None:
    signed(organiser, second, event)

    def view() -> str:
        return organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").get_data(as_text=True)

    teams = ("1队", "2队", "5队")
    assert not [one for one in teams if one in organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").json]
    assert organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").json["reveal"] is None
    do(organiser, event, "ceremony/begin", award="二等奖")
    seen = organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").json
    assert (seen["reveal"]["total"], seen["reveal"]["next"], seen["reveal"]["shown"]) == (2, 3, [])
    assert not [one for one in teams if one in str(seen)]
    do(organiser, event, "ceremony/next", shown="0")
    do(organiser, event, "ceremony/next", 409, shown="0")
    seen = organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").json
    assert seen["reveal"]["shown"] == [{"place": 3, "name": "2队", "unit": "单位1", "members": "张2一　张2二　张2三"}]
    assert not [one for one in ("1队", "5队") if one in str(seen)]
    assert "5队" not in page(organiser, event, "ceremony/screen")
    do(organiser, event, "ceremony/back", shown="1")
    assert not [one for one in teams if one in view()]
    do(organiser, event, "ceremony/end")
    assert view()


def test_strangers_open_none_of_it(app: Flask, event: Registered) -> None:
    stranger = Browser(app.test_client())
    for what in ("results", "awards", "papers", "certificates", "ceremony", "ceremony/view", "papers/winners"):
        assert stranger.get(f"/organiser/competitions/{event.id}/{what}").status_code in (302, 303, 401, 403), what
