"""Registration at the organiser's desk: rules, checks, contacts, links, the line of those who wait."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from python_calamine import CalamineWorkbook

from scoreboard import wiring
from scoring.engine.competition.commands import ChangeRules
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.perform import perform
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.registrations import ORGANISER
from tests.web.registration_desk import RULES, TEAM, begin, competition, hand_in, may, unit

__all__ = ["competition", "may", "unit"]


def rows_of(data: bytes) -> list[list[str]]:
    """The filled rows of a workbook's only sheet."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [list(map(str, row)) for row in sheet.to_python() if any(row)]


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
    looked = re.search(r"查看了联系方式</b> <span class=\"soft\">([^<]+)<", page)
    assert looked is not None
    assert looked[1] == "张一", "whose look it was, not only that it was somebody of the staff"
    table = organiser.post(f"/organiser/competitions/{competition}/registration/contacts.xlsx", data={"key": "all"})
    assert table.mimetype.endswith("sheet")
    assert organiser.get(desk).text.count("查看了联系方式") == 2


def test_rules_that_cannot_be_read_come_back_with_what_was_typed(organiser: Browser, competition: str) -> None:
    desk = f"/organiser/competitions/{competition}/registration"
    answer = organiser.post(desk, data={**RULES, "key": "b", "closes_at": "明天", "reason": "延长"})
    assert (answer.status_code, "无法识别时间“明天”" in answer.text, 'value="明天"' in answer.text) == (400, True, True)
    changed = {**RULES, "key": "c", "places": "9", "reason": "增加名额"}
    assert organiser.post(desk, data=changed).status_code == 303
    assert "名额9队" in organiser.get(f"/c/{competition}").text


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


def test_an_organisation_that_the_register_lacks_is_proposed_for_it_until_it_is_there(
    organiser: Browser, unit: Browser, competition: str
) -> None:
    hand_in(unit, begin(unit, competition))
    desk = f"/organiser/competitions/{competition}/registration"
    for page in (organiser.get(desk).text, organiser.get(f"{desk}/1").text):
        assert "不在单位名册" in page
        found = re.search(r'href="(/organiser/register\?name=[^"]+)#add"', page)
        assert found is not None
    form = organiser.get(found[1]).text
    assert re.search(r'<input id="name" name="name" value="甲单位"', form)
    assert re.search(r'<details class="card" id="add" open', form)
    organiser.post("/organiser/register", data={"name": "甲单位", "category": "office"})
    for page in (organiser.get(desk).text, organiser.get(f"{desk}/1").text):
        assert "不在单位名册" not in page


def test_two_teams_stand_beside_each_other_with_the_people_who_may_be_one(
    organiser: Browser, unit: Browser, competition: str
) -> None:
    hand_in(unit, begin(unit, competition))
    other = {**TEAM, "team": "红队", "unit": "另一家", "members": ["钱一", "张二"], "substitutes": []}
    assert hand_in(unit, begin(unit, competition), other)[0] == 303
    page = organiser.get(f"/organiser/competitions/{competition}/registration").text
    (pair,) = re.findall(r"<li>(<a.*?)</li>", page.partition("名称相近或人员同名")[2].partition("</section>")[0])
    assert re.findall(r">([^<>]*队|张.)<", pair) == ["甲队", "红队", "张二"]
