"""Marks, scores and standings of small matches: exact rows, and sums that are the scores."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.engine.errors import WrongStage
from scoring.engine.ledger import Entry
from scoring.engine.panel.commands import AskCorrection, DecideMark, EnterMark
from scoring.engine.quiz.book import entries_of
from scoring.engine.quiz.commands_manage import AdjustPoints, CorrectItem, VoidItem
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, OpenMatch, StartClock
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.state import MatchState
from tests.fakes import fake_context
from tests.halls import play, set_up
from tests.unit.engine.quiz.play import TEAM, D, Table, played, press_round, sheet
from tests.unit.exports.match_tables.read import columns, tables
from tests.unit.exports.tally.marked import MARKS, marked, turn

BOOKS = Path(__file__).parents[3] / "books"


def sums(entries: Sequence[Entry]) -> dict[str, Decimal]:
    """Team → the points of its lines added."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in tables(entries)["scores"]:
        found[row["team"]] += Decimal(row["points"])
    return dict(found)


def ranked(entries: Sequence[Entry]) -> dict[str, Decimal]:
    """Team → its score in the standings."""
    return {row["team"]: Decimal(row["score"]) for row in tables(entries)["standings"]}


def whole_hall() -> Sequence[Entry]:
    hall = set_up(fake_context())
    play(hall)
    return hall.entries()


def floored() -> Sequence[Entry]:
    table = Table(sheet(replace(TEAM, points=replace(TEAM.points, wrong=D("-70.5"))), floor=D(0)))
    table.begin("team")
    return played(table, "wrwwwr").entries


def fouled() -> Sequence[Entry]:
    table = Table(sheet(press_round()))
    table.begin("press")
    table.present()
    table.wait(200)
    table.press("C")
    return table.entries


@pytest.mark.parametrize("match", [whole_hall, floored, fouled, lambda: marked().entries])
def test_the_points_of_a_team_add_up_to_its_score(match: object) -> None:
    entries = match()  # type: ignore[operator]
    assert sums(entries) == ranked(entries)


@pytest.mark.parametrize("book", ["marks", "mixed", "quiz"])
def test_so_they_do_in_every_archived_book(book: str) -> None:
    entries = entries_of(json.loads((BOOKS / f"{book}.json").read_text("utf-8")))
    assert sums(entries) == ranked(entries)
    assert len(sums(entries)) > 1


def test_a_line_says_its_cause_and_what_the_floor_kept_is_one_of_them() -> None:
    names = ("team", "seq", "item", "round", "cause", "verdict", "points")
    found = columns(tables(floored())["scores"], *names)
    assert [line for line in found if line[0] == "A"] == [
        ("A", "", "", "", "base", "", "100"),
        ("A", "5", "1", "team", "answer", "wrong", "-70.5"),
        ("A", "14", "4", "team", "answer", "wrong", "-70.5"),
        ("A", "", "", "", "floor", "", "41"),
    ]


def test_carried_points_corrections_and_adjustments_are_told_apart() -> None:
    table = Table(sheet(replace(TEAM, items=1)), teams="AB")
    teams = tuple(replace(team, carried=D("2.5")) if team.id == "A" else team for team in table.setup.teams)
    table.setup = replace(table.setup, teams=teams)
    table.entries, table.state = [], MatchState()
    table.give(OpenMatch())
    table.begin("team")
    played(table, "w")
    table.give(CloseItem())
    table.give(CorrectItem(1, "A", "right"), reason="判错")
    table.give(AdjustPoints("B", D(-5)), reason="迟到")
    names = ("team", "cause", "verdict", "points", "corrected_by", "reason")
    assert columns(tables(table.entries)["scores"], *names) == [
        ("A", "base", "", "100", "", ""),
        ("A", "carried", "", "2.5", "", ""),
        ("A", "answer", "right", "10", "7", ""),
        ("B", "base", "", "100", "", ""),
        ("B", "adjust", "", "-5", "", "迟到"),
    ]


def test_standings_have_the_matchs_own_ranks_with_what_parts_them() -> None:
    entries = whole_hall()
    found = tables(entries)["standings"]
    names = ("rank", "tied", "team_name", "organisation", "station", "score", "final")
    assert columns(found, *names) == [
        ("1", "no", "乙队", "乙单位", "1", "130", "yes"),
        ("2", "no", "甲队", "甲单位", "2", "112.5", "yes"),
    ]
    assert columns(found, "above_because", "above_value", "below_value") == [("score", "130", "112.5"), ("", "", "")]


def test_before_the_lock_the_standings_are_not_final() -> None:
    table = marked({"A": MARKS["A"]}, teams="AB")
    found = tables(table.entries)["standings"]
    assert columns(found, "team", "score", "final") == [("A", "117.67", "no"), ("B", "100", "no")]
    assert {row["team"]: row["score"] for row in found} == {t: str(s) for t, s in totals(table.state).items()}


NAMES = ("judge", "judge_label", "criterion", "version", "state", "mark", "counts", "source")


def test_each_judge_has_a_row_also_without_a_mark() -> None:
    table = marked({"A": ("18", "17.5", "", "弃", "回")}, PanelTable(digits=2, missing="leave_out", step=D("0.5")))
    assert columns(tables(table.entries)["marks"], *NAMES) == [
        ("j1", "1号评委", "score", "1", "given", "18", "yes", "tablet"),
        ("j2", "2号评委", "score", "1", "given", "17.5", "yes", "tablet"),
        ("j3", "3号评委", "score", "", "missing", "", "no", ""),
        ("j4", "4号评委", "score", "1", "abstained", "", "no", "tablet"),
        ("j5", "5号评委", "score", "1", "recused", "", "no", "tablet"),
    ]


def test_each_criterion_is_a_row_with_its_weight() -> None:
    rule = PanelTable(
        digits=2,
        criteria=(
            CriterionTable("content", "内容", D(10), weight=D("0.6")),
            CriterionTable("voice", "表达", D(10), weight=D("0.4")),
        ),
    )
    table = marked({}, rule, teams="A")
    table.present()
    table.give(StartClock())
    table.give(OpenPanel())
    for judge in table.panel:
        table.give(EnterMark(judge.id, {"content": D(9), "voice": D(7)}), actor=f"ticket:{judge.id}")
    table.give(LockPanel())
    found = tables(table.entries)["marks"]
    assert columns(found, "judge", "criterion", "criterion_name", "weight", "mark")[:2] == [
        ("j1", "content", "内容", "0.6", "9"),
        ("j1", "voice", "表达", "0.4", "7"),
    ]
    assert len(found) == 10


def test_every_version_stays_with_what_became_of_it() -> None:
    table = marked({}, PanelTable(digits=2, missing="leave_out"), teams="A")
    table.present()
    table.give(StartClock())
    table.give(OpenPanel())
    for judge, mark in (("j1", "15"), ("j1", "16"), ("j2", "17"), ("j3", "12"), ("j4", "13")):
        table.give(EnterMark(judge, {"score": D(mark)}), actor=f"ticket:{judge}")
    table.give(LockPanel(even_if_missing=True))
    table.give(CloseItem())
    table.give(EnterMark("j5", {"score": D(20)}, 1), actor="ticket:j5")
    for judge, mark in (("j2", "18"), ("j3", "11")):
        table.give(AskCorrection(1, judge, {"score": D(mark)}), actor=f"ticket:{judge}", reason="看错")
    panel = table.state.items[0].panel
    assert panel is not None
    asked = {sheet.judge: seq for seq, sheet in panel.waiting.items()}
    table.give(DecideMark(1, asked["j2"], accept=True), actor="ticket:chief", reason="属实")
    table.give(DecideMark(1, asked["j3"], accept=False), actor="ticket:chief", reason="无据")
    names = ("judge", "version", "state", "mark", "counts")
    assert columns(tables(table.entries)["marks"], *names) == [
        ("j1", "1", "given", "15", "no"),
        ("j1", "2", "given", "16", "yes"),
        ("j2", "1", "given", "17", "no"),
        ("j2", "2", "given", "18", "yes"),
        ("j3", "1", "given", "12", "yes"),
        ("j4", "1", "given", "13", "yes"),
        ("j5", "", "late", "20", "no"),
        ("j5", "", "missing", "", "no"),
        ("j3", "", "refused", "11", "no"),
    ]


def test_marks_of_an_item_that_was_thrown_out_do_not_count() -> None:
    table = marked({"A": MARKS["A"]}, teams="A")
    table.give(VoidItem(1), reason="设备故障")
    assert {row["counts"] for row in tables(table.entries)["marks"]} == {"no"}


def test_while_judges_are_marking_there_are_no_tables() -> None:
    table = marked({"A": MARKS["A"]}, teams="AB")
    turn(table, MARKS["B"], lock=False)
    with pytest.raises(WrongStage, match="marks-not-locked"):
        tables(table.entries)


def test_the_counts_of_the_audience_panel_stand_beside_the_judges_marks_with_what_they_replaced() -> None:
    entries = entries_of(json.loads((BOOKS / "hall.json").read_text(encoding="utf-8")))
    rows = [row for row in tables(entries)["marks"] if row["judge"] == "audience"]
    found = [(row["item"], row["criterion"], row["mark"], row["weight"], row["version"], row["counts"]) for row in rows]
    assert found == [
        ("1", "votes", "38", "0.4", "1", "yes"),
        ("1", "cast", "50", "0.4", "1", "yes"),
        ("2", "votes", "", "0.4", "1", "no"),
        ("2", "cast", "", "0.4", "1", "no"),
        ("2", "votes", "10", "0.4", "2", "yes"),
        ("2", "cast", "40", "0.4", "2", "yes"),
    ]
