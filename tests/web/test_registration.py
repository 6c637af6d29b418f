"""Registration in public: the page of a competition, and the form behind a link."""

from __future__ import annotations

from flask import Flask

from scoreboard import wiring
from scoring.usecases.competition.registrations import competition_state
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.registrations import CLOSES
from tests.web.organiser_files import new_match
from tests.web.registration_desk import TEAM, begin, competition, hand_in, in_page, may, unit

__all__ = ["competition", "may", "unit"]


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
    assert organiser.post(f"{desk}/contacts", data={"key": "look"}).status_code == 200
    assert "缺领队电话" in unit.get(form).text, "the office looked for the telephone to call the team"
    hand_in(unit, form, {**TEAM, "leader": "李二"})
    page = organiser.get(desk).text
    assert "第2次提交" in page
    assert "第1次提交" in page
    late = organiser.post(f"{desk}/decide", data={**sent, "key": "s"})
    assert (late.status_code, "刚刚有了新的版本" in late.text) == (409, True)


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


def test_a_competition_without_registration_has_no_public_page(organiser: Browser, unit: Browser) -> None:
    match = new_match(organiser)
    assert organiser.get(f"{match}/teams").status_code == 200
    made = organiser.post("/organiser/competitions", data={"title": "另一场"}).headers["Location"].rsplit("/", 1)[-1]
    assert unit.get(f"/c/{made}").status_code == 404
    assert unit.post(f"/c/{made}").status_code == 404
    assert "开放报名" in organiser.get(f"/organiser/competitions/{made}/registration").text
