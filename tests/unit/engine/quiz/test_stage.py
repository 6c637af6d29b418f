"""The lines that a tie may lie across are those of the stage that is played."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.errors import Refused
from scoring.engine.quiz.commands_manage import LockResult
from scoring.engine.quiz.commands_play import EndRound
from scoring.engine.quiz.commands_tie_off import BeginTieOff
from scoring.engine.quiz.match import ties_that_matter
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_print import Lang, print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.standings import decisive_lines
from scoring.engine.stages import Award, Stage
from scoring.sheets import template_text
from tests.unit.engine.quiz.play import TEAM, Table, played, sheet

STAGES = (Stage("初赛", groups=2, advance=3), Stage("决赛"))
AWARDS = (Award("一等奖", 1), Award("二等奖", 2), Award("优胜奖", 0))


def rules(**fields: object) -> RuleSheet:
    return sheet(replace(TEAM, items=1), **{"stages": STAGES, "awards": AWARDS} | fields)


def finished(stage: str, verdicts: str) -> Table:
    table = Table(rules(), teams="ABCDEF"[: len(verdicts)], stage=stage)
    table.begin("team")
    played(table, verdicts)
    table.give(EndRound())
    return table


@pytest.mark.parametrize(
    ("stage", "fields", "lines"),
    [
        ("初赛", {}, {3}),
        ("决赛", {}, {1, 3}),
        ("", {"stages": (Stage("初赛", advance=2), Stage("决赛"))}, {1, 2, 3}),
        ("复赛", {}, {1, 3}),  # a stage that a new edition has renamed
        ("初赛", {"stages": (Stage("初赛", groups=2, runners_up=1), Stage("决赛"))}, set()),
        ("决赛", {"stages": (Stage("初赛", advance=4), Stage("决赛", advance=2))}, {1, 2, 3}),
        ("", {"stages": ()}, {1, 3}),
        ("初赛", {"tie_matters": (5,)}, {5}),
    ],
)
def test_lines_are_those_of_the_stage_and_awards_only_those_of_the_last(
    stage: str, fields: dict[str, object], lines: set[int]
) -> None:
    assert decisive_lines(rules(**fields), stage) == lines


def test_a_tie_inside_those_who_go_on_does_not_hold_up_a_group_match() -> None:
    table = finished("初赛", "rrrwww")
    assert ties_that_matter(table.state) == ()
    with pytest.raises(Refused, match="tie-does-not-matter"):
        table.give(BeginTieOff(("A", "B", "C")))
    table.give(LockResult())
    assert table.state.phase == "locked"


def test_the_same_tie_holds_up_the_final_where_it_decides_an_award() -> None:
    table = finished("决赛", "rrrwww")
    assert ties_that_matter(table.state) == (("A", "B", "C"),)
    with pytest.raises(Refused, match="tie-open"):
        table.give(LockResult())


def test_the_printed_rules_name_the_lines_stage_by_stage() -> None:
    said = {lang: str(print_rule_sheet(rules(), lang)) for lang in ("zh", "en")}  # type: ignore[arg-type]
    assert "同分影响初赛前3名、决赛第1名、前3名归属的，进行加赛" in said["zh"]
    assert "who is in the first 3 in 初赛; first place, the first 3 in 决赛" in said["en"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "lines"), [("grand-league", [{2}, {3}, {1, 3, 6}]), ("quick-league", [{16}, {1}, {1, 3, 6}])]
)
def test_the_lines_of_a_shipped_league_follow_its_stages(name: str, lang: Lang, lines: list[set[int]]) -> None:
    league = read_rule_sheet(template_text(name, lang))
    assert [decisive_lines(league, stage.name) for stage in league.stages] == lines
