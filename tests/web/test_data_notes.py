"""The note on data and personal information says what this competition or review keeps, and what the program does."""

from __future__ import annotations

import re
from datetime import date

import pytest

from scoreboard import wiring
from scoreboard.i18n.catalogue import LANGS, say
from scoring.engine.moments import moment_of
from scoring.store.backup import rule
from scoring.usecases import sessions
from scoring.usecases.competitions import create_competition
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.halls import ORGANISER
from tests.registrations import ZONE
from tests.reviews import noon, set_up_review
from tests.unit.exports.papers import reading
from tests.web.registration_desk import RULES


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def competition(organiser: Browser, services: wiring.Services) -> str:
    return create_competition(services.ctx, actor=ORGANISER, title="学习竞赛", organiser="某县委宣传部").id


def read(browser: Browser, address: str) -> str:
    page = browser.get(address).text
    article = re.search("<article.*</article>", page, re.DOTALL)
    assert article is not None, page
    return re.sub("<[^>]*>", "", article[0])


def test_a_competition_that_takes_no_contacts_speaks_of_none_and_says_that_nothing_goes_by_itself(
    organiser: Browser, competition: str
) -> None:
    note = read(organiser, f"/organiser/competitions/{competition}/data-note")
    assert "某县委宣传部用擂台系统办理学习竞赛" in note
    assert "联系人、电话" not in note
    assert "没有设定删除日期" in note


def test_the_note_names_the_day_of_erasure_that_registration_sets(organiser: Browser, competition: str) -> None:
    organiser.post(f"/organiser/competitions/{competition}/registration", data=RULES)
    note = read(organiser, f"/organiser/competitions/{competition}/data-note")
    assert "联系人、电话、邮箱，标为个人信息的栏目。" in note
    assert note.count("2027年1月1日自动删除。") == 3
    assert "没有设定" not in note


def test_a_review_names_its_own_day_and_what_goes_on_it(
    organiser: Browser, services: wiring.Services, clock: FakeClock
) -> None:
    clock.time = noon(date(2012, 5, 7))
    review = set_up_review(services.ctx, "vet").review.id
    note = read(organiser, f"/organiser/reviews/{review}/data-note")
    assert "异议人姓名、联系方式，异议内容和证据。" in note
    assert "队员" not in note
    assert f'href="/organiser/reviews/{review}/data-note"' in organiser.get(f"/organiser/reviews/{review}").text


def test_it_says_what_can_be_deleted_and_of_a_review_nothing_of_matches(
    organiser: Browser, services: wiring.Services, competition: str
) -> None:
    assert "整个竞赛，可以在工作台连同名单和台账一并删除" in read(
        organiser, f"/organiser/competitions/{competition}/data-note"
    )
    review = set_up_review(services.ctx).review.id
    note = read(organiser, f"/organiser/reviews/{review}/data-note")
    assert "已经开始的评选不能单独删除" in note
    assert re.findall("作答|比赛|抢答", note) == []


def test_it_is_a_word_document_too(organiser: Browser, competition: str) -> None:
    answer = organiser.get(f"/organiser/competitions/{competition}/data-note/docx")
    assert answer.status_code == 200
    assert reading.lines(answer.data)[0] == "学习竞赛数据与个人信息说明"


@pytest.mark.parametrize("lang", LANGS)
def test_its_figures_are_those_of_the_program(lang: str) -> None:
    days = 24 * 3_600_000
    browsers, place = say(lang, "data_note.browsers"), say(lang, "data_note.place")
    assert [int(no) for no in re.findall(r"\d+", browsers)] == [sessions.LASTS // days, sessions.LONGEST // days]
    assert [int(no) for no in re.findall(r"\d+", place)] == [rule.NEWEST, rule.HOURS, rule.DAYS]
