"""The register, the rosters and the calendar at the organiser's desk: edited, brought as tables, taken out again."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from scoreboard import wiring
from scoreboard.blueprints.organiser import calendar, lists
from scoreboard.exports.lists import days_table, register_table, roster_names_table
from scoreboard.exports.tables import Table, Worksheet, csv_bytes, xlsx
from scoreboard.i18n.catalogue import LANGS, say
from scoring.engine.names import same_form, tidy
from scoring.engine.review.calendar import OpenNotice
from scoring.engine.review.campaign import Notice
from scoring.tables.list_rows import below_a_list
from scoring.tables.problems import Problem
from scoring.tables.spreadsheets import bounded
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists import organisations_table
from scoring.usecases.lists.official_days import put_official_days, years_of
from scoring.usecases.lists.official_days_import import import_official_days, read_days
from scoring.usecases.lists.organisations import CATEGORIES, organisations_of, put_organisation
from scoring.usecases.lists.organisations_import import import_organisations
from scoring.usecases.lists.organisations_table import read_organisations
from scoring.usecases.lists.rosters import names_of, rosters_of
from scoring.usecases.lists.rosters_import import import_roster_names
from scoring.usecases.lists.rosters_table import read_roster_names
from tests.conftest import PASSWORD, Browser
from tests.fakes import fake_context
from tests.unit.question_sets.builders import xlsx as workbook
from tests.unit.usecases.lists.test_official_days import NEW_YEAR, NEXT
from tests.web.organiser_files import read_through, send

REGISTER = workbook([
    ("甲县五创单位名册",),
    ("序号", "单位名称", "类别", "牵头单位", "上级单位", "联系人", "手机号码", "片区"),
    (1, "甲村党支部", "农村", "各乡镇党委", "甲镇党委", "张一", "0", "东"),
    (2, "甲镇党委", "农村", "各乡镇党委", "", "李二", "", ""),
    (3, "甲中学", "学校", "教育局", "", "", "", ""),
])  # fmt: skip


def names(services: wiring.Services) -> list[str]:
    return [one.name for one in organisations_of(services.ctx, actor=LOCAL)]


def brought(browser: Browser, path: str, name: str, data: bytes) -> str:
    """The address of the report on an uploaded table."""
    sent = send(browser, path, name, data)
    assert sent.status_code == 303
    return read_through(browser, sent.location)


def test_a_register_is_tried_reported_row_by_row_and_then_imported(
    organiser: Browser, services: wiring.Services
) -> None:
    report = brought(organiser, "/organiser/register/import", "名册.xlsx", REGISTER)
    page = organiser.get(report).text
    assert "没有问题。确认后新增 3 条，更改 0 条；0 条与现有的相同。" in page
    assert "列“片区”无法识别，未读入" in page
    assert names(services) == []
    assert organiser.post(report).location == "/organiser/register"
    assert names(services) == ["甲村党支部", "甲镇党委", "甲中学"]
    assert organiser.get(report).status_code == 404
    again = organiser.get(brought(organiser, "/organiser/register/import", "名册.xlsx", REGISTER)).text
    assert "全部 3 条都与现有的相同" in again
    assert "确认导入" not in again


def test_a_column_is_given_its_meaning_and_the_file_is_read_again(
    organiser: Browser, services: wiring.Services
) -> None:
    report = brought(organiser, "/organiser/register/import", "名册.xlsx", REGISTER)
    asked = re.findall(r'<span><b>\w+</b> (\S+) .*?name="(meaning\d+)"', organiser.get(report).text, re.DOTALL)
    assert [head for head, _ in asked] == ["片区"]
    again = organiser.post(f"{report}/columns", data={field: "note" for _, field in asked})
    organiser.post(read_through(organiser, again.location))
    one = organisations_of(services.ctx, actor=LOCAL)[0]
    assert (one.name, one.note, one.lead_body, one.contact) == ("甲村党支部", "东", "各乡镇党委", "张一")


def test_a_register_whose_heading_lacks_the_name_is_asked_about_and_then_imported(
    organiser: Browser, services: wiring.Services
) -> None:
    near = workbook([("机构代称", "类别"), ("甲村党支部", "农村")])
    report = brought(organiser, "/organiser/register/import", "名册.xlsx", near)
    page = organiser.get(report).text
    assert "认出类别，缺单位名称；不认识：机构代称。" in page
    assert "确认导入" not in page
    assert organiser.post(report).status_code == 400
    (name, category) = re.findall(r'name="(meaning\d+)"', page)
    again = organiser.post(f"{report}/columns", data={name: "name", category: "category"})
    organiser.post(read_through(organiser, again.location))
    assert names(services) == ["甲村党支部"]


def test_a_faulty_register_is_not_imported_even_where_it_was_good_at_the_trial(
    organiser: Browser, services: wiring.Services
) -> None:
    bad = workbook([("单位名称", "上级单位"), ("甲单位", "丁单位"), ("乙单位", "")])
    page = organiser.get(brought(organiser, "/organiser/register/import", "名册.xlsx", bad)).text
    assert "有 1 行需要改正" in page
    assert "上级单位：名册和本表里都没有“丁单位”；请把它也列入表中，没有上级的把这一格留空。" in page
    put_organisation(services.ctx, actor=LOCAL, name="丁单位", category="office")
    report = brought(organiser, "/organiser/register/import", "名册.xlsx", bad)
    (own,) = organisations_of(services.ctx, actor=LOCAL)
    organiser.post(f"/organiser/register/{own.id}/remove")
    refused = organiser.post(report)
    assert (refused.status_code, "有 1 行与现在的情况冲突" in refused.text) == (400, True)
    assert names(services) == []
    assert organiser.post(f"{report}/drop").location == "/organiser/register"


def test_a_file_that_cannot_be_read_says_why(organiser: Browser) -> None:
    data = workbook([("队名", "姓名"), ("甲队", "张一")])
    page = organiser.get(brought(organiser, "/organiser/register/import", "名册.xlsx", data)).text
    assert "没有找到表头，至少要有“单位名称”一列" in page
    assert organiser.post("/organiser/register/import").status_code == 400
    assert organiser.get("/organiser/lists/nothing").status_code == 404


def test_an_organisation_is_added_changed_found_and_removed(organiser: Browser, services: wiring.Services) -> None:
    for name, category, superior in (("甲镇党委", "village", ""), ("甲村党支部", "village", "甲镇党委")):
        data = {"name": name, "category": category, "superior": superior, "lead_body": "各乡镇党委"}
        assert organiser.post("/organiser/register", data=data).status_code == 303
    town, village = organisations_of(services.ctx, actor=LOCAL)
    page = organiser.get("/organiser/register?q=甲村&category=village&lead=各乡镇党委").text
    assert (f"/organiser/register/{village.id}" in page, f"/organiser/register/{town.id}" in page) == (True, False)
    assert "没有符合条件的" in organiser.get("/organiser/register?lead=-").text
    shown = organiser.get(f"/organiser/register/{village.id}").text
    assert f'<a href="/organiser/register/{town.id}">甲镇党委</a>' in shown
    kept = organiser.post(f"/organiser/register/{town.id}/remove")
    assert (kept.status_code, "有 1 个下级单位（如“甲村党支部”）" in kept.text) == (409, True)
    circle = {"name": "甲镇党委", "category": "village", "superior": "甲村党支部"}
    refused = organiser.post(f"/organiser/register/{town.id}", data=circle)
    assert (refused.status_code, "甲镇党委 → 甲村党支部 → 甲镇党委" in refused.text) == (409, True)
    assert 'value="甲村党支部"' in refused.text
    assert organiser.get("/organiser/register/nobody").status_code == 404
    assert organiser.post("/organiser/register/nobody", data=circle | {"superior": ""}).status_code == 404
    organiser.post(f"/organiser/register/{village.id}/remove")
    organiser.post(f"/organiser/register/{town.id}/remove")
    assert names(services) == []


def test_thousands_of_organisations_stand_on_pages_with_their_figures(
    organiser: Browser, services: wiring.Services
) -> None:
    rows = [{"name": f"第{no}单位", "category": "学校" if no % 2 else "机关"} for no in range(2500)]
    import_organisations(services.ctx, actor=LOCAL, rows=rows, dry_run=False)
    page = organiser.get("/organiser/register?page=50").text
    assert page.count('href="/organiser/register/x') == 50
    assert "第2499单位" in page
    assert re.findall(r">(\d+)</a>", page.split('class="pager"')[1].split("</nav>")[0]) == ["1", "48", "49", "50"]
    assert re.findall(r'<td class="num">(\d+)</td>', page) == ["1250", "1250", "2500"]


def test_a_roster_is_imported_looked_at_and_edited(organiser: Browser, services: wiring.Services) -> None:
    data = workbook([("姓名", "所在单位", "授予时间"), ("张一", "甲单位", "2012年3月"), ("李二", "乙单位", "")])
    sent = organiser.post(
        "/organiser/rosters/import",
        data={"roster": "月月学习之星", "file": (io.BytesIO(data), "名册.xlsx")},
        content_type="multipart/form-data",
    )
    kept = organiser.post(read_through(organiser, sent.location))
    page = organiser.get(kept.location)
    assert "张一" in page.text
    assert organiser.get(f"{kept.location}&q=李").text.count("<td>张一</td>") == 0
    held = names_of(services.ctx, actor=LOCAL, roster="月月学习之星")
    form = organiser.get(f"{kept.location}&edit={held[0].id}").text
    assert 'value="2012年3月"' in form
    address = f"{kept.location}&edit={held[0].id}"
    assert organiser.post(address, data={"name": "张一", "organisation": "丙单位"}).status_code == 303
    again = organiser.post(kept.location, data={"name": "李 二", "organisation": "乙单位"})
    assert (again.status_code, "名册里已有“李 二”" in again.text) == (409, True)
    listed = names_of(services.ctx, actor=LOCAL, roster="月月学习之星")
    assert [(one.name, one.organisation, one.held) for one in listed] == [
        ("张一", "丙单位", ""),
        ("李二", "乙单位", ""),
    ]
    title = "title=月月学习之星"
    assert "roster?title" in organiser.post(f"/organiser/roster/{held[0].id}/remove?{title}").location
    assert organiser.post(f"/organiser/roster/{held[1].id}/remove?{title}").location == "/organiser/rosters"
    assert organiser.get(kept.location).status_code == 404
    made = organiser.post("/organiser/rosters", data={"roster": "标兵/能手", "name": "王三"})
    assert "王三" in organiser.get(made.location).text
    assert organiser.post(f"/organiser/roster/remove?{made.location.split('?')[1]}").status_code == 303
    assert rosters_of(services.ctx, actor=LOCAL) == {}


def test_the_calendar_warns_of_a_year_that_is_missing_and_takes_it(
    organiser: Browser, services: wiring.Services
) -> None:
    services.ctx.clock.reach(int(datetime(NEXT - 1, 11, 1, tzinfo=UTC).timestamp()) * 1000)
    organiser.post("/signin", data={"name": "张一", "password": PASSWORD})
    page = organiser.get("/organiser/calendar").text
    assert re.findall(r"还没有 (\d+) 年的放假安排", page) == [str(NEXT)]
    assert organiser.get("/organiser/calendar/year", query_string={"year": NEXT}).location.endswith(f"/{NEXT}")
    assert organiser.get("/organiser/calendar/year?year=abc").location == "/organiser/calendar"
    address = f"/organiser/calendar/{NEXT}"
    assert f"还没有 {NEXT} 年的放假安排。请按公布的文件填写" in organiser.get(address).text
    wrong = organiser.post(address, data={"off": "国庆节", "work": "", "source": "某号文"})
    assert (wrong.status_code, "“国庆节”不是日期" in wrong.text, 'value="某号文"' in wrong.text) == (400, True, True)
    assert organiser.post(address, data={"off": "1月1日", "work": "", "source": "某号文"}).status_code == 303
    known = years_of(services.ctx)[-1]
    assert (known.days.off, known.said.source if known.said else "") == (NEW_YEAR, "某号文")
    assert "某号文" in organiser.get("/organiser/calendar").text
    assert organiser.post(f"{address}/back").status_code == 303
    assert organiser.post(f"{address}/back").status_code == 404
    assert years_of(services.ctx)[-1].days.year == NEXT - 1
    assert organiser.get("/organiser/calendar/99999").status_code == 404


def test_a_year_shows_its_days_and_what_differs_from_the_program(organiser: Browser, services: wiring.Services) -> None:
    page = organiser.get("/organiser/calendar/2022").text
    assert "全年 249 个工作日" in page
    assert "10-01 ~ 10-07" in page
    assert re.findall(r'<td class="day work">(\d+)', page) == ["29", "30", "2", "24", "7", "8", "9"]
    organiser.post("/organiser/calendar/2022", data={"off": "10-01 ~ 10-07", "work": "10-08、10-09"})
    assert "与随程序提供的不同" in organiser.get("/organiser/calendar").text
    assert organiser.get("/organiser/calendar/2022").text.count("differs") > 1


def test_a_change_that_moves_open_notices_waits_until_they_have_been_seen(
    organiser: Browser, services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = OpenNotice("十佳公示", Notice("甲", ("新闻网",), 5, "working", True), date(2020, 1, 21))
    monkeypatch.setattr(calendar, "open_notices", lambda _ctx: (notice,))
    form = {"off": "1月1日，1月24日至30日", "work": "2月1日"}
    asked = organiser.post("/organiser/calendar/2020", data=form)
    assert asked.status_code == 409
    assert "<td>十佳公示</td><td>2020-02-04</td><td>2020-02-01</td>" in asked.text
    assert all(year.said is None for year in years_of(services.ctx))
    assert organiser.post("/organiser/calendar/2020", data={**form, "seen": "on"}).status_code == 303
    assert [year.days.year for year in years_of(services.ctx) if year.said] == [2020]
    back = organiser.post("/organiser/calendar/2020/back")
    assert (back.status_code, "<td>十佳公示</td><td>2020-02-01</td><td>2020-02-04</td>" in back.text) == (409, True)
    assert organiser.post("/organiser/calendar/2020/back", data={"seen": "on"}).status_code == 303
    assert all(year.said is None for year in years_of(services.ctx))


def test_the_year_whose_days_are_missing_is_that_of_the_organisers_own_zone(
    organiser: Browser, services: wiring.Services
) -> None:
    """At half past seven on New Year's Day in China it is still the old year in Greenwich."""
    services.ctx.clock.reach(int(datetime(NEXT, 12, 31, 23, 30, tzinfo=UTC).timestamp()) * 1000)
    organiser.post("/signin", data={"name": "张一", "password": PASSWORD})
    page = organiser.get("/organiser/calendar").text
    assert re.findall(r"还没有 (\d+) 年的放假安排", page) == [str(NEXT + 1)]


def test_a_calendar_goes_out_as_csv_and_in_again(organiser: Browser, services: wiring.Services) -> None:
    put_official_days(services.ctx, actor=LOCAL, year=NEXT, off=NEW_YEAR, source="某号文")
    data = organiser.get("/organiser/calendar.csv").data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["日期", "安排", "依据"]
    assert rows[-1] == [f"{NEXT}-01-01", "放假", "某号文"]
    page = organiser.get(brought(organiser, "/organiser/calendar/import", "日历.csv", data)).text
    assert f"全部 {len(rows) - 1} 条都与现有的相同" in page
    changed = data + f"{NEXT}-05-01,放假,\r\n".encode()
    report = brought(organiser, "/organiser/calendar/import", "日历.csv", changed)
    organiser.post(report)
    assert len(years_of(services.ctx)[-1].days.off) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_headings_and_words_of_every_export_are_known_to_the_import(lang: str) -> None:
    ctx = fake_context()
    for category in CATEGORIES:
        fields = dict.fromkeys(("lead_body", "contact", "phone", "note"), "=x")
        put_organisation(ctx, actor=LOCAL, name=category, category=category, **fields)
    words = partial(say, lang)
    table = read_organisations("r.xlsx", written(register_table(organisations_of(ctx, actor=LOCAL), words), "xlsx"))
    report = import_organisations(ctx, actor=LOCAL, rows=table.rows)
    assert (report.count("unchanged"), table.rows[0].keys()) == (6, set(organisations_table.FIELDS))
    days = read_days("d.csv", written(days_table(years_of(ctx), words), "csv"))
    assert {year.state for year in import_official_days(ctx, actor=LOCAL, rows=days.rows).years} == {"unchanged"}
    import_roster_names(ctx, actor=LOCAL, roster="R", rows=[{"name": "x", "held": "@x"}], dry_run=False)
    roster = roster_names_table("R", names_of(ctx, actor=LOCAL, roster="R"), words)
    assert read_roster_names("r.csv", written(roster, "csv")).rows == ({"name": "x", "organisation": "", "held": "@x"},)


def test_a_file_beyond_all_bounds_is_refused_before_it_is_read(
    organiser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MAX_SHEET_BYTES", 100)
    refused = send(organiser, "/organiser/register/import", "名册.xlsx", REGISTER)
    assert (refused.status_code, "名单无法读取" in refused.text) == (400, True)


def is_text(text: str) -> bool:
    """Whether a table holds it as a text: an error value or the formula of a picture is refused where it stands."""
    found: list[Problem] = []
    bounded(text, found)
    return not any(problem.severity == "error" for problem in found)


TEXT = st.text(
    st.one_of(st.sampled_from("=+-@'\"“,，;；\t甲乙丙A1 0.\u3000é𠮷"), st.characters(codec="utf-8")), max_size=12
)
TEXT = TEXT.map(tidy).filter(is_text)
NAME = TEXT.filter(bool).filter(lambda text: not below_a_list([text]))  # a row that says 合计 alone is no name


def in_zh(key: str, /, **fields: object) -> str:
    return say("zh", key, **fields)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@given(data=st.data())
@property_settings(max_examples=25)
def test_a_register_that_goes_out_and_in_again_is_unchanged(ending: str, data: st.DataObject) -> None:
    ctx = fake_context()
    rows = data.draw(
        st.lists(
            st.fixed_dictionaries({
                "name": NAME, "category": st.sampled_from(CATEGORIES), "lead_body": TEXT, "contact": TEXT,
                "phone": TEXT, "note": TEXT,
            }),
            min_size=1, max_size=6, unique_by=lambda row: same_form(row["name"]),
        )
    )  # fmt: skip
    for number, row in enumerate(rows):
        put_organisation(ctx, actor=LOCAL, **row, superior=rows[number - 1]["name"] if number else "")
    table = register_table(organisations_of(ctx, actor=LOCAL), in_zh)
    table_read = read_organisations(f"名册.{ending}", written(table, ending))
    report = import_organisations(ctx, actor=LOCAL, rows=table_read.rows)
    assert [row.state for row in report.rows] == ["unchanged"] * len(rows)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@given(data=st.data())
@property_settings(max_examples=25)
def test_a_roster_that_goes_out_and_in_again_is_unchanged(ending: str, data: st.DataObject) -> None:
    ctx = fake_context()
    row = st.fixed_dictionaries({"name": NAME, "organisation": TEXT, "held": TEXT})
    unique = st.lists(row, min_size=1, max_size=6, unique_by=lambda one: tuple(map(same_form, one.values())))
    rows = data.draw(unique)
    import_roster_names(ctx, actor=LOCAL, roster="月月学习之星", rows=rows, dry_run=False)
    table = roster_names_table("月月学习之星", names_of(ctx, actor=LOCAL, roster="月月学习之星"), in_zh)
    table_read = read_roster_names(f"名册.{ending}", written(table, ending))
    report = import_roster_names(ctx, actor=LOCAL, roster="月月学习之星", rows=table_read.rows)
    assert [row.state for row in report.rows] == ["unchanged"] * len(rows)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_calendar_that_goes_out_and_in_again_is_unchanged(ending: str) -> None:
    ctx = fake_context()
    put_official_days(ctx, actor=LOCAL, year=NEXT, off=NEW_YEAR, source="=某号文")
    table_read = read_days(f"日历.{ending}", written(days_table(years_of(ctx), in_zh), ending))
    told = import_official_days(ctx, actor=LOCAL, rows=table_read.rows)
    assert {year.state for year in told.years} == {"unchanged"}
    assert len(told.years) == len(years_of(ctx))


def written(table: Table, ending: str) -> bytes:
    return xlsx(Worksheet("", table)) if ending == "xlsx" else csv_bytes(table)
