"""Registration from a table: it is tried, then entered; the way into a match."""

from __future__ import annotations

import re

import pytest

from scoreboard import wiring
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.quiz import roster_table
from scoring.usecases.quiz.roster import roster_of
from tests.conftest import Browser
from tests.unit.question_sets.builders import xlsx
from tests.web.organiser_files import send
from tests.web.registration_desk import RULES, competition, in_page, may

__all__ = ["competition", "may"]


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


HEAD = "代表队,单位,领队,姓名"


def many(people: int, each: int = 3) -> bytes:
    """A row for each person; the last but one has a name that is too long."""
    rows = [f"{no // each + 1}队,单位{no // each + 1},李{no // each + 1},张{no}" for no in range(people)]
    rows[-2] += "长" * 60
    return "\n".join([HEAD, *rows]).encode()


def test_a_table_of_5000_rows_is_read_in_a_process_of_its_own_and_reported_by_its_rows(
    organiser: Browser, competition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []
    monkeypatch.setattr(roster_table, "read_roster", lambda name, *_: here.append(name))
    desk = f"/organiser/competitions/{competition}/registration"
    told = send(organiser, f"{desk}/import", "名单.csv", many(5_000))
    assert (told.status_code, here) == (422, [])
    assert "1队有问题" in told.text
    rows = re.findall(r'<tr (class="row-error")?><td class="place">(.*?)</td><td>(.*?)</td>', told.text)
    assert rows[:2] == [('class="row-error"', "第 5000 行", "1667队"), ("", "第 2 行", "1队")]
    assert "还有 1367 队" in told.text
    long = send(organiser, f"{desk}/import", "名单.csv", many(5_001))
    assert (long.status_code, "名单里有 5001 名队员，最多 5000 名" in long.text) == (400, True)


def test_more_teams_than_a_competition_can_have_are_refused_when_the_table_is_tried(
    organiser: Browser, competition: str
) -> None:
    desk = f"/organiser/competitions/{competition}/registration"
    told = send(organiser, f"{desk}/import", "名单.csv", many(2_001, each=1))
    assert (told.status_code, "报名的份数超过上限2000份" in told.text) == (409, True)
