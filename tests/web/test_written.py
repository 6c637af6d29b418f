"""A written stage on the organiser's pages: marks from a table, checked by a second person, published, who goes on."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.organiser import written as written_pages
from scoring.engine.competition.commands import Decide
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.engine.moments import moment_of
from scoring.usecases import accounts
from scoring.usecases.competition.stages import set_stages
from scoring.usecases.quiz import matches
from tests.conftest import PASSWORD, Browser
from tests.fakes import FakeClock
from tests.registrations import ORGANISER, ZONE, Registered, open_registration, values
from tests.unit.usecases.competition.test_written import SECOND, SMALL, WRITTEN, written_event
from tests.web.registration_desk import in_page

TOKEN = re.compile(r'csrf.token" (value|content)="[^"]*"')
HEAD = "队名,单位,姓名,得分\n"
MARKS = {1: (80, 90, 85), 2: (0, 99, 70), 3: (95, 80, 80)}


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def event(services: wiring.Services, organiser: Browser) -> Registered:
    """Three teams, approved; the first stage is written."""
    event = open_registration(services.ctx)
    set_stages(services.ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + WRITTEN, key="stages")
    for no in range(1, 4):
        event.hand_in(values(f"{no}队", f"单位{no}", tuple(f"张{no}{one}" for one in "一二三")))
        event.do(Decide(no, 1, "approve"))
    return event


@pytest.fixture
def second(app: Flask, services: wiring.Services) -> Browser:
    """Another organiser, with a browser of their own."""
    accounts.add_account(services.ctx, name="李二", password=PASSWORD)
    other = Browser(app.test_client())
    assert other.post("/signin", data={"name": "李二", "password": PASSWORD}).status_code == 303
    return other


def table(marks: dict[int, tuple[Any, ...]] | None = None) -> str:
    rows = [
        f"{no}队,单位{no},张{no}{one},{mark}\n"
        for no, own in (marks or MARKS).items()
        for one, mark in zip("一二三", own, strict=True)
    ]
    return HEAD + "".join(rows)


def page(event: Registered, what: str = "") -> str:
    return f"/organiser/competitions/{event.id}/stages/1/written{what}"


def brought(browser: Browser, event: Registered, text: str, status: int = 200) -> str:
    file = (io.BytesIO(text.encode()), "成绩.csv")
    answer = browser.post(page(event, "/import"), data={"file": file}, content_type="multipart/form-data")
    assert answer.status_code == status, answer.text
    return answer.text


def do(browser: Browser, event: Registered, what: str, status: int = 303, **said: object) -> str:
    key = f"{what}{len(said)}{event.state.seq}"
    answer = browser.post(page(event, what), data={"key": key, **said})
    assert answer.status_code == status, answer.text
    return browser.get(page(event)).text if status == 303 else answer.text


def entered(browser: Browser, event: Registered, text: str, **said: object) -> str:
    report = brought(browser, event, text)
    fields = {name: in_page(report, name).replace("&#34;", '"') for name in ("marks", "after", "source")}
    return do(browser, event, "/enter", **fields, **said)


def published(organiser: Browser, second: Browser, event: Registered) -> None:
    entered(organiser, event, table())
    do(second, event, "/check", batch=1)
    do(organiser, event, "/publish", batch=1)


def test_marks_are_brought_checked_by_a_second_person_published_and_the_first_go_on(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    report = brought(organiser, event, table())
    assert "新成绩 9" in report
    assert not event.state.written
    shown = entered(organiser, event, table())
    assert "待核对" in shown
    assert "/written/check" not in shown, "it would be refused"
    assert "其中有您录入的成绩" in shown
    assert "可以核对的账号：李二。" in shown
    assert "/written/check" in second.get(page(event)).text
    assert "另一人" in do(organiser, event, "/check", 409, batch=1)
    assert "已核对" in do(second, event, "/check", batch=1)
    public = f"/c/{event.id}/written/1"
    assert organiser.get(public).status_code == 404
    do(organiser, event, "/publish", batch=1)
    shown = second.get(public).text
    assert shown.index("3队") < shown.index("1队") < shown.index("2队")
    assert "255" in shown
    assert "张" not in shown
    stage = f"/organiser/competitions/{event.id}/stages/1"
    assert organiser.post(f"{stage}/propose", data={"key": "p"}).status_code == 303
    assert "笔试第1名，255分" in organiser.get(stage).text
    assert second.post(f"{stage}/confirm", data={"key": "c", "proposal": 1}).status_code == 303
    assert "参赛2队" in organiser.get(f"/organiser/competitions/{event.id}/stages/2").text


def test_one_browser_does_not_check_what_it_entered_whoever_is_signed_in(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    entered(organiser, event, table())
    assert organiser.post("/signout").status_code == 303
    assert organiser.post("/signin", data={"name": "李二", "password": PASSWORD}).status_code == 303
    assert "另一台设备" in do(organiser, event, "/check", 409, batch=1)
    assert "已核对" in do(second, event, "/check", batch=1)


def test_before_the_publication_the_public_cannot_tell_that_there_are_marks(
    app: Flask, organiser: Browser, second: Browser, event: Registered
) -> None:
    public = Browser(app.test_client())
    addresses = [f"/c/{event.id}", f"/c/{event.id}/written/1", f"/c/{event.id}/written/9", f"/c/{event.id}/written/2"]

    def told() -> list[tuple[int, str]]:
        """What each address answers, but for the token of its form, which has the time in it."""
        answers = map(public.get, addresses)
        return [(one.status_code, TOKEN.sub("", one.text)) for one in answers]

    before = told()
    entered(organiser, event, table())
    do(second, event, "/check", batch=1)
    assert told() == before
    assert before[1][0] == before[2][0] == 404
    for address in ("", "/teams/1", "/marks.xlsx", "/ranking.xlsx", "/print", "/sitting"):
        answer = public.get(page(event, address))
        assert answer.status_code in (302, 303)
    do(organiser, event, "/publish", batch=1)
    assert "成绩排名" in public.get(f"/c/{event.id}").text


def test_faulty_rows_are_named_and_nothing_is_entered(organiser: Browser, event: Registered) -> None:
    text = HEAD + "1队,单位1,张1一,101\n1队,单位1,张1二,八十\n9队,x,张九,80\n1队,单位1,张1三,60\n1队,单位1,张1三,61\n"
    report = brought(organiser, event, text, 422)
    assert "有 4 行有问题" in report
    for words in ("超过满分 100", "“八十”不是分数", "没有参赛队“9队”", "与第 5 行是同一人"):
        assert words in report
    assert 'name="marks"' not in report


def test_a_correction_shows_what_was_and_will_be_and_needs_a_reason(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    published(organiser, second, event)
    text = table({1: (80, 92, 85)})
    report = brought(organiser, event, text)
    assert "90 → 92" in report
    fields = {name: in_page(report, name).replace("&#34;", '"') for name in ("marks", "after", "source")}
    assert "理由" in do(organiser, event, "/enter", 400, **fields, corrects=1)
    assert "有 1 个成绩与已录的不同" in do(organiser, event, "/enter", 409, **fields)
    shown = do(organiser, event, "/enter", **fields, corrects=1, reason="漏加 2 分")
    assert "张1二 90 → 92" in shown
    assert "255" in second.get(f"/c/{event.id}/written/1").text
    do(second, event, "/check", batch=2)
    assert "理由" in do(organiser, event, "/publish", 400, batch=2)
    do(organiser, event, "/publish", batch=2, reason="复核更正")
    shown = second.get(f"/c/{event.id}/written/1").text
    assert "更正：复核更正" in shown
    assert "257" in shown
    assert "257" not in second.get(f"/c/{event.id}/written/1?no=1").text


def test_marks_that_another_organiser_entered_meanwhile_are_not_written_over(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    mine = brought(organiser, event, table())
    entered(second, event, table({1: (1, 2, 3)}))
    fields = {name: in_page(mine, name).replace("&#34;", '"') for name in ("marks", "after", "source")}
    assert "刚刚有了变动" in do(organiser, event, "/enter", 409, **fields)


def test_a_table_that_asks_about_its_columns_is_read_by_the_answer(organiser: Browser, event: Registered) -> None:
    report = brought(organiser, event, table().replace("得分", "笔试分"), 422)
    assert "缺得分" in report
    action = report.split('action="')[1:]
    address = next(one.split('"')[0] for one in action if "/columns" in one)
    numbers = [one.split('"')[0] for one in report.split('name="meaning')[1:]]
    meant = dict(zip(numbers, ("team", "ignored", "name", "mark"), strict=True))
    answer = organiser.post(address, data={f"meaning{number}": meaning for number, meaning in meant.items()})
    assert answer.status_code == 200, answer.text
    assert "新成绩 9" in answer.text


def test_the_form_is_filled_in_and_comes_back_as_marks(organiser: Browser, event: Registered) -> None:
    book = openpyxl.load_workbook(io.BytesIO(organiser.get(page(event, "/marks.xlsx")).data))
    sheet = book.active
    assert sheet is not None
    head = next(row for row in sheet.iter_rows() if row[0].value == "代表队")
    assert [cell.value for cell in head] == ["代表队", "单位", "姓名", "得分"]
    for number, mark in enumerate((80, 90, 85, 0, 99, 70, "缺考", 80, 80), start=head[0].row + 1):
        sheet.cell(number, 4).value = mark
    buffer = io.BytesIO()
    book.save(buffer)
    file = (io.BytesIO(buffer.getvalue()), "成绩.xlsx")
    answer = organiser.post(page(event, "/import"), data={"file": file}, content_type="multipart/form-data")
    assert "新成绩 9" in answer.text


def test_a_team_without_a_mark_has_no_score_of_nought(organiser: Browser, event: Registered) -> None:
    assert organiser.get(page(event)).text.count('<td class="num">–</td>') == 3
    shown = do(organiser, event, "/teams/1", after=0, **{"mark-0-1": "0"})
    assert shown.count('<td class="num">–</td>') == 2
    assert '<td class="num">0</td>' in shown


def test_single_marks_are_typed_and_corrected_without_a_table(organiser: Browser, event: Registered) -> None:
    typed = {"mark-0-1": "85.5", "mark-1-1": "0", "absent-2-1": "1"}
    shown = do(organiser, event, "/teams/1", after=0, **typed)
    assert "85.5" in shown
    assert [one.absent for one in event.state.written["笔试"].marks[1].values()] == [False, False, True]
    again = do(organiser, event, "/teams/1", 409, after=1, **{"mark-0-1": "86"})
    assert "写明理由" in again
    assert 'value="86"' in again
    do(organiser, event, "/teams/1", after=1, reason="看错", **{"mark-0-1": "86"})
    assert "张1一：得分：“101”超过满分 100" in do(organiser, event, "/teams/1", 400, after=2, **{"mark-0-1": "101"})
    assert organiser.get(page(event, "/teams/9")).status_code == 404


def test_the_ranking_is_exported_and_printed_and_says_that_it_is_a_draft(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    entered(organiser, event, table())
    book = openpyxl.load_workbook(io.BytesIO(organiser.get(page(event, "/ranking.xlsx")).data))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["名次", "代表队", "单位", "总分", "队内第1", "队内第2", "队内第3", "同分说明"] in rows
    assert [1, "3队", "单位3", 255, 95, 80, 80, "总分相同，队内第1名队员 95 高于 90"] in rows
    assert "草表：成绩还没有核对，不作依据。" in [row[0] for row in rows]
    assert "草表" in organiser.get(page(event, "/print")).text
    do(second, event, "/check", batch=1)
    assert "成绩已核对，尚未公布。" in organiser.get(page(event, "/print")).text
    assert "张3三" in organiser.get(page(event, "/sitting")).text


def test_marks_that_are_no_list_are_refused(organiser: Browser, event: Registered) -> None:
    for text in ("", "[", "{}", '[{"team":"x"}]', "[" * 5000, '[{"team":1,"person":"张1一","marks":["1e999999"]}]'):
        do(organiser, event, "/enter", 400, marks=text, after=0)
    do(organiser, event, "/enter", 400, marks="[]", after="9" * 50)


def test_a_stage_of_matches_has_no_page_of_marks(organiser: Browser, event: Registered) -> None:
    assert organiser.get(f"/organiser/competitions/{event.id}/stages/2/written").status_code == 409
    assert organiser.get(f"/organiser/competitions/{event.id}/stages/9/written").status_code == 404
    assert "不抽签" in organiser.get(f"/organiser/competitions/{event.id}/stages/1").text


@pytest.mark.parametrize("step", ["none", "entered", "checked", "decided"])
def test_every_page_of_the_competition_opens_beside_a_written_stage(
    app: Flask, organiser: Browser, second: Browser, event: Registered, step: str
) -> None:
    if step != "none":
        entered(organiser, event, table())
    if step in ("checked", "decided"):
        do(second, event, "/check", batch=1)
    if step == "decided":
        stage = f"/organiser/competitions/{event.id}/stages/1"
        organiser.post(f"{stage}/propose", data={"key": "p"})
        second.post(f"{stage}/confirm", data={"key": "c", "proposal": 1})
    pages = {
        rule.rule.replace("<competition>", event.id).replace("<int:place>", place)
        for rule in app.url_map.iter_rules()
        for place in ("1", "2")
        if "GET" in (rule.methods or ()) and "<competition>" in rule.rule
    }
    whole = {page for page in pages if "<" not in page}
    assert len(whole) > 12
    assert {page: status for page in sorted(whole) if (status := organiser.get(page).status_code) >= 500} == {}


def test_a_written_stage_is_planned_for_all_teams_and_waits_for_no_draw(organiser: Browser, event: Registered) -> None:
    plan = f"/organiser/competitions/{event.id}/schedule"
    form = organiser.get(f"{plan}/1").text
    said = {name: in_page(form, name) for name in ("key", "edit")}
    said |= {"day1": "2026-06-06", "begin1": "09:00", "end1": "10:00", "hall1": "一号厅"}
    assert organiser.post(f"{plan}/1", data=said).status_code == 303
    for shown in (organiser.get(plan).text, organiser.get(f"{plan}/print").text):
        assert "全体参赛队" in shown
        assert "待抽签" not in shown


def test_what_keeps_a_written_stage_from_being_signed_off_is_said(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    page = f"/organiser/competitions/{event.id}/results"
    entered(organiser, event, table())
    assert "“笔试”的成绩没有录完、核对" in organiser.get(page).text
    do(second, event, "/check", batch=1)
    assert "“笔试”的成绩没有录完、核对" not in organiser.get(page).text


def test_of_many_teams_the_page_shows_a_part_and_leads_to_the_others(
    organiser: Browser, services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = written_event(teams=5, ctx=services.ctx)
    monkeypatch.setattr(written_pages, "SHOWN", 2)
    page = f"/organiser/competitions/{event.id}/stages/1/written"
    shown = [set(re.findall(r">(\d队)</a>", organiser.get(f"{page}?page={no}").text)) for no in (1, 3, 99)]
    assert shown == [{"1队", "2队"}, {"5队"}, {"5队"}]


def test_a_match_is_of_no_written_stage() -> None:
    assert matches.stages_of(SMALL + WRITTEN) == ("决赛",)


def test_a_correction_says_what_it_changes_further_on_before_it_is_entered_and_before_it_is_checked(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    published(organiser, second, event)
    event.do(ProposeAdvance("笔试"))
    event.do(ConfirmAdvance(1), SECOND)
    event.do(DrawByHand("决赛", ((3, 1),)))
    better = table({2: (100, 99, 70)})
    foretold = "晋级“决赛”的改为2队，不再是1队。"
    report = brought(organiser, event, better)
    assert foretold in report
    assert "“决赛”已经抽签" in report
    assert foretold in entered(organiser, event, better, corrects="1", reason="漏判")
    assert "晋级名单不变" in brought(organiser, event, table({2: (1, 99, 70)}))
    assert foretold not in do(second, event, "/check", batch=2)
    assert [one.team for one in event.state.advances[-1].through] == [3, 1]


def test_a_typed_correction_says_what_it_changes_further_on_and_is_entered_by_a_second_press(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    published(organiser, second, event)
    event.do(ProposeAdvance("笔试"))
    event.do(ConfirmAdvance(1), SECOND)
    typed = {"mark-0-1": "100", "mark-1-1": "99", "mark-2-1": "70", "reason": "漏判"}
    address = page(event, "/teams/2")
    shown = organiser.post(address, data={"key": "a", "after": 1, **typed})
    assert shown.status_code == 200
    assert "晋级“决赛”的改为2队，不再是1队。" in shown.text
    assert 'value="99"' in shown.text
    assert len(event.state.written["笔试"].batches) == 1
    told = re.search(r'name="told" value="([0-9a-f]+)"', shown.text)
    assert told is not None
    other = organiser.post(address, data={"key": "b", "after": 1, **typed, "mark-1-1": "10", "told": told[1]})
    assert other.status_code == 200  # it is about other marks than those that were told
    assert organiser.post(address, data={"key": "c", "after": 1, **typed, "told": told[1]}).status_code == 303
    assert len(event.state.written["笔试"].batches) == 2
