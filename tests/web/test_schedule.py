"""The schedule on the organiser's pages: planned by stage, conflicts shown before it is kept, printed for doors."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from scoreboard import wiring
from scoring.engine.competition.commands import Decide
from scoring.engine.competition.commands_schedule import PublishSchedule, SetSchedule
from scoring.engine.competition.commands_stages import DrawByHand
from scoring.engine.moments import moment_of
from scoring.usecases.competition.stages import play_groups, set_stages
from scoring.usecases.competitions import competition_of
from scoring.usecases.quiz import matches
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.registrations import ORGANISER, ZONE, Registered, values
from tests.unit.usecases.competition.test_schedule import at, person, plan
from tests.unit.usecases.competition.test_stages import SMALL, STAGES
from tests.web.registration_desk import in_page
from tests.web.test_stages import event

__all__ = ["event"]


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def drawn(event: Registered) -> Registered:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    return event


def rows(*halls: str, begins: tuple[str, ...] = ("09:00", "10:00"), **said: str) -> dict[str, str]:
    made: dict[str, str] = dict(said)
    for group, (hall, begin) in enumerate(zip(halls, begins, strict=True), start=1):
        made |= {f"day{group}": "2026-06-06", f"begin{group}": begin, f"hall{group}": hall}
        made |= {f"end{group}": f"{int(begin[:2]) + 1}:00"}
    return made


def field(shown: str, name: str) -> str:
    """What the first field of this name says."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', shown)
    assert found is not None, shown
    return html.unescape(found[1])


def cells(data: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def page(event: Registered, place: str = "") -> str:
    return f"/organiser/competitions/{event.id}/schedule{place}"


def send(browser: Browser, event: Registered, said: dict[str, str], status: int = 303, place: str = "/1") -> str:
    shown = browser.get(page(event, place)).text
    fields = {"key": in_page(shown, "key"), **({"edit": in_page(shown, "edit")} if place == "/1" else {})}
    answer = browser.post(page(event, place), data={**fields, **said})
    assert answer.status_code == status, answer.text
    return browser.get(page(event)).text if status == 303 else answer.text


def test_a_stage_is_planned_at_once_and_shown_day_by_day(organiser: Browser, drawn: Registered) -> None:
    shown = send(organiser, drawn, rows("一号厅", "一号厅", host1="主持一，市台", judges1="评委一，甲校\n评委二 乙校"))
    assert "2026年6月6日" in shown
    assert "09:00–10:00" in shown
    first = drawn.state.schedule.plans["初赛", 1]
    assert (first.begins_at, first.ends_at) == (at(9), at(10))
    assert first.host == person("主持一", "市台")
    assert first.judges == (person("评委一", "甲校"), person("评委二", "乙校"))
    assert "决赛" in shown[shown.index("还没有排的场次") :]
    send(organiser, drawn, dict.fromkeys(rows("", ""), ""))
    assert drawn.state.schedule.plans == {}


def test_what_cannot_be_is_listed_over_what_was_typed_and_nothing_is_kept(
    organiser: Browser, drawn: Registered
) -> None:
    shown = send(organiser, drawn, rows("一号厅", "一号厅", begins=("09:00", "09:00")), 409)
    assert "初赛第2组与初赛第1组同时用“一号厅”" in shown
    assert 'value="一号厅"' in shown
    assert drawn.state.schedule.plans == {}


def test_a_warning_is_ticked_with_a_reason_on_the_page_that_shows_it(organiser: Browser, drawn: Registered) -> None:
    said = rows("一号厅", "二号厅", judges1="评委一，单位1")
    shown = send(organiser, drawn, said, 409)
    assert "初赛第1组：评委评委一与参赛队同属“单位1”" in shown
    key = field(shown, "accept")
    assert "理由" in send(organiser, drawn, {**said, "accept": key}, 400)
    shown = send(organiser, drawn, {**said, "accept": key, "reason": "该评委回避"})
    assert "理由：该评委回避" in shown


def test_warnings_that_a_later_draw_brings_are_accepted_on_the_page_of_the_schedule(
    organiser: Browser, event: Registered
) -> None:
    event.do(SetSchedule((plan(1, 9, judges=(person("评委一", "单位1"),)),)))
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    shown = organiser.get(page(event)).text
    said = {"key": "a", "accept": field(shown, "accept"), "reason": "无人可换"}
    assert organiser.post(page(event, "/accept"), data=said).status_code == 303
    assert "无人可换" in organiser.get(page(event)).text


def test_times_and_halls_are_filled_in_turn_and_only_the_form_has_them(organiser: Browser, drawn: Registered) -> None:
    asked = "/1?fill=1&day=2026-06-06&begin=09:00&minutes=45&pause=15&halls=一号厅、二号厅"
    shown = organiser.get(page(drawn, asked)).text
    assert [field(shown, name) for name in ("begin1", "end1", "hall1")] == ["09:00", "09:45", "一号厅"]
    assert [field(shown, name) for name in ("begin2", "hall2")] == ["09:00", "二号厅"]
    assert drawn.state.schedule.plans == {}
    one = organiser.get(page(drawn, asked.replace("、二号厅", ""))).text
    assert field(one, "begin2") == "10:00"


@pytest.mark.parametrize("wrong", ["minutes=x", "minutes=0", "halls=", "begin=9", "day=", "pause=99999"])
def test_a_filling_that_cannot_be_is_named_on_its_page(organiser: Browser, drawn: Registered, wrong: str) -> None:
    said = {"day": "2026-06-06", "begin": "09:00", "minutes": "45", "pause": "15", "halls": "一号厅"}
    name, _, value = wrong.partition("=")
    query = "&".join(f"{key}={text}" for key, text in {**said, name: value}.items())
    answer = organiser.get(page(drawn, f"/1?fill=1&{query}"))
    assert answer.status_code == 200
    assert "自动填写的条件不全" in answer.text


@pytest.mark.parametrize("wrong", [{"day1": "六月"}, {"begin1": "25:00"}, {"end2": ""}, {"host1": "甲\n乙"}])
def test_a_row_that_cannot_be_read_is_named_and_keeps_what_was_typed(
    organiser: Browser, drawn: Registered, wrong: dict[str, str]
) -> None:
    shown = send(organiser, drawn, {**rows("一号厅", "二号厅"), **wrong}, 400)
    assert "无法识别" in shown
    assert 'value="二号厅"' in shown


def test_of_two_organisers_who_plan_a_stage_the_second_is_shown_what_the_first_has_saved(
    organiser: Browser, drawn: Registered
) -> None:
    edit = in_page(organiser.get(page(drawn, "/1")).text, "edit")
    send(organiser, drawn, rows("一号厅", "二号厅"))
    late = {"key": "late", "edit": edit, **rows("三号厅", "四号厅")}
    answer = organiser.post(page(drawn, "/1"), data=late)
    assert answer.status_code == 409
    assert "刚被别人改过" in answer.text
    assert 'value="一号厅"' in answer.text
    assert 'value="三号厅"' not in answer.text


def test_after_the_publication_the_page_lists_what_was_changed_and_why(organiser: Browser, drawn: Registered) -> None:
    send(organiser, drawn, rows("一号厅", "二号厅"))
    assert organiser.post(page(drawn, "/publish"), data={"key": "p"}).status_code == 303
    assert "理由" in send(organiser, drawn, rows("一号厅", "三号厅"), 400)
    shown = send(organiser, drawn, rows("一号厅", "三号厅", reason="二号厅漏水"))
    assert "二号厅漏水" in shown[shown.index("公布后的改动") :]
    assert "初赛第2组" in shown[shown.index("公布后的改动") :]
    assert (
        organiser.post(page(drawn, "/days"), data={"key": "d", "first": "2026-06-06", "last": "x"}).status_code == 400
    )


def test_the_days_are_set_and_hold_the_matches(organiser: Browser, drawn: Registered) -> None:
    days = {"key": "d", "first": "2026-06-07", "last": "2026-06-07"}
    assert organiser.post(page(drawn, "/days"), data=days).status_code == 303
    assert "不在竞赛日期之内" in send(organiser, drawn, rows("一号厅", "二号厅"), 409)


def test_a_door_has_its_day_and_hall_on_a_page_without_judges(
    organiser: Browser, drawn: Registered, services: wiring.Services
) -> None:
    assert organiser.get(page(drawn, "/print")).status_code == 409
    send(organiser, drawn, rows("一号厅", "二号[A]厅", judges1="评委一，甲校"))
    play_groups(services.ctx, actor=ORGANISER, competition_id=drawn.id, stage="初赛", key="m")
    shown = organiser.get(page(drawn, "/print")).text
    assert shown.count("paper-new-page") == 1
    assert "2026年6月6日　一号厅" in shown
    assert "1队（单位1）" in shown
    assert "评委一" not in shown
    docx = organiser.get(page(drawn, ".docx"))
    assert "二号[A]厅" in zipfile.ZipFile(io.BytesIO(docx.data)).read("word/document.xml").decode()
    sheets = cells(organiser.get(page(drawn, ".xlsx")).data)
    assert "评委一" not in sheets
    assert "1队（单位1）" in sheets
    staff = cells(organiser.get(page(drawn, "/staff.xlsx")).data)
    assert "评委一（甲校）" in staff


def test_the_rules_of_a_match_are_of_its_competition_and_say_when_and_where_it_is(
    organiser: Browser, drawn: Registered, services: wiring.Services
) -> None:
    send(organiser, drawn, {"day1": "2026-06-06", "begin1": "09:00", "end1": "10:00", "hall1": "一号厅"})
    play_groups(services.ctx, actor=ORGANISER, competition_id=drawn.id, stage="初赛", key="m")
    held = matches.list_matches(services.ctx, competition_id=drawn.id)
    first, second = sorted((one for one in held if one.stage == "初赛"), key=lambda one: one.title)
    title = competition_of(services.ctx, first.id).title
    said = organiser.get(f"/organiser/matches/{first.id}/rules/print").text
    assert "时间：2026年6月6日09:00。" in said
    assert "地点：一号厅。" in said
    assert f"{title}初赛第1组" in said
    unplanned = organiser.get(f"/organiser/matches/{second.id}/rules/print").text
    assert "时间地点" not in unplanned
    docx = organiser.get(f"/organiser/matches/{first.id}/rules.docx")
    assert "地点：一号厅。" in zipfile.ZipFile(io.BytesIO(docx.data)).read("word/document.xml").decode()


def test_a_match_whose_group_or_stage_is_no_more_leaves_the_plan_with_the_next_saving(
    organiser: Browser, event: Registered, services: wiring.Services
) -> None:
    event.do(SetSchedule((plan(1, 9), plan(2, 10), plan(1, 15, stage="决赛"))))
    text = SMALL + STAGES.replace("决赛", "总决赛")
    set_stages(services.ctx, actor=ORGANISER, competition_id=event.id, text=text, key="other")
    event.do(DrawByHand("初赛", ((1, 2, 3, 4, 5),)))
    shown = organiser.get(page(event)).text
    assert shown.count("没有这一组") == 2
    one = {"day1": "2026-06-06", "begin1": "09:00", "end1": "10:00", "hall1": "一号厅"}
    send(organiser, event, one)
    assert list(event.state.schedule.plans) == [("初赛", 1)]


def public(event: Registered) -> str:
    return f"/c/{event.id}/schedule"


def test_everybody_sees_when_where_and_who_once_the_schedule_is_published_and_nothing_before(
    organiser: Browser, browser: Browser, drawn: Registered
) -> None:
    send(organiser, drawn, rows("一号厅", "一号厅", host1="主持一，市台", judges1="评委一，甲校"))
    assert browser.get(public(drawn)).status_code == 404
    assert "/schedule" not in browser.get(f"/c/{drawn.id}").text
    drawn.do(PublishSchedule())
    answer = browser.get(public(drawn))
    shown = answer.text
    assert f'href="{public(drawn)}"' in browser.get(f"/c/{drawn.id}").text
    for told in ("2026年6月6日", "09:00–10:00", "初赛第1组", "一号厅", "1队（单位1）"):
        assert told in shown
    for kept in ("主持一", "评委一", "甲校", "张1一"):
        assert kept not in shown
    assert len(answer.data) < 100_000
    english = browser.get(f"{public(drawn)}?lang=en").text
    assert "Times are those of" in english


def test_a_change_of_the_published_schedule_is_named_in_public_without_its_reason(
    organiser: Browser, browser: Browser, drawn: Registered
) -> None:
    send(organiser, drawn, rows("一号厅", "一号厅"))
    drawn.do(PublishSchedule())
    send(organiser, drawn, rows("一号厅", "二号厅", reason="一号厅漏水"))
    shown = browser.get(public(drawn)).text
    assert "有改动" in shown
    assert "漏水" not in shown
    assert "二号厅" in shown


def test_a_long_schedule_stays_light_in_pages(browser: Browser, event: Registered) -> None:
    for no in range(6, 60):
        event.hand_in(
            values(f"{'很长的队名' * 5}{no}", f"{'很长的单位名称' * 4}{no}", tuple(f"张{no}{one}" for one in "一二三"))
        )
        event.do(Decide(no, 1, "approve"))
    event.do(DrawByHand("初赛", tuple((no,) for no in range(1, 60))))
    event.do(SetSchedule(tuple(plan(no, 9, hall=f"{no}号厅") for no in range(1, 60))))
    event.do(PublishSchedule())
    first, second = (browser.get(f"{public(event)}?page={page}") for page in (1, 2))
    assert len(first.data) < 100_000
    assert [one.text.count("号厅") for one in (first, second)] == [40, 19]
    assert browser.get(f"{public(event)}?page=x").status_code == 200


TABLE = "场次,日期,开始,结束,地点,评委\n初赛第1组,2026-06-06,09:00,10:00,一号厅,评委一，单位1\n"


def imported(browser: Browser, event: Registered, text: str, status: int = 200) -> str:
    file = (io.BytesIO(text.encode()), "日程.csv")
    answer = browser.post(page(event, "/import"), data={"file": file}, content_type="multipart/form-data")
    assert answer.status_code == status, answer.text
    return answer.text


def test_a_table_is_tried_with_its_conflicts_then_kept_by_one_entry(organiser: Browser, drawn: Registered) -> None:
    shown = imported(organiser, drawn, TABLE)
    assert "新排 1 场" in shown
    assert "评委评委一与参赛队同属“单位1”" in shown
    assert drawn.state.schedule.plans == {}
    said = {name: html.unescape(in_page(shown, name)) for name in ("plans", "key")}
    seq = drawn.state.seq
    assert organiser.post(page(drawn, "/import/keep"), data=said).status_code == 409
    said |= {"accept": field(shown, "accept"), "reason": "无人可换"}
    assert organiser.post(page(drawn, "/import/keep"), data=said).status_code == 303
    assert drawn.state.seq == seq + 1
    assert drawn.state.schedule.plans["初赛", 1] == plan(1, 9, judges=(person("评委一", "单位1"),))
    assert "不变 1 场" in imported(organiser, drawn, TABLE, 422)


def test_a_faulty_table_says_what_is_wrong_at_each_row_and_keeps_nothing(organiser: Browser, drawn: Registered) -> None:
    shown = imported(
        organiser, drawn, TABLE + "初赛第9组,2026-06-06,09:00,10:00,二号厅,\n初赛第2组,2026.6.6,9点,10,一号厅,\n", 422
    )
    assert "赛程里没有“初赛第9组”这一场" in shown
    assert "结束无法识别" in shown
    assert 'name="plans"' in shown
    assert "保存 1 场" not in shown
    assert organiser.post(page(drawn, "/import/keep"), data={"plans": "{", "key": "x"}).status_code == 400
    assert drawn.state.schedule.plans == {}


def test_a_report_of_an_older_plan_is_refused(organiser: Browser, drawn: Registered) -> None:
    shown = imported(organiser, drawn, TABLE.replace("单位1", "外单位"))
    send(organiser, drawn, rows("三号厅", "三号厅"))
    said = {name: html.unescape(in_page(shown, name)) for name in ("plans", "key")}
    assert "刚被别人改过" in organiser.post(page(drawn, "/import/keep"), data=said).text


def test_the_form_of_the_schedule_has_every_match(organiser: Browser, drawn: Registered) -> None:
    answer = organiser.get(page(drawn, "/form.xlsx"))
    assert answer.status_code == 200
    assert "初赛第2组" in cells(answer.data)
    assert "决赛" in cells(answer.data)
