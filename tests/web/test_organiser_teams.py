"""Rosters and the draw at the organiser's desk."""

from __future__ import annotations

import re

from scoreboard import wiring
from scoring.usecases.quiz import roster, stations
from scoring.usecases.quiz.roster_table import read_roster
from tests.conftest import Browser
from tests.unit.question_sets.builders import text_table, xlsx
from tests.web.organiser_files import ROSTER, hidden, new_match, send, with_teams


def held(services: wiring.Services, match: str) -> list[tuple[str, list[tuple[str, int]]]]:
    found = roster.roster_of(services.ctx, match.rsplit("/", 1)[-1])
    return sorted((entry.team.name, [(one.name, one.seat) for one in entry.contestants]) for entry in found)


TEAMS = [
    ("乙队", [("李一", 1), ("李二", 2), ("李三", 3)]),
    ("甲队", [("张一", 1), ("张二", 2), ("张三", 3), ("张替", 0)]),
]


def test_one_row_a_team_and_one_row_a_contestant_say_the_same() -> None:
    long = [("队名", "姓名", "席位"), ("甲队", "张一", 1.0), ("", "张二", ""), ("甲队", "张替", "替补")]
    wide = [("队名", "队员1", "队员2", "替补"), ("甲队", "张一", "张二", "张替")]
    one, two = read_roster("a.xlsx", xlsx(long)), read_roster("a.csv", text_table(wide, ";", "gb18030"))
    assert [row.get("name") for row in one.rows] == [row.get("name") for row in two.rows] == ["张一", "张二", "张替"]
    assert [place.row for place in one.places] == [2, 3, 4]
    assert [place.row for place in two.places] == [2, 2, 2]


def test_several_names_in_one_cell_are_several_people() -> None:
    table = read_roster("a.csv", text_table([("代表队", "参赛队员"), ("甲队", "张一、张二，张三")]))
    assert [row["name"] for row in table.rows] == ["张一", "张二", "张三"]
    assert {row["team"] for row in table.rows} == {"甲队"}


def test_a_table_without_a_column_for_the_team_is_refused() -> None:
    table = read_roster("a.csv", text_table([("姓名", "电话"), ("张一", "1")]))
    assert ([problem.code for problem in table.refused], table.rows) == (["heading-incomplete"], ())


def test_a_name_under_no_heading_is_never_left_out_in_silence() -> None:
    rows = [("", "队名", "队员1", "队员2"), ("1", "甲队", "张一", "张二", "张三")]
    (problem,) = read_roster("a.csv", text_table(rows)).refused
    assert (problem.code, dict(problem.fields)) == ("roster-unheaded", {"row": "2", "column": "5", "text": "张三"})
    assert len(read_roster("a.csv", text_table([rows[0], rows[1][:4]])).rows) == 2


def test_the_report_names_a_column_that_was_not_read(organiser: Browser) -> None:
    rows = [("队名", "姓名", "身份证"), ("甲队", "张一", "x")]
    report = send(organiser, f"{new_match(organiser)}/teams/import", "名单.xlsx", xlsx(rows))
    assert "列“身份证”无法识别，未读入，其中 1 个单元格有内容。" in report.text


ODD = [("参赛集体", "选手", "座次"), ("甲队", "张一", 1), ("甲队", "张二", 2)]


def columns_address(page: str) -> str:
    """Where the form about the columns of a file is sent."""
    return str(re.findall(r'action="(/organiser/[^"]+/columns)"', page)[0])


def test_an_organiser_says_what_a_column_of_the_roster_is_and_the_file_is_read_again(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    report = send(organiser, f"{match}/teams/import", "名单.xlsx", xlsx(ODD))
    assert (report.status_code, hidden(report.text)) == (422, {})
    assert "认出姓名、席位，缺队名；不认识：参赛集体。" in report.text
    assert '<option value="name" selected>姓名</option>' in report.text
    again = organiser.post(columns_address(report.text), data={"meaning0": "team", "meaning1": "nonsense"})
    assert (again.status_code, "共 1 支代表队、2 名队员" in again.text) == (200, True)
    organiser.post(f"{match}/teams/import/confirm", data=hidden(again.text))
    assert held(services, match) == [("甲队", [("张一", 1), ("张二", 2)])]


def test_two_columns_that_are_said_to_mean_the_same_come_back_on_the_page(organiser: Browser) -> None:
    match = new_match(organiser)
    report = send(organiser, f"{match}/teams/import", "名单.xlsx", xlsx(ODD))
    again = organiser.post(columns_address(report.text), data={"meaning0": "team", "meaning2": "team"})
    assert (again.status_code, "与前面一列含义相同" in again.text) == (422, True)
    assert organiser.post(columns_address(again.text), data={"meaning0": "team", "meaning1": "seat"}).status_code == 200


def test_a_file_whose_columns_were_asked_about_is_for_its_organiser_and_its_kind_alone(organiser: Browser) -> None:
    match = new_match(organiser)
    columns = columns_address(send(organiser, f"{match}/teams/import", "名单.xlsx", xlsx(ODD)).text)
    upload = columns.split("/")[-2]
    assert organiser.get(f"/organiser/sets/uploads/{upload}").status_code == 404
    assert organiser.post(columns.replace("/teams/", "/panel/"), data={"meaning0": "name"}).status_code == 404
    assert organiser.post(columns, data={"meaning0": "team"}).status_code == 200
    assert organiser.post(columns, data={"meaning0": "team"}).status_code == 404


def test_the_dry_run_stores_nothing_and_the_confirmation_all(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    report = send(organiser, f"{match}/teams/import", "名单.xlsx", ROSTER)
    assert report.status_code == 200
    assert "共 2 支代表队、7 名队员" in report.text
    assert held(services, match) == []
    assert organiser.post(f"{match}/teams/import/confirm", data=hidden(report.text)).status_code == 303
    assert held(services, match) == TEAMS


def test_more_names_than_a_team_may_have_are_refused_before_they_are_read(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    answer = organiser.post(f"{match}/teams", data={"name": "甲队", "members": "张一、\n" * 100_000})
    assert answer.status_code == 400
    assert "一个队最多 40 名队员（含替补），这样会有 100000 名" in answer.text
    assert held(services, match) == []


def test_the_report_shows_the_units_and_leaders_that_were_read(organiser: Browser) -> None:
    rows = [("队名", "单位", "领队", "队员1"), ("甲队", "甲单位", "赵领队", "张一"), ("乙队", "乙单位", "", "李一")]
    report = send(organiser, f"{new_match(organiser)}/teams/import", "名单.xlsx", xlsx(rows))
    assert "<td>甲队</td><td>甲单位</td><td>赵领队</td><td>张一</td>" in report.text
    assert "<td>乙队</td><td>乙单位</td><td></td><td>李一</td>" in report.text


def test_a_roster_imported_twice_is_said_to_be_there_with_what_to_do(organiser: Browser) -> None:
    match = new_match(organiser)
    report = send(organiser, f"{match}/teams/import", "名单.xlsx", ROSTER)
    assert "名单可能已经导入过" not in report.text
    organiser.post(f"{match}/teams/import/confirm", data=hidden(report.text))
    again = send(organiser, f"{match}/teams/import", "名单.xlsx", ROSTER)
    assert again.status_code == 422
    assert "名单可能已经导入过" in again.text
    assert "请改好文件后重新上传" not in again.text


def test_only_a_team_with_a_station_makes_a_new_draw_necessary(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    report = send(organiser, f"{match}/teams/import", "名单.xlsx", ROSTER)
    organiser.post(f"{match}/teams/import/confirm", data=hidden(report.text))
    first, second = (entry.team.id for entry in roster.roster_of(services.ctx, match.rsplit("/", 1)[-1]))
    organiser.post(f"{match}/teams/{first}/remove")
    assert "抽签。" not in organiser.get(f"{match}/teams").text
    organiser.post(f"{match}/draw")
    organiser.post(f"{match}/teams/{second}/remove")
    assert "已移除，台号需要重新抽签。" in organiser.get(f"{match}/teams").text


def test_a_faulty_row_is_named_and_nothing_can_be_confirmed(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    rows = [("队名", "姓名", "席位"), ("甲队", "张一", 1), ("甲队", "张二", 1), ("甲队", "张三", "九十")]
    report = send(organiser, f"{match}/teams/import", "名单.xlsx", xlsx(rows))
    assert report.status_code == 422
    assert "席位 1 重复。" in report.text
    assert "“九十”不是席位，请填 1 到 20，或替补。" in report.text
    answer = organiser.post(f"{match}/teams/import/confirm", data=hidden(report.text))
    assert answer.status_code == 400
    assert held(services, match) == []


def test_where_a_row_is_a_team_no_row_joins_another(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    rows = [
        ("队名", "单位", "队员1", "队员2", "队员3"),
        ("红旗队", "甲单位", "张一", "张二", "张三"),
        ("东风队", "乙单位", "李一", "李二", "李三"),
        ("", "丙单位", "王一", "王二", "王三"),
        ("红旗队", "", "赵一", "赵二", "赵三"),
    ]
    report = send(organiser, f"{match}/teams/import", "名单.xlsx", xlsx(rows))
    assert report.status_code == 422
    assert "有 2 行需要改正" in report.text
    assert "队名：没有填写。" in report.text
    assert "队名重复：“红旗队”在前面的行里已有。" in report.text
    assert organiser.post(f"{match}/teams/import/confirm", data=hidden(report.text)).status_code == 400
    assert held(services, match) == []


def test_a_row_that_takes_the_team_of_the_row_above_says_so(organiser: Browser) -> None:
    match = new_match(organiser)
    rows = [("队名", "姓名"), ("甲队", "张一"), ("", "张二"), ("", "张三"), ("", "张四")]
    report = send(organiser, f"{match}/teams/import", "名单.xlsx", xlsx(rows))
    assert report.text.count("沿用上一行的队名") == 3
    assert "姓名：队员多于赛制规定的 3 名。" in report.text


def test_an_exported_roster_can_be_taken_in_again(organiser: Browser, services: wiring.Services) -> None:
    first, second = new_match(organiser), new_match(organiser, title="半决赛")
    with_teams(organiser, first)
    exported = organiser.get(f"{first}/teams.xlsx")
    assert exported.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    report = send(organiser, f"{second}/teams/import", "名单.xlsx", exported.data)
    organiser.post(f"{second}/teams/import/confirm", data=hidden(report.text))
    assert held(services, second) == TEAMS


def test_a_team_is_typed_in_changed_and_removed(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    organiser.post(
        f"{match}/teams",
        data={"name": "丙队", "organisation": "丙单位", "leader": "王领队", "members": "王一、王二\n王三"},
    )
    entry = roster.roster_of(services.ctx, match.rsplit("/", 1)[-1])[0]
    assert (entry.team.organisation, entry.team.leader) == ("丙单位", "王领队")
    fields = {"name": "丙组", "organisation": "", "leader": "", "carried": "2.5", "new": "王替", "reserve": "on"}
    fields |= {f"member-{one.id}": "" if one.name == "王二" else f"{one.name}一" for one in entry.contestants}
    assert organiser.post(f"{match}/teams/{entry.team.id}", data=fields).status_code == 303
    assert held(services, match) == [("丙组", [("王一一", 1), ("王三一", 3), ("王替", 0)])]
    assert str(roster.roster_of(services.ctx, match.rsplit("/", 1)[-1])[0].team.carried) == "2.5"
    organiser.post(f"{match}/teams/{entry.team.id}/remove")
    assert held(services, match) == []


def test_two_teams_of_one_name_are_refused_with_what_was_typed(organiser: Browser) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    answer = organiser.post(f"{match}/teams", data={"name": "甲队", "organisation": "戊单位", "members": ""})
    assert answer.status_code == 400
    assert 'value="戊单位"' in answer.text


def test_a_refused_edit_of_a_team_has_changed_nothing(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    before = held(services, match)
    entry = roster.roster_of(services.ctx, match.rsplit("/", 1)[-1])[0]
    form = {"name": "改名队", "carried": "0", f"member-{entry.contestants[0].id}": "", "new": "长" * 80}
    refused = organiser.post(f"{match}/teams/{entry.team.id}", data=form)
    assert refused.status_code == 400
    assert held(services, match) == before


def test_a_draw_shows_its_lots_and_a_second_one_needs_a_reason(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    match_id = match.rsplit("/", 1)[-1]
    answer = organiser.post(f"{match}/draw")
    assert answer.location.endswith("/draw?fresh=1")
    assert "data-reveal" in organiser.get(answer.location).text
    assert sorted(entry.team.station for entry in roster.roster_of(services.ctx, match_id)) == [1, 2]
    refused = organiser.post(f"{match}/draw", data={"reason": " "})
    assert refused.status_code == 400
    assert "重抽必须写明原因" in refused.text
    organiser.post(f"{match}/draw", data={"reason": "一队迟到"})
    assert [entry.reason for entry in stations.draws_of(services.ctx, match_id)] == ["", "一队迟到"]
    assert "原因：一队迟到" in organiser.get(f"{match}/draw").text


def test_a_station_drawn_in_the_hall_changes_places(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    organiser.post(f"{match}/draw")
    match_id = match.rsplit("/", 1)[-1]
    second = next(entry.team for entry in roster.roster_of(services.ctx, match_id) if entry.team.station == 2)
    organiser.post(f"{match}/draw/{second.id}", data={"station": "1"})
    assert roster.roster_of(services.ctx, match_id)[0].team.id == second.id
    assert organiser.post(f"{match}/draw/{second.id}", data={"station": "9"}).status_code == 400
