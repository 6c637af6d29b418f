"""The judges in their marks: severity, far-off marks, flat and identical sheets, silence where a sample is small."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.tally.judges import Agreement, PanelReport, panel_reports
from scoring.engine.tally.mark_table import MarkTable, Row
from scoring.engine.tally.odd_marks import FarMark, Flat, Same
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.tally import tally
from tests.unit.engine.tally.panels import TWO, marks, rule, sheet, taken


def report(of: TallyRule, table: MarkTable) -> PanelReport:
    (found,) = panel_reports(table, tally(of, table))
    return found


def on(given_: dict[str, str]) -> PanelReport:
    of = rule('[panel]\nmissing = "leave_out"\n')
    return report(of, sheet(of, given_))


FIVE = {"甲": "80 82 90", "乙": "70 72 80", "丙": "60 62 70", "丁": "50 52 60", "戊": "40 42 50"}


def test_severity_is_the_mean_difference_from_the_other_judges() -> None:
    lines = {one.judge: one for one in on(FIVE).judges}
    assert {judge: one.severity for judge, one in lines.items()} == {"A": -6, "B": -3, "C": 9}
    assert lines["A"].mean == 60
    assert (lines["A"].least, lines["A"].most) == (40, 80)
    assert {one.spread for one in lines.values()} == {Decimal("15.811388")}
    assert {one.likeness for one in lines.values()} == {Decimal(1)}


def test_full_agreement_in_order_and_less_in_absolute_marks() -> None:
    found = on(FIVE).agreement
    assert (found.entries, found.judges, found.w, found.alpha, found.why) == (5, 3, 1, 1, None)
    assert found.icc_single is not None
    assert Fraction(85, 100) < found.icc_single < 1


def test_an_entry_that_one_judge_did_not_mark_is_left_out_of_the_agreement_only() -> None:
    found = on(FIVE | {"己": "30 32 回避"})
    assert found.agreement.entries == 5
    assert {one.judge: (one.entries, dict(one.states)) for one in found.judges} == {
        "A": (6, {}),
        "B": (6, {}),
        "C": (5, {"recused": 1}),
    }


def test_small_samples_are_named_and_not_reckoned_with() -> None:
    assert on({entry: line[:5] for entry, line in FIVE.items()}).agreement == Agreement(5, 2, why="few_judges")
    assert on(dict(list(FIVE.items())[:4])).agreement == Agreement(4, 3, why="few_entries")
    assert {one.severity for one in on(dict(list(FIVE.items())[:4])).judges} == {None}


def test_identical_marks_everywhere_give_no_figures_and_no_suspicion() -> None:
    found = on(dict.fromkeys("甲乙丙丁戊", "80 80 80"))
    assert found.agreement == Agreement(5, 3, None, None, None, None, "no_spread")
    assert (found.far, found.flat, found.same) == ((), (), ())
    assert {(one.severity, one.spread, one.likeness) for one in found.judges} == {(0, 0, None)}


def test_one_sheet_under_two_names_is_found() -> None:
    # As in a public vote of 2021: a judge's ranking of 25 songs stands in the data twice, under two names.
    chance = random.Random(2021)
    songs = [f"song{number}" for number in range(1, 26)]
    ranked = {judge: chance.sample(range(1, 26), 25) for judge in ("A", "B", "C", "D")}
    ranked["E"] = ranked["B"]
    of = rule()
    rows = [
        Row("", song, judge, "mark", str(26 - place))
        for judge, places in ranked.items()
        for song, place in zip(songs, places, strict=True)
    ]
    assert report(of, taken(of, rows)).same == (Same(("B", "E"), 25, 25, 25),)


@pytest.mark.parametrize(("differing", "found"), [(1, True), (2, False)])
def test_sheets_of_which_29_of_30_marks_are_equal_are_named_as_nearly_the_same(differing: int, found: bool) -> None:
    chance = random.Random(3)
    given = {judge: [chance.randint(60, 95) for _ in range(30)] for judge in "ABC"}
    given["D"] = [mark + 1 if number < differing else mark for number, mark in enumerate(given["B"])]
    of = rule()
    rows = [Row("", f"e{n}", judge, "mark", str(mark)) for judge, line in given.items() for n, mark in enumerate(line)]
    assert report(of, taken(of, rows)).same == ((Same(("B", "D"), 30, 30, 29),) if found else ())


def test_two_sheets_with_hardly_any_difference_in_themselves_are_not_suspected_for_being_alike() -> None:
    given = {"A": [80] * 30, "B": [80] * 29 + [81], "C": [82] + [80] * 29, "D": list(range(60, 90))}
    of = rule()
    rows = [Row("", f"e{n}", judge, "mark", str(mark)) for judge, line in given.items() for n, mark in enumerate(line)]
    assert report(of, taken(of, rows)).same == ()


def test_a_flat_sheet_is_named_as_flat_and_not_as_identical() -> None:
    found = on({entry: f"{line} 75 75" for entry, line in FIVE.items()})
    assert found.flat == (Flat("D", "", Decimal(75), 5), Flat("E", "", Decimal(75), 5))
    assert found.same == ()


def test_a_judge_who_makes_no_difference_on_one_criterion_is_named_with_it() -> None:
    of = rule("", TWO)
    lines = []
    for number, entry in enumerate("甲乙丙丁戊"):
        lines += [f"{entry} A content {40 + number}", f"{entry} A voice {5 + number / 2}"]
        lines += [f"{entry} B content {40 + number}", f"{entry} B voice 8"]
    assert report(of, marks(of, *lines)).flat == (Flat("B", "voice", Decimal(8), 5),)


def test_a_mark_far_from_the_median_of_its_entry_is_listed() -> None:
    found = on({entry: line.replace(" 9", " 8") + " 61" for entry, line in FIVE.items()} | {"己": "85 84 86 8"})
    assert found.far[0] == FarMark("己", "D", "mark", Decimal(8), Decimal("84.5"), Decimal("76.5"))


def test_small_differences_are_never_far_off_however_much_the_others_agree() -> None:
    assert on(dict.fromkeys("甲乙丙丁戊", "80 80 80 80 81")).far == ()
    assert on(dict.fromkeys("甲乙丙丁戊", "80 80 80 80 95")).far[0].judge == "E"
    assert on({"甲": "80 80 10"}).far == ()  # three marks are too few to say which is far


SHEETS = st.lists(st.lists(st.integers(0, 10), min_size=3, max_size=3), min_size=1, max_size=8)


@given(SHEETS)
def test_any_marks_give_a_report_and_leave_the_result_as_it_was(given_: list[list[int]]) -> None:
    of = rule()
    table = sheet(of, {f"作品{i}": " ".join(map(str, line)) for i, line in enumerate(given_)})
    before = tally(of, table)
    panel_reports(table, before)
    assert tally(of, table) == before
