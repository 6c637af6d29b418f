"""Papers of a competition: what they say of awards by name, of versions, of days."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from scoreboard.exports.papers.blocks import Paper, Text
from scoreboard.exports.papers.event_given import Given
from scoreboard.exports.papers.event_tables import ranking_xlsx, stage_xlsx
from scoreboard.exports.papers.of_competition import certificates_of, event_commendation, winners_paper
from scoring.engine.competition.commend_state import Holder, Honour
from tests.unit.exports.papers.event_samples import DAY, certificates, given

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
