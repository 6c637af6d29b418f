"""The judge report of a match: of locked marks alone, in the match's own ranks, in words for its chair."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import partial

import openpyxl
import pytest

from scoreboard.exports.tables import Table, Worksheet, xlsx
from scoreboard.exports.tally.match_marks import marked_items, marked_match
from scoreboard.exports.tally.match_report import has_report, match_report, report_sheets
from scoreboard.i18n.catalogue import say
from scoreboard.presenters.panel.mark_words import script_of
from scoring.engine.panel.commands import AskCorrection, DecideMark, EnterMark
from scoring.engine.panel.result import score
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.commands_manage import VoidItem
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, StartClock
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable, panel_rule
from scoring.engine.quiz.standings import standings
from tests.unit.engine.quiz.play import D
from tests.unit.engine.quiz.play import Table as Match
from tests.unit.exports.tally.marked import JUDGES, MARKS, marked, turn

ZH = partial(say, "zh")


def text(table: Match, lang: str = "zh") -> str:
    """The whole report as lines of text."""
    lines: list[str] = []
    for part, plot in match_report(table.state, lang):
        lines += [part.title, *part.sentences]
        lines += [" ".join(row) for table in part.tables for row in (table.head, *table.texts())]
        lines += [plot.caption, str(plot.svg)] if plot else []
    return "\n".join(lines)


def test_the_chair_reads_who_gave_what_how_sure_the_lines_are_and_who_stands_out() -> None:
    words = text(marked())
    assert "各评委的给分：情景题" in words
    assert "A队 18 17 19 18 12 17.67" in words
    assert "E队 14 13 15 14 20 14.33" in words
    assert "前 1 名的获奖线是否稳" in words
    assert "第 3 名“C队”与第 4 名“D队”相差 0.67 分。" in words
    assert "情景题：4 位评委给“C队”的分更高，0 位相同，1 位给“D队”的分更高。" in words
    assert re.search(r"肯德尔 W = 0\.\d\d", words)
    assert "5号评委 的排序与其他评委的相关程度较低" in words
    assert "E队 5号评委 分数 20 14 6" in words
    assert "本报告不改变任何得分和名次" in words


def test_the_judges_stand_in_it_with_their_units_and_the_teams_that_they_did_not_mark() -> None:
    table = marked({"A": ("18", "17", "19", "18", "回"), "B": ("15", "15", "15", "15", "15")}, items=2)
    assert "5号评委  A队" in text(table)
    table.panel = tuple(replace(one, organisation="甲单位" if one.id == JUDGES[0] else "") for one in table.panel)
    turn(table, ("18", "17", "19", "18", "17"))
    assert "1号评委 甲单位 " in text(table)
    assert "评委及其单位" not in text(marked())


def test_every_score_in_it_is_the_panels_own_and_every_rank_the_matchs() -> None:
    rule = PanelTable(
        digits=1,
        rounding="truncate",
        criteria=(
            CriterionTable("content", "内容", D(10), weight=D("0.6")),
            CriterionTable("voice", "表达", D(10), weight=D("0.4")),
        ),
    )
    table = marked({}, rule, teams="AB")
    for no in range(2):
        table.present()
        table.give(StartClock())
        table.give(OpenPanel())
        for place, judge in enumerate(JUDGES):
            marks = {"content": D(5 + (place + no) % 5), "voice": D(9 - place)}
            table.give(EnterMark(judge, marks), actor=f"ticket:{judge}")
        table.give(LockPanel())
        table.give(CloseItem())
    match = marked_match(table.state, ZH)
    (judged,) = match.rounds
    panels = [item.panel for item in marked_items(table.state) if item.panel]
    assert [judged.scores["A队"], judged.scores["B队"]] == [score(panel, panel_rule(rule)).score for panel in panels]
    ranks = {table.state.team(place.id).name: place.rank for place in standings(table.state)}
    assert match.ranking.ranks("") == ranks


def test_while_a_judge_is_marking_nothing_is_told_of_anybody() -> None:
    table = marked({"A": MARKS["A"]}, teams="AB")
    assert has_report(table.state)
    turn(table, MARKS["B"], lock=False)
    assert not has_report(table.state)
    assert match_report(table.state, "zh") == []
    table.give(LockPanel())
    assert "B队 17 16 18 17 13" in text(table)


def test_before_any_lock_there_is_no_report() -> None:
    table = marked({}, teams="AB")
    assert match_report(table.state, "zh") == []


def test_asking_for_it_changes_no_score_and_no_rank() -> None:
    table = marked()
    before = (table.state, table.scores(), standings(table.state))
    text(table)
    assert (table.state, table.scores(), standings(table.state)) == before


def test_an_item_that_was_thrown_out_is_not_in_it() -> None:
    table = marked()
    table.give(VoidItem(5), reason="设备故障")
    assert "E队 14 13" not in text(table)


def test_each_way_of_having_no_mark_is_told_apart() -> None:
    table = marked({"A": ("18", "", "0", "弃", "回")}, PanelTable(digits=2, missing="leave_out"))
    assert "A队 18 缺 0 弃权 回避 9.00" in text(table)


def test_a_late_sheet_that_was_not_taken_is_late_and_no_number() -> None:
    table = marked({"A": ("18", "", "16", "16", "16"), "B": MARKS["B"]})
    table.give(EnterMark("j2", {"score": D(1)}, 1), actor="ticket:j2")
    words = text(table)
    assert "A队 18 迟 16 16 16 16.50" in words
    assert "A队 2号评委" not in words


def test_a_correction_that_was_taken_is_the_mark_that_counts() -> None:
    table = marked()
    table.give(AskCorrection(1, "j5", {"score": D(18)}), actor="ticket:j5", reason="看错")
    (waiting,) = table.state.items[0].panel.waiting  # type: ignore[union-attr]
    table.give(DecideMark(1, waiting, accept=True), actor="ticket:chief", reason="属实")
    assert "A队 18 17 19 18 18 18.00" in text(table)


def test_a_round_with_two_items_a_team_calls_its_entries_by_team_and_item() -> None:
    table = marked({}, items=2, teams="AB")
    for team in ("A", "B", "A", "B"):
        turn(table, MARKS[team])
    assert "A队 · 第 1 题 18 17 19 18 12" in text(table)
    assert "A队 · 第 3 题 18 17 19 18 12" in text(table)


def test_judges_of_one_name_stay_two() -> None:
    table = marked({}, teams="AB")
    table.panel = tuple(PanelJudge(judge, "张评委") for judge in JUDGES)
    turn(table, MARKS["A"])
    assert "参赛队 张评委 张评委 (2) 张评委 (3) 张评委 (4) 张评委 (5) 得分" in text(table)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "marks",
    [{"A": MARKS["A"]}, {"A": ("18",) * 5, "B": ("18",) * 5}, {"A": ("0", "弃", "弃", "弃", "回"), "B": ("20",) * 5}],
    ids=["one team", "no difference", "hardly a mark"],
)
def test_small_and_uniform_panels_give_sentences_without_nan_or_unfilled_words(
    lang: str, marks: dict[str, tuple[str, ...]]
) -> None:
    words = text(marked(marks, lines=(1,)), lang)
    assert not re.search(r"\bnan\b|\binf\b|Infinity|\{|report\.", words, re.IGNORECASE)


def test_the_drawings_need_no_style_and_no_script_and_names_cannot_smuggle_any() -> None:
    table = marked()
    named = tuple(PanelJudge(one.id, f'"><b onload="x">{one.id}') for one in table.panel)
    table = marked({}, teams="ABCDEF")
    table.panel = named
    for given in MARKS.values():
        turn(table, given)
    drawn = "".join(str(plot.svg) for _, plot in match_report(table.state, "zh") if plot)
    assert drawn.count("<svg") == 3
    assert not re.search(r"style=|<script|<b ", drawn)


def test_the_workbook_has_the_sentences_and_a_sheet_for_every_table_and_none_before_the_lock() -> None:
    def sheets(match: Match) -> list[str]:
        result = Worksheet("成绩", Table.of("成绩", ("代表队",), []))
        book = xlsx(result, *report_sheets(match.state, "zh"))
        return openpyxl.load_workbook(io.BytesIO(book)).sheetnames

    table = marked()
    tables = sum(len(part.tables) for part, _ in match_report(table.state, "zh"))
    assert sheets(table)[:2] == ["成绩", "说明"]
    assert len(sheets(table)) == 2 + tables
    assert sheets(marked({}, teams="AB")) == ["成绩"]


def test_it_names_the_same_score_that_the_host_reads_aloud() -> None:
    table = marked()
    panel = table.state.items[0].panel
    assert panel is not None
    names = {judge.id: judge.label for judge in panel.judges}
    read = script_of(score(panel, panel_rule(PanelTable(digits=2))), names, "A队", ZH)
    assert read[-1] == "A队 最后得分：17.67 分！"
