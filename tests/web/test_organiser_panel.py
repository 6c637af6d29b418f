"""The judges at the organiser's desk: by hand, pasted, from a table; on cards, in files; frozen by the opening."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from scoreboard import wiring
from scoring.usecases.lists import panels
from scoring.usecases.quiz.judges import InMatch
from tests.conftest import Browser
from tests.halls import Hall, set_up
from tests.unit.question_sets.builders import xlsx
from tests.web.organiser_files import hidden, new_match, send
from tests.web.test_marks_before_lock import JUDGED

LIST = xlsx([("评委名单",), ("序号", "姓名", "单位", "电话"), (1, "张一", "甲县教育局", "0"), (2, "李二", "", "")])
JUDGES = [("张一", "甲县教育局"), ("李二", "")]


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """A match with a judged round that is ready to open."""
    return set_up(services.ctx, sheet=JUDGED)


def held(services: wiring.Services, match: str) -> list[tuple[str, str]]:
    listed = panels.listed(services.ctx, InMatch(match.rsplit("/", 1)[-1]))
    return [(one.label, one.organisation) for one in listed]


def test_a_list_from_a_table_is_reported_and_then_imported(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    report = send(organiser, f"{match}/panel/import", "评委.xlsx", LIST)
    assert report.status_code == 200
    assert "共 2 位评委，没有问题" in report.text
    assert "列“电话”无法识别，未读入" in report.text
    assert held(services, match) == []
    assert organiser.post(f"{match}/panel/import/confirm", data=hidden(report.text)).status_code == 303
    assert held(services, match) == JUDGES
    again = send(organiser, f"{match}/panel/import", "评委.xlsx", LIST)
    assert (again.status_code, "评委名单里已有“张一”" in again.text) == (422, True)
    assert "没有导入：这些评委都已在名单里" in again.text
    assert organiser.post(f"{match}/panel/import/confirm", data=hidden(again.text)).status_code == 400
    assert held(services, match) == JUDGES


def test_a_list_is_pasted(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    report = organiser.post(f"{match}/panel/lines", data={"lines": "张一，甲县教育局\n李二\n"})
    assert report.status_code == 200
    organiser.post(f"{match}/panel/import/confirm", data=hidden(report.text))
    assert held(services, match) == JUDGES


def test_a_list_that_cannot_be_read_comes_back_with_its_reason_and_what_was_typed(organiser: Browser) -> None:
    match = new_match(organiser)
    pasted = organiser.post(f"{match}/panel/lines", data={"lines": "1\t张一\t甲单位"})
    assert pasted.status_code == 400
    assert "第 1 行“1 张一 甲单位”不是姓名、单位、亲属这三项" in pasted.text
    assert "1\t张一\t甲单位</textarea>" in pasted.text
    roster = send(organiser, f"{match}/panel/import", "名单.xlsx", xlsx([("队名", "姓名"), ("甲队", "张一")]))
    assert "参赛队的名单请在“代表队”页导入" in roster.text


def test_a_judge_is_added_changed_and_removed_by_hand(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    for name, unit in JUDGES:
        assert organiser.post(f"{match}/panel", data={"name": name, "organisation": unit}).status_code == 303
    twice = organiser.post(f"{match}/panel", data={"name": "张 一", "organisation": "乙单位"})
    assert (twice.status_code, "评委名单里已有“张 一”" in twice.text) == (400, True)
    assert "姓名：没有填写。" in organiser.post(f"{match}/panel", data={"name": " "}).text
    first, second = (one.id for one in panels.listed(services.ctx, InMatch(match.rsplit("/", 1)[-1])))
    changed = {f"name-{first}": "张一", f"organisation-{first}": "乙单位", f"name-{second}": "张一"}
    refused = organiser.post(f"{match}/panel/edit", data=changed)
    assert (refused.status_code, 'value="乙单位"' in refused.text) == (409, True)
    assert held(services, match) == JUDGES
    changed[f"name-{second}"] = "李二"
    assert organiser.post(f"{match}/panel/edit", data=changed).status_code == 303
    organiser.post(f"{match}/panel/{second}/remove")
    assert held(services, match) == [("张一", "乙单位")]
    other = new_match(organiser, title="另一场")
    organiser.post(f"{other}/panel/edit", data={f"name-{first}": "王三"})
    assert organiser.post(f"{other}/panel/{first}/remove").status_code == 404
    assert held(services, match) == [("张一", "乙单位")]


def test_the_list_comes_out_as_a_table_that_goes_in_again(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    organiser.post(f"{match}/panel", data={"name": "张一", "organisation": "甲县教育局"})
    data = organiser.get(f"{match}/judges.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert ("张一", "甲县教育局", "") in list(sheet.iter_rows(values_only=True))
    other = new_match(organiser, title="另一场")
    report = send(organiser, f"{other}/panel/import", "评委.xlsx", data)
    organiser.post(f"{other}/panel/import/confirm", data=hidden(report.text))
    assert held(services, other) == [("张一", "甲县教育局")]


def test_a_judges_card_has_name_and_unit_and_the_seats_say_who_has_none_yet(organiser: Browser, hall: Hall) -> None:
    match = f"/organiser/matches/{hall.match}"
    organiser.post(f"{match}/panel", data={"name": "张一", "organisation": "甲县教育局"})
    row = next(part for part in organiser.get(f"{match}/tickets").text.split("<tr") if "甲县教育局" in part)
    assert ("尚未发卡" in row, "发卡</button>" in row, "作废</button>" in row) == (True, True, False)
    assert "1 位评委还没有入场卡：张一。" in organiser.get(match).text
    cards = organiser.post(f"{match}/tickets", data={"judges": "1", "displays": "1"}).text
    card = next(part for part in cards.split("seat-card") if "甲县教育局" in part)
    assert '<p class="seat-role">张一</p>' in card
    assert '<p class="seat-label">甲县教育局</p>' in card
    assert "尚未发卡" not in organiser.get(f"{match}/tickets").text


def test_the_checklist_leads_to_the_units_that_recuse_nobody(organiser: Browser, hall: Hall) -> None:
    match = f"/organiser/matches/{hall.match}"
    for name, unit in (("张一", "甲单位"), ("李二", "乙单位机关"), ("王三", "")):
        organiser.post(f"{match}/panel", data={"name": name, "organisation": unit})
    page = organiser.get(match).text
    assert "评委单位与参赛单位只差一点：李二 乙单位机关 ≈ 乙队 乙单位。" in page
    assert "1 位评委没有填单位，评到本单位时不会自动回避：王三。" in page
    assert f'<a href="{match}/panel">去评委</a>' in page
    assert organiser.post(f"{match}/open").status_code == 303


def test_the_opening_freezes_the_list(organiser: Browser, hall: Hall) -> None:
    match = f"/organiser/matches/{hall.match}"
    organiser.post(f"{match}/panel", data={"name": "张一", "organisation": "甲单位"})
    organiser.post(f"{match}/open")
    page = organiser.get(f"{match}/panel").text
    assert re.search(r"<td[^>]*>张一</td><td[^>]*>甲单位</td>", page)
    assert re.findall(r'<form[^>]*action="[^"]*/panel', page) == []
    late = organiser.post(f"{match}/panel", data={"name": "李二"})
    assert (late.status_code, "match-opened" in late.text or "已开赛" in late.text) == (409, True)
    assert send(organiser, f"{match}/panel/import", "评委.xlsx", LIST).status_code == 409
    more = organiser.post(f"{match}/tickets/one", data={"role": "judge", "label": "赵四", "organisation": "乙单位"})
    assert "乙单位" in more.text
    assert [(one.label, one.organisation) for one in panels.listed(hall.ctx, InMatch(hall.match))] == [
        ("张一", "甲单位"),
        ("赵四", "乙单位"),
    ]


def test_an_organiser_says_what_a_column_of_the_judges_is(organiser: Browser) -> None:
    match = new_match(organiser)
    rows = [("评审人", "工作单位"), ("张一", "甲单位"), ("李二", "乙单位")]
    report = send(organiser, f"{match}/panel/import", "评委.xlsx", xlsx(rows))
    assert (report.status_code, "认出单位，缺姓名；不认识：评审人。" in report.text) == (422, True)
    columns = re.findall(r'action="(/organiser/[^"]+/columns)"', report.text)[0]
    again = organiser.post(columns, data={"meaning0": "name"})
    assert (again.status_code, "共 2 位评委，没有问题" in again.text) == (200, True)
    organiser.post(f"{match}/panel/import/confirm", data=hidden(again.text))
    assert "乙单位" in organiser.get(f"{match}/panel").text


def test_an_organiser_says_what_a_column_of_pasted_judges_is(organiser: Browser) -> None:
    match = new_match(organiser)
    report = organiser.post(f"{match}/panel/lines", data={"lines": "评审人\t工作单位\n张一\t甲单位\n李二\t乙单位"})
    assert (report.status_code, "认出单位，缺姓名；不认识：评审人。" in report.text) == (422, True)
    columns = re.findall(r'action="(/organiser/[^"]+/columns)"', report.text)[0]
    again = organiser.post(columns, data={"meaning0": "name"})
    assert (again.status_code, "共 2 位评委，没有问题" in again.text) == (200, True)
    organiser.post(f"{match}/panel/import/confirm", data=hidden(again.text))
    assert "乙单位" in organiser.get(f"{match}/panel").text
