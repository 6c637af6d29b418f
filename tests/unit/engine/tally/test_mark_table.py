"""Tables of marks: the five states of a mark, rows for points, and every faulty row with its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoreboard.i18n.catalogue import LANGS, known
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import Criterion
from scoring.engine.tally.mark_cell import parse_mark
from scoring.engine.tally.mark_table import Row, read_marks
from scoring.engine.tally.rule import TallyRule
from tests.unit.engine.tally.panels import ONE, TWO, marks, rows, rule

TEN = Criterion("a", Decimal(10), step=Decimal("0.5"))


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("0", Mark("A", Decimal(0))),
        ("8.5", Mark("A", Decimal("8.5"))),
        ("８．５", Mark("A", Decimal("8.5"))),
        ("", Mark("A", None, "missing")),
        ("缺", Mark("A", None, "missing")),
        ("回避", Mark("A", None, "recused")),
        ("Recused", Mark("A", None, "recused")),
        ("弃权", Mark("A", None, "abstained")),
        ("迟", Mark("A", None, "late")),
        ("迟 8.5", Mark("A", Decimal("8.5"), "late")),
        ("8.5 late", Mark("A", Decimal("8.5"), "late")),
    ],
)
def test_a_cell_is_a_number_or_one_of_four_words(cell: str, mark: Mark) -> None:
    assert parse_mark("A", cell, TEN) == mark


TEXT = f'{TWO}[[points]]\nid = "base"\nkind = "add"\nhigh = 50\n'
STAGED = (
    '[[criterion]]\nid = "paper"\nhigh = 100\nstage = "s1"\n[[criterion]]\nid = "talk"\nhigh = 100\n'
    '[[stage]]\nid = "s1"\nname = "初评"\nweight = 1\n[[stage]]\nid = "s2"\nweight = 1\n'
)
FAULTY = [
    (". A content 50", "row-entry-missing"),
    ("甲 . content 50", "row-judge-missing"),
    ("甲 A . 50", "row-criterion-missing"),
    ("甲 A beauty 50", "row-criterion-unknown"),
    ("甲 A contents 50", "row-criterion-near"),
    ("甲 A content fifty", "row-mark-not-number"),
    ("甲 A content 1e3", "row-mark-not-number"),
    ("甲 A content 61", "row-mark-out-of-range"),
    ("甲 A content 50.5", "row-mark-off-step"),
    ("甲 A content 50 s1", "row-stage-unknown"),
    ("甲 . base 回避", "row-points-state"),
    ("甲 . base 51", "row-mark-out-of-range"),
]


@pytest.mark.parametrize(("line", "code"), FAULTY)
def test_each_faulty_row_is_named(line: str, code: str) -> None:
    _, faults = read_marks(rows("乙 A content 50", line), rule("", TEXT))
    assert [(fault.place, fault.code) for fault in faults] == [("3", code)]


def test_a_mark_given_twice_names_the_first_row_and_is_not_overwritten() -> None:
    table, faults = read_marks(rows("甲 A content 50", "甲 A content 60", "甲 . base 1", "甲 . base 2"), rule("", TEXT))
    assert [(f.place, f.code, dict(f.fields)) for f in faults] == [
        ("3", "row-twice", {"entry": "甲", "judge": "A", "first": "2"}),
        ("5", "row-twice", {"entry": "甲", "judge": "", "first": "4"}),
    ]
    assert table.entries["甲"].marks[""]["content"]["A"].value == 50
    assert table.entries["甲"].points == {"base": 1}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("甲 A voice 50", "row-mark-out-of-range"),
        ("甲 B voice 8.5", "row-twice"),
        ("甲 A . 50", "row-criterion-missing"),
        ("甲 A content 50 . 二组", "row-two-groups"),
    ],
)
def test_a_row_of_words_that_were_all_read_before_is_still_checked_as_a_whole(line: str, code: str) -> None:
    before = rows("甲 A content 50", "甲 B content 50", "甲 B voice 8.5", "乙 A content 50 . 二组")
    _, faults = read_marks([*before, rows(line)[0]._replace(place="9")], rule("", TWO))
    assert [(fault.place, fault.code) for fault in faults] == [("9", code)]


def test_a_judge_of_another_group_joins_the_panel_with_the_first_mark_there() -> None:
    table = marks(rule(), "甲 A mark 90 . 一组", "乙 B mark 90 . 二组", "甲 B mark 90 . 一组", "丙 A mark 90 . 二组")
    assert table.panels == {("", "一组"): ("A", "B"), ("", "二组"): ("B", "A")}


def test_a_recusal_on_all_criteria_does_not_name_the_only_one_of_a_stage() -> None:
    lines = ("甲 A paper 90", "甲 B . 回避 s1", "甲 C . 90 s1")
    _, faults = read_marks(rows(*lines), rule("", STAGED))
    assert [(fault.place, fault.code) for fault in faults] == [("4", "row-criterion-missing")]


def staged() -> TallyRule:
    return rule("", STAGED)


def test_stages_go_by_id_or_name_and_must_fit_their_criterion() -> None:
    given = rows("甲 A paper 90", "甲 A talk 80 初评", "甲 A talk 70 s2", "甲 B talk 70", "甲 B paper 70 s2")
    table, faults = read_marks(given, staged())
    assert [(f.place, f.code) for f in faults] == [("5", "row-stage-missing"), ("6", "row-stage-other")]
    found = {(stage, c): m["A"].value for stage, by in table.entries["甲"].marks.items() for c, m in by.items()}
    assert found == {("s1", "paper"): 90, ("s1", "talk"): 80, ("s2", "talk"): 70}


def test_an_entry_stays_in_its_group() -> None:
    _, faults = read_marks(rows("甲 A content 50 . 一组", "甲 B content 50 . 二组"), rule("", TWO))
    assert [(f.place, f.code, dict(f.fields)) for f in faults] == [
        ("3", "row-two-groups", {"entry": "甲", "judge": "B", "first": "一组", "group": "二组"})
    ]


def test_one_row_recuses_a_judge_from_every_criterion() -> None:
    table = marks(rule("", TWO), "甲 A content 50", "甲 A voice 8", "甲 B . 回避")
    assert {c: by["B"].state for c, by in table.entries["甲"].marks[""].items()} == {
        "content": "recused",
        "voice": "recused",
    }


def test_a_single_criterion_need_not_be_named() -> None:
    table = marks(rule(), "甲 A . 90")
    assert table.entries["甲"].marks[""]["mark"]["A"].value == 90


def test_the_panel_is_whoever_marks_in_the_stage_and_group_or_the_list_of_the_rule() -> None:
    lines = ("甲 A mark 90 . 一组", "乙 B mark 80 . 二组", "丙 A mark 70 . 二组")
    assert marks(rule(), *lines).panels == {("", "一组"): ("A",), ("", "二组"): ("B", "A")}
    named = rule('[panel]\njudges = ["A", "B", "C"]\n', ONE)
    assert marks(named, *lines).panels[("", "一组")] == ("A", "B", "C")
    assert read_marks(rows("甲 D mark 90"), named)[1][0].code == "row-judge-unknown"


@pytest.mark.parametrize("lang", LANGS)
def test_every_fault_of_a_row_has_its_words(lang: str) -> None:
    codes = {code for _, code in FAULTY} | {
        "row-twice",
        "row-stage-missing",
        "row-stage-other",
        "row-two-groups",
        "row-judge-unknown",
    }
    assert [code for code in sorted(codes) if not known(lang, f"tally.faults.{code}")] == []


def test_row_places_are_kept_as_given() -> None:
    _, faults = read_marks([Row("一!7", "", "A", "mark", "1")], rule())
    assert faults[0].place == "一!7"
