"""Registration on its pages: the public form behind a link, the organiser's desk, the way into a match."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from scoreboard import wiring
from scoring.engine.competition.commands import ChangeRules
from scoring.engine.moments import moment_of
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.perform import perform
from scoring.usecases.quiz.roster import roster_of
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.registrations import CLOSES, ORGANISER, ZONE
from tests.unit.question_sets.builders import xlsx
from tests.web.organiser_files import new_match, send

RULES = {
    "opens_at": "2026-05-01T00:00",
    "closes_at": "2026-06-01 00:00",
    "erase_on": "2027-01-01",
    "least": "2",
    "most": "3",
    "substitutes": "1",
    "places": "2",
    "per_unit": "1",
    "per_address": "3",
    "field0": "口号",
    "field1": "身份证号后四位",
    "personal1": "on",
    "key": "open",
}
TEAM = {
    "team": "甲队",
    "unit": "甲单位",
    "leader": "李一",
    "members": ["张一", "张二", ""],
    "substitutes": ["张三"],
    "x0": "学习",
    "x1": "1234",
    "contact": "王一",
    "phone": "0745-0000000",
    "email": "",
}


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def competition(organiser: Browser) -> str:
    answer = organiser.post("/organiser/competitions", data={"title": "知识竞赛"})
    found = answer.headers["Location"].rsplit("/", 1)[-1]
    assert organiser.post(f"/organiser/competitions/{found}/registration", data=RULES).status_code == 303
    return found


@pytest.fixture
def unit(app: Flask) -> Browser:
    return Browser(app.test_client())


def in_page(page: str, name: str) -> str:
    """What the hidden field of the page's first form says."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None, page
    return html.unescape(found[1])


def rows_of(data: bytes) -> list[list[str]]:
    """The filled rows of a workbook's only sheet."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [list(map(str, row)) for row in sheet.to_python() if any(row)]


def begin(browser: Browser, competition: str) -> str:
    answer = browser.post(f"/c/{competition}")
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def hand_in(browser: Browser, form: str, said: dict[str, object] = TEAM, then: str = "submit") -> tuple[int, str]:
    """What becomes of a form that is sent as the page shows it."""
    page = browser.get(f"{form}?edit=1").text
    sent = {name: in_page(page, name) for name in ("key", "revision")}
    answer = browser.post(form, data={**said, **sent, "then": then})
    return answer.status_code, answer.text if answer.status_code != 303 else browser.get(form).text


def test_a_form_that_is_sent_again_because_its_answer_was_lost_is_not_called_changed(
    unit: Browser, competition: str, services: wiring.Services
) -> None:
    form = begin(unit, competition)
    page = unit.get(form).text
    sent = {**TEAM, **{name: in_page(page, name) for name in ("key", "revision")}, "then": "submit"}
    assert [unit.post(form, data=sent).status_code for _ in range(2)] == [303, 303]
    again = unit.post(form, data={**sent, "team": "改名队"})  # from the page before, by the browser's way back
    assert (again.status_code, "改名队" in again.text) == (409, True)
    assert len(competition_state(services.ctx, competition).registrations[1].versions) == 1


def test_a_form_that_was_kept_but_not_handed_in_when_the_server_died_is_handed_in_when_it_is_sent_again(
    unit: Browser, competition: str, services: wiring.Services
) -> None:
    form = begin(unit, competition)
    page = unit.get(form).text
    sent = {**TEAM, **{name: in_page(page, name) for name in ("key", "revision")}}
    assert unit.post(form, data={**sent, "then": "save"}).status_code == 303  # as far as it came
    assert unit.post(form, data={**sent, "team": "另一队", "then": "submit"}).status_code == 409
    assert unit.post(form, data={**sent, "then": "submit"}).status_code == 303
    assert [one.form.team for one in competition_state(services.ctx, competition).live] == ["甲队"]


def test_rules_are_saved_in_the_zone_in_which_the_form_shows_them(
    organiser: Browser, services: wiring.Services, competition: str
) -> None:
    """The server's own zone may be another one since."""
    rules = competition_state(services.ctx, competition).rules
    assert rules is not None
    other = replace(rules, zone="Asia/Tokyo")
    perform(
        services.ctx,
        COMPETITION,
        stream_of(competition),
        command=ChangeRules(other),
        key="zone",
        actor=ORGANISER,
        reason="x",
    )
    desk = f"/organiser/competitions/{competition}/registration"
    page = organiser.get(f"{desk}/rules").text
    found = [
        re.search(rf'name="{name}" type="datetime-local" value="([^"]*)"', page) for name in ("opens_at", "closes_at")
    ]
    opens, closes = found
    assert opens is not None
    assert closes is not None
    said = {**RULES, "opens_at": opens[1], "closes_at": closes[1], "places": "9", "reason": "x", "key": "again"}
    assert organiser.post(desk, data=said).status_code == 303
    assert competition_state(services.ctx, competition).rules == replace(other, places=9)


def test_a_team_registers_on_a_light_page_and_the_desk_approves_it(
    organiser: Browser, unit: Browser, competition: str, services: wiring.Services
) -> None:
    page = unit.get(f"/c/{competition}")
    assert "报名进行中" in page.text
    assert "名额2队，还剩2队" in page.text
    assert "<script" not in page.text
    form = begin(unit, competition)
    status, text = hand_in(unit, form)
    assert (status, "报名编号 1" in text, "待审核" in text) == (303, True, True)
    desk = f"/organiser/competitions/{competition}/registration"
    assert "甲队" in organiser.get(desk).text
    page = organiser.get(f"{desk}/1").text
    assert "学习" in page
    assert "0745-0000000" not in page
    assert "1234" not in page
    sent = {"key": "a", "outcome": "approve", "version": "1"}
    assert organiser.post(f"{desk}/1/decide", data=sent).status_code == 303
    assert "已通过" in unit.get(form).text
    assert competition_state(services.ctx, competition).registrations[1].status == "approved"


def test_what_was_asked_for_in_public_stands_in_the_list_and_before_the_team(
    organiser: Browser, unit: Browser, competition: str
) -> None:
    form = begin(unit, competition)
    hand_in(unit, form)
    assert "学习" in unit.get(form).text
    table = organiser.get(f"/organiser/competitions/{competition}/registration.xlsx")
    head, row = rows_of(table.data)[-2:]
    assert dict(zip(head, row, strict=True))["口号"] == "学习"
    assert "身份证号后四位" not in head


def test_the_day_of_erasure_is_written_as_every_other_day(unit: Browser, competition: str) -> None:
    assert "2027年1月1日删除" in unit.get(begin(unit, competition)).text


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(unit: Browser, competition: str) -> None:
    form = begin(unit, competition)
    status, text = hand_in(unit, form, {**TEAM, "members": ["张一"], "phone": "无"})
    assert status == 400
    assert "报名表有2处需要改正" in text
    assert "队员不足2人" in text
    assert "不像电话号码" in text
    assert 'value="张一"' in text
    assert "不像电话号码" in unit.get(form).text
    assert hand_in(unit, form)[0] == 303


def test_a_draft_is_kept_and_found_again_by_its_link(app: Flask, unit: Browser, competition: str) -> None:
    form = begin(unit, competition)
    hand_in(unit, form, {**TEAM, "leader": ""}, then="")
    assert 'value="甲队"' in Browser(app.test_client()).get(form).text


def test_a_form_that_another_tab_has_changed_is_not_overwritten_unseen(unit: Browser, competition: str) -> None:
    form = begin(unit, competition)
    old = unit.get(form).text
    hand_in(unit, form, then="")
    answer = unit.post(form, data={**TEAM, "team": "乙队", "revision": in_page(old, "revision"), "key": "k"})
    assert answer.status_code == 409
    assert 'value="乙队"' in answer.text


def test_a_team_that_is_returned_reads_the_reason_and_sends_again(
    organiser: Browser, unit: Browser, competition: str
) -> None:
    form = begin(unit, competition)
    hand_in(unit, form)
    desk = f"/organiser/competitions/{competition}/registration/1"
    sent = {"key": "r", "outcome": "return", "version": "1", "reason": "缺领队电话"}
    assert organiser.post(f"{desk}/decide", data=sent).status_code == 303
    assert "缺领队电话" in unit.get(form).text
    hand_in(unit, form, {**TEAM, "leader": "李二"})
    page = organiser.get(desk).text
    assert "第2次提交" in page
    assert "第1次提交" in page
    late = organiser.post(f"{desk}/decide", data={**sent, "key": "s"})
    assert (late.status_code, "刚刚有了新的版本" in late.text) == (409, True)


def test_contacts_are_shown_once_their_look_is_written_down(
    organiser: Browser, unit: Browser, competition: str
) -> None:
    hand_in(unit, begin(unit, competition))
    desk = f"/organiser/competitions/{competition}/registration/1"
    shown = organiser.post(f"{desk}/contacts", data={"key": "look"})
    assert "0745-0000000" in shown.text
    assert "1234" in shown.text
    page = organiser.get(desk).text
    assert "0745-0000000" not in page
    assert "查看了联系方式" in page
    table = organiser.post(f"/organiser/competitions/{competition}/registration/contacts.xlsx", data={"key": "all"})
    assert table.mimetype.endswith("sheet")
    assert organiser.get(desk).text.count("查看了联系方式") == 2


def test_a_stranger_sees_no_registration_and_no_desk(unit: Browser, competition: str) -> None:
    form = begin(unit, competition)
    hand_in(unit, form)
    assert unit.get(f"/c/{competition}/abc").status_code == 404
    assert unit.get("/c/none").status_code == 404
    assert "甲队" not in unit.get(f"/c/{competition}").text
    for path in ("", "/1", ".xlsx", "/rules"):
        assert unit.get(f"/organiser/competitions/{competition}/registration{path}").status_code in (302, 401, 403)


def test_one_network_begins_no_more_forms_in_an_hour_than_the_rules_say(
    unit: Browser, competition: str, clock: FakeClock
) -> None:
    for _ in range(3):
        begin(unit, competition)
    answer = unit.post(f"/c/{competition}")
    assert answer.status_code == 429
    clock.advance(3_600_000)
    begin(unit, competition)


def test_a_second_late_the_page_says_so_and_takes_nothing(unit: Browser, competition: str, clock: FakeClock) -> None:
    form = begin(unit, competition)
    page = unit.get(form).text
    sent = {**TEAM, "key": in_page(page, "key"), "revision": in_page(page, "revision"), "then": "submit"}
    clock.time = CLOSES
    late = unit.post(form, data=sent)
    assert (late.status_code, "报名已经截止" in late.text) == (409, True)
    assert "报名已经截止" in unit.get(f"/c/{competition}").text
    assert unit.post(f"/c/{competition}").status_code == 409


def test_what_was_typed_and_came_too_late_is_shown_to_be_kept_and_so_is_a_draft(
    unit: Browser, competition: str, clock: FakeClock
) -> None:
    form = begin(unit, competition)
    page = unit.get(form).text
    sent = {**TEAM, "key": in_page(page, "key"), "revision": in_page(page, "revision")}
    assert unit.post(form, data=sent).status_code == 303
    again = {**sent, "revision": in_page(unit.get(form).text, "revision"), "team": "迟到队", "then": "submit"}
    clock.time = CLOSES
    late = unit.post(form, data=again).text
    assert ("没有提交" in late, "迟到队" in late, TEAM["phone"] in late, 'name="team"' in late) == (
        True,
        True,
        True,
        False,
    )
    draft = unit.get(form).text
    assert ("没有提交" in draft, TEAM["team"] in draft, "迟到队" in draft) == (True, True, False)


def test_a_change_that_came_after_the_approval_is_shown_beside_what_was_approved(
    organiser: Browser, unit: Browser, competition: str
) -> None:
    form = begin(unit, competition)
    hand_in(unit, form)
    page = unit.get(f"{form}?edit=1").text
    sent = {**TEAM, "team": "改名队", "key": in_page(page, "key"), "revision": in_page(page, "revision")}
    desk = f"/organiser/competitions/{competition}/registration/1/decide"
    assert organiser.post(desk, data={"key": "d", "version": "1", "outcome": "approve"}).status_code == 303
    refused = unit.post(form, data={**sent, "then": "submit"})
    assert (refused.status_code, "改名队" in refused.text) == (409, True)
    assert f"<h2>{TEAM['team']}</h2>" in refused.text
    assert "没有提交" not in unit.get(form).text


def test_a_new_link_ends_the_old_one(organiser: Browser, unit: Browser, competition: str) -> None:
    form = begin(unit, competition)
    hand_in(unit, form)
    desk = f"/organiser/competitions/{competition}/registration/1"
    shown = organiser.post(f"{desk}/link", data={"key": "l"}).text
    new = re.search(rf"/c/{competition}/(\w+)<", shown)
    assert new is not None
    assert unit.get(form).status_code == 404
    assert unit.get(f"/c/{competition}/{new[1]}").status_code == 200
    assert organiser.post(f"{desk}/link", data={"key": "m", "revoke": "yes"}).status_code == 303
    assert unit.get(f"/c/{competition}/{new[1]}").status_code == 404


def test_the_line_moves_up_when_a_team_withdraws(
    organiser: Browser, unit: Browser, competition: str, clock: FakeClock
) -> None:
    forms = [begin(unit, competition) for _ in range(3)]
    for no, form in enumerate(forms):
        people = [f"张{no}一", f"张{no}二"]
        hand_in(unit, form, {**TEAM, "team": f"{no}队", "unit": f"单位{no}", "members": people, "substitutes": []})
    assert "候补第1位" in unit.get(forms[2]).text
    desk = f"/organiser/competitions/{competition}/registration/3"
    assert "/admit" not in organiser.get(desk).text, "no place is free: it would be refused"
    assert "名额已满" in organiser.get(desk).text
    assert organiser.post(f"{desk}/admit", data={"key": "x"}).status_code == 409
    assert unit.post(f"{forms[0]}/withdraw", data={"key": "w"}).status_code == 303
    assert "已退出" in unit.get(forms[0]).text
    clock.time += 3_600_000  # an address begins so many forms in a while
    form = begin(unit, competition)
    hand_in(unit, form, {**TEAM, "team": "后队", "unit": "后来", "members": ["钱一", "钱二"], "substitutes": []})
    last = organiser.get(desk.replace("/3", "/4")).text
    assert "/admit" not in last, "others wait longer"
    assert "前面还有1队" in last
    assert organiser.post(f"{desk}/admit", data={"key": "y"}).status_code == 303
    assert "待审核" in unit.get(forms[2]).text


def test_rules_that_cannot_be_read_come_back_with_what_was_typed(organiser: Browser, competition: str) -> None:
    desk = f"/organiser/competitions/{competition}/registration"
    answer = organiser.post(desk, data={**RULES, "key": "b", "closes_at": "明天", "reason": "延长"})
    assert (answer.status_code, "无法识别时间“明天”" in answer.text, 'value="明天"' in answer.text) == (400, True, True)
    changed = {**RULES, "key": "c", "places": "9", "reason": "增加名额"}
    assert organiser.post(desk, data=changed).status_code == 303
    assert "名额9队" in organiser.get(f"/c/{competition}").text


ROWS = [("队名", "单位", "领队", "队员1", "队员2", "替补"), ("乙队", "乙单位", "李二", "赵一", "赵二", "赵三")]


def test_a_table_is_tried_then_entered_and_approved_teams_go_into_a_match(
    organiser: Browser, competition: str, services: wiring.Services
) -> None:
    desk = f"/organiser/competitions/{competition}/registration"
    bad = send(organiser, f"{desk}/import", "名单.xlsx", xlsx([*ROWS, ("丙队", "丙单位", "", "钱一", "", "")]))
    assert (bad.status_code, "领队：没有填写" in bad.text, "队员：队员不足2人" in bad.text) == (422, True, True)
    good = send(organiser, f"{desk}/import", "名单.xlsx", xlsx(ROWS))
    assert "1队可以登记" in good.text
    sent = {name: in_page(good.text, name) for name in ("key", "teams")}
    assert organiser.post(f"{desk}/enter", data=sent).status_code == 303
    assert organiser.post(f"{desk}/enter", data=sent).status_code == 303
    state = competition_state(services.ctx, competition)
    assert [(one.form.team, one.status) for one in state.live] == [("乙队", "submitted")]
    organiser.post(f"{desk}/1/decide", data={"key": "a", "outcome": "approve", "version": "1"})
    made = organiser.post(
        f"/organiser/competitions/{competition}/matches", data={"title": "决赛", "template": "standard-party"}
    )
    match = made.headers["Location"].rsplit("/", 1)[-1]
    assert "乙队" in organiser.get(f"/organiser/matches/{match}/teams").text
    assert organiser.post(f"/organiser/matches/{match}/teams/registered", data={"no": "1"}).status_code == 303
    (entry,) = roster_of(services.ctx, match)
    assert [(one.name, one.seat) for one in entry.contestants] == [("赵一", 1), ("赵二", 2), ("赵三", 0)]


def test_a_competition_without_registration_has_no_public_page(organiser: Browser, unit: Browser) -> None:
    match = new_match(organiser)
    assert organiser.get(f"{match}/teams").status_code == 200
    made = organiser.post("/organiser/competitions", data={"title": "另一场"}).headers["Location"].rsplit("/", 1)[-1]
    assert unit.get(f"/c/{made}").status_code == 404
    assert unit.post(f"/c/{made}").status_code == 404
    assert "开放报名" in organiser.get(f"/organiser/competitions/{made}/registration").text


def test_teams_are_approved_together_and_one_that_changed_meanwhile_is_named(
    organiser: Browser, competition: str, services: wiring.Services
) -> None:
    organiser.post(
        f"/organiser/competitions/{competition}/registration",
        data={**RULES, "key": "more", "places": "9", "reason": "增加名额"},
    )
    desk = f"/organiser/competitions/{competition}/registration"
    many = [("丁队", "丁单位", "李四", "周一", "周二", ""), ("戊队", "戊单位", "李五", "吴一", "吴二", "")]
    tried = send(organiser, f"{desk}/import", "名单.xlsx", xlsx([*ROWS, *many]))
    organiser.post(f"{desk}/enter", data={name: in_page(tried.text, name) for name in ("key", "teams")})
    page = organiser.get(desk).text
    assert re.findall(r'name="shown" value="([^"]*)"', page) == ["1-1", "2-1", "3-1"]
    sent = {"key": "all", "shown": ["1-1", "2-2", "3-1", "8-1"]}
    told = organiser.post(f"{desk}/approve", data=sent)
    assert "2队审核通过。没有通过的：丁队、8" in organiser.get(told.headers["Location"]).text
    organiser.post(f"{desk}/approve", data={"key": "all", "shown": "1-1"})
    state = competition_state(services.ctx, competition)
    assert {one.no: (one.status, len(one.steps)) for one in state.registrations.values()} == {
        1: ("approved", 2),
        2: ("submitted", 1),
        3: ("approved", 2),
    }
    assert organiser.post(f"{desk}/approve", data={"key": "none"}).status_code == 400
    assert organiser.post(f"{desk}/approve", data={"key": "odd", "shown": "1-x"}).status_code == 400
