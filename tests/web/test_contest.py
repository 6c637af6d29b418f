"""A contest of performances at the organiser's desk and on paper: no question is asked for, and entries are named."""

from __future__ import annotations

import html
import io
import re

import pytest

from scoreboard import wiring
from scoreboard.cli.demo_competition import Demo
from scoreboard.cli.demo_contest import make_contest
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.titles import Titles
from scoring.engine.actors import Actor
from scoring.usecases import competitions, tickets
from scoring.usecases.context import Context
from scoring.usecases.quiz import matches, roster, stations
from scoring.usecases.records import Match
from tests.conftest import Browser
from tests.halls import ORGANISER


@pytest.fixture
def ctx(services: wiring.Services) -> Context:
    return services.ctx


@pytest.fixture
def contest(ctx: Context) -> Match:
    event = competitions.create_competition(ctx, actor=ORGANISER, title="演讲比赛")
    return matches.create_match(ctx, actor=ORGANISER, competition_id=event.id, title="决赛", template="talent-contest")


def entered(ctx: Context, match: Match, *, actor: Actor = ORGANISER) -> None:
    for name, piece in (("张一", "桥"), ("合唱队", "")):
        roster.add_team(ctx, actor=actor, match_id=match.id, name=name, piece=piece)
    stations.draw_stations(ctx, actor=actor, match_id=match.id)


def test_nothing_but_people_is_missing_before_a_contest_and_it_opens_without_a_question(
    ctx: Context, organiser: Browser, contest: Match
) -> None:
    entered(ctx, contest)
    missing = matches.checklist(ctx, contest.id)
    assert [one.code for one in missing if one.blocking] == []
    assert {one.code for one in missing} == {"no-host-ticket", "no-display-ticket", "judges-few"}
    assert organiser.post(f"/organiser/matches/{contest.id}/open").status_code == 303


def test_the_pages_of_a_contest_offer_no_questions_and_name_entries(
    ctx: Context, organiser: Browser, contest: Match
) -> None:
    entered(ctx, contest)
    page = organiser.get(f"/organiser/matches/{contest.id}").text
    assert f"/matches/{contest.id}/pools" not in page
    assert f"/matches/{contest.id}/print/questions" not in page
    people = organiser.get(f"/organiser/matches/{contest.id}/teams").text
    assert "《桥》" in people
    assert "代表队" not in people.partition("<main")[2]


def test_the_ranking_to_download_names_entries_as_its_page_does(
    ctx: Context, organiser: Browser, contest: Match
) -> None:
    entered(ctx, contest)
    organiser.post(f"/organiser/matches/{contest.id}/open")
    table = organiser.get(f"/api/matches/{contest.id}/ranking.csv").text
    assert "出场序号" in table
    assert "代表队" not in table


def test_an_entry_is_entered_and_changed_with_its_piece(ctx: Context, organiser: Browser, contest: Match) -> None:
    path = f"/organiser/matches/{contest.id}/teams"
    assert organiser.post(path, data={"name": "李二", "piece": "一盏灯", "members": ""}).status_code == 303
    (one,) = roster.roster_of(ctx, contest.id)
    data = {"name": "李二", "was-name": "李二", "piece": "两盏灯", "was-piece": "一盏灯"}
    assert organiser.post(f"{path}/{one.team.id}", data=data).status_code == 303
    assert [entry.team.piece for entry in roster.roster_of(ctx, contest.id)] == ["两盏灯"]


def test_a_list_of_names_and_pieces_as_offices_keep_it_is_taken_as_entries(
    ctx: Context, organiser: Browser, contest: Match
) -> None:
    table = "序号,姓名,单位,演讲题目\n1,张一,甲单位,桥\n2,李二,乙单位,一盏灯\n".encode()
    path = f"/organiser/matches/{contest.id}/teams/import"
    page = organiser.post(path, data={"file": (io.BytesIO(table), "名单.csv")}).text
    assert "选手共 2 个，没有问题" in page
    assert "<td>桥</td>" in page
    given: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        given.setdefault(name, []).append(html.unescape(value))
    assert organiser.post(f"{path}/confirm", data=given).status_code == 303
    found = [(one.team.name, one.team.organisation, one.team.piece) for one in roster.roster_of(ctx, contest.id)]
    assert found == [("张一", "甲单位", "桥"), ("李二", "乙单位", "一盏灯")]


def test_nobody_who_performs_gets_a_tablet(ctx: Context, organiser: Browser, contest: Match) -> None:
    entered(ctx, contest)
    organiser.post(f"/organiser/matches/{contest.id}/tickets", data={"judges": "2"})
    assert sorted({one.role for one in tickets.tickets_of(ctx, contest.id)}) == ["chief", "display", "host", "judge"]


@pytest.fixture
def demo(ctx: Context) -> Demo:
    return make_contest(ctx, "zh")


def test_the_papers_of_a_contest_call_each_entry_and_have_a_line_for_it(organiser: Browser, demo: Demo) -> None:
    path = f"/organiser/matches/{demo.match}"
    script = organiser.get(f"{path}/papers/script").text
    assert script.count("有请") == 20
    assert "《一盏灯的温度》" in script
    scores = organiser.get(f"{path}/print/scores").text
    assert (scores.count("9号评委"), scores.count("《")) == (1, 20)
    forms = "".join(organiser.get(f"{path}/papers/{kind}").text.partition("<main")[2] for kind in ("draw", "protest"))
    assert re.findall("领队|题号|台号|代表队", forms) == []
    assert [word for word in ("代表队", "题目", "台号") if word in script + scores.partition("<main")[2]] == []


def test_the_result_of_a_contest_names_no_base_score_of_nothing(organiser: Browser, demo: Demo) -> None:
    paper = organiser.get(f"/organiser/matches/{demo.match}/papers/result").text
    assert "基础分" not in paper
    assert "尚未锁定，不是最终成绩（依据台账" in paper


def test_whoever_performs_signs_in_though_nobody_is_listed_beside_the_name(organiser: Browser, demo: Demo) -> None:
    paper = organiser.get(f"/organiser/matches/{demo.match}/papers/sign_in").text
    assert (paper.count("甲小青"), paper.count("癸小禾")) == (1, 1)


def test_the_briefings_of_a_contest_speak_of_no_question_and_of_no_team(organiser: Browser, demo: Demo) -> None:
    page = organiser.get(f"/organiser/matches/{demo.match}").text
    assert "/papers/team" not in page
    told = organiser.get(f"/organiser/matches/{demo.match}/papers/briefings").text.partition("<main")[2]
    assert [word for word in ("题目", "题库", "队", "判定", "各台") if word in told] == []


def test_a_refusal_in_a_contest_speaks_of_the_performance() -> None:
    assert saying("zh", Titles(contest=True))("errors.item-running.message") == "正在出场的这一位还没有结束"
    assert saying("zh")("errors.item-running.message") == "当前这道题还没有结束"
