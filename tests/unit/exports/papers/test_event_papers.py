"""Papers of a competition: what they say of awards by name, of versions, of days."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import openpyxl
import pytest

from scoreboard.exports.papers.blocks import Heading, Paper, Text
from scoreboard.exports.papers.certificates import certificates_docx
from scoreboard.exports.papers.event_given import Given, file_name
from scoreboard.exports.papers.event_tables import handed_table, ranking_csv, ranking_xlsx, stage_xlsx
from scoreboard.exports.papers.of_competition import (
    certificates_of,
    event_commendation,
    script_paper,
    transcripts,
    winners_paper,
)
from scoreboard.exports.papers.words import body_of
from scoreboard.i18n.titles import Titles
from scoring.engine.competition.commend_state import Holder, Honour
from tests.unit.exports.papers import reading
from tests.unit.exports.papers.event_samples import DAY, certificates, event_certificates, given

DAY_LONG = 86_400_000


def naming(award: str, *holders: Holder) -> Given:
    """A result with this award by name alone."""
    one = given()
    honour = Honour(award, by_rank=False, count=len(holders), holders=holders, ground="组委会研究")
    return replace(one, version=replace(one.version, honours=(honour,)))


def said(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Text))


def test_the_formula_of_own_points_stands_under_the_award_of_the_best_players_alone() -> None:
    leader = Holder("李一", "第1单位", 1)
    assert "个人得分 =" not in said(winners_paper(naming("优秀领队", leader)))
    assert "个人得分 =" in said(winners_paper(naming("最佳选手", Holder("张1一", "第1单位", 1))))


@pytest.mark.parametrize(
    ("award", "names", "kind"),
    [
        ("最佳风采奖", ("第1代表队", "第4代表队"), "2支代表队"),
        ("优秀领队", ("李一", "李四"), "2名同志"),
        ("最佳选手", ("张1一", "张4一"), "2名选手"),
    ],
)
def test_a_decision_calls_holders_of_an_award_by_name_what_they_are(
    award: str, names: tuple[str, str], kind: str
) -> None:
    holders = [Holder(name, f"第{no}单位", no) for no, name in zip((1, 4), names, strict=True)]
    assert kind in said(event_commendation(naming(award, *holders)))


def test_a_signed_result_of_a_stage_that_a_later_version_replaced_says_so() -> None:
    one = given()
    stage = one.stages[0]
    note = openpyxl.load_workbook(io.BytesIO(stage_xlsx("知识竞赛", stage, 2)))["复赛"]["A2"].value
    assert note == "第1版已被第2版取代，仅供查阅"
    whole = openpyxl.load_workbook(io.BytesIO(ranking_xlsx(replace(one, newest_of={"复赛": 2}))))
    assert [whole[name]["A2"].value for name in ("复赛", "决赛")] == [note, None]


def test_a_certificate_that_is_printed_after_a_correction_keeps_the_day_of_its_own_version() -> None:
    one = given(version=2, newest=2, reason="第七题改判")
    later = replace(one, version=replace(one.version, confirmed_at=DAY + 40 * DAY_LONG), signed_at={1: DAY})
    first, *_ = certificates(one)
    days = [certificates_of(later, [replace(first, version=version)], "x")[0].date for version in (1, 2)]
    assert days[0] == certificates_of(given(), [first], "x")[0].date
    assert days[0] != days[1]


def test_a_decision_about_teams_alone_speaks_of_no_people() -> None:
    by_rank = Honour("一等奖", by_rank=True, count=1, holders=(Holder("第1代表队", "第1单位", 1, 1),))
    one = given()
    teams = event_commendation(replace(one, version=replace(one.version, honours=(by_rank,))))
    assert teams.name.endswith("获奖集体的决定")
    assert "个人" not in said(teams)
    assert event_commendation(one).name.endswith("获奖集体和个人的决定")


def test_an_award_that_stays_empty_says_so_once_beside_its_name() -> None:
    paper = winners_paper(naming("特别奖"))
    assert [block.text for block in paper.blocks if isinstance(block, Heading)] == ["一、特别奖（空缺）"]
    assert said(paper) == "依据：组委会研究。"


def test_the_host_names_what_is_called_and_by_how_many() -> None:
    text = said(script_paper(naming("最佳选手", Holder("张1一", "第1单位", 1), Holder("张4一", "第4单位", 4))))
    assert "现在颁发最佳选手，获奖的有2名选手。" in text
    assert "请获奖者上台领奖" in text


def test_a_correction_is_marked_in_every_row_of_the_csv_and_keeps_the_rule_of_the_ranking() -> None:
    corrected = given(version=2, newest=2, reason="第七题改判")
    first, *rows = ranking_csv(corrected).decode("utf-8-sig").splitlines()
    assert first.endswith(",版本")
    assert all(row.endswith(",第2版（更正），更正原因：第七题改判") for row in rows)
    assert "版本" not in ranking_csv(given()).decode("utf-8-sig")
    note = openpyxl.load_workbook(io.BytesIO(ranking_xlsx(corrected)))["总成绩"]["A2"].value
    assert (
        note
        == "第2版（更正），更正原因：第七题改判\n"
        + openpyxl.load_workbook(io.BytesIO(ranking_xlsx(given())))["总成绩"]["A2"].value
    )


def test_the_names_of_the_files_of_two_versions_differ() -> None:
    assert [file_name(given(version=version, newest=2), "获奖名单") for version in (1, 2)] == [
        "获奖名单（第1版）",
        "获奖名单（第2版）",
    ]
    assert file_name(given(), "获奖名单") == "获奖名单"


def test_the_places_to_sign_a_ranking_are_as_long_as_each_other() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ranking_xlsx(given(1))))["总成绩"]
    (foot,) = (text for (text, *_) in sheet.iter_rows(values_only=True) if str(text).startswith("记分："))
    lines = [len(line) for line in re.findall("_+", foot)]
    assert len(lines) == 3
    assert max(lines) - min(lines) <= 2
    assert min(lines) >= 10


def test_a_certificate_of_the_programs_template_names_the_organisation_of_its_holder() -> None:
    one = given()
    lines = reading.lines(certificates_docx(event_certificates(one)))
    assert lines[lines.index("第1代表队：") - 1] == "第1单位"
    assert lines[lines.index("张1一：") - 1] == "第1单位"
    assert lines[lines.index("第7单位：") - 1] == "荣誉证书", "an organisation is not written over itself"


@pytest.mark.parametrize(
    ("organiser", "signs"),
    [
        ("主办：甲委员会", "甲委员会"),
        ("主办单位:甲委员会", "甲委员会"),
        ("甲委员会", "甲委员会"),
        ("甲委员会、乙中心", "甲委员会、乙中心"),
        ("主办：甲委员会，承办：乙中心", "主办：甲委员会，承办：乙中心"),
        ("", ""),
    ],
)
def test_one_body_signs_by_its_name_alone_and_several_as_they_are_written(organiser: str, signs: str) -> None:
    assert body_of(organiser) == signs


SPEAKERS, CHOIRS = Titles("评委会主任", contest=True), Titles(contest=True, entry="合唱团")


@pytest.mark.parametrize(("titles", "entry", "count"), [(SPEAKERS, "选手", "2名选手"), (CHOIRS, "合唱团", "2个合唱团")])
def test_the_papers_of_a_contest_call_those_who_perform_as_its_rules_do(titles: Titles, entry: str, count: str) -> None:
    made = replace(given(), titles=titles)
    decided = event_commendation(made)
    assert decided.name == f"关于表彰{made.title}获奖{entry}的决定"
    assert count in said(decided)
    assert count in said(script_paper(made))
    assert "，成员张1一" in said(script_paper(made))
    rows = list(csv.reader(io.StringIO(ranking_csv(made).decode("utf-8-sig"))))
    assert entry in next(row for row in rows if "名次" in row)
    printed = "".join(map(str, (decided, script_paper(made), winners_paper(made), transcripts(made), rows)))
    assert re.findall("支代表队|获奖的队|未晋级的队", printed) == []


def test_who_performs_alone_is_not_named_twice_in_the_script() -> None:
    alone = Honour("一等奖", by_rank=True, count=1, holders=(Holder("张一", "甲单位", 1, 1, ("张一",)),))
    made = replace(given(), titles=SPEAKERS)
    made = replace(made, version=replace(made.version, honours=(alone,)))
    assert "成员" not in said(script_paper(made))


def test_the_list_of_certificates_says_of_each_that_is_good_no_longer_what_became_of_it() -> None:
    one = given()
    first, second, third, fourth, *_ = certificates(one)
    handed = replace(second, handed="李一", handed_at=DAY)
    listed = [(first, "corrected"), (handed, "corrected"), (third, "revoked"), (fourth, "valid")]
    taken = [row[6] for row in handed_table(one, listed).rows]
    assert taken == ["已更正", "李一（已更正）", "已撤销", ""]
