"""Texts on which a careless pattern takes the square of their length: at this length that would be hours."""

from __future__ import annotations

import pytest

from question_sets import read_set
from question_sets.columns import heading_score
from scoring.tables.text import clean
from tests.unit.question_sets.builders import HEAD, text_table

pytestmark = pytest.mark.timeout(60)

MANY = 2_000_000


@pytest.mark.parametrize("blank", [" ", "\t", "\u3000"])
def test_a_long_run_of_blanks_is_cleaned_in_one_pass(blank: str) -> None:
    assert clean(f"x{blank * MANY}x") == f"x{blank * MANY}x"
    assert clean(f"x{blank * MANY}\ny") == "x\ny"


def test_a_cell_of_twenty_thousand_blanks_is_too_long_and_the_row_says_so() -> None:
    report = read_set("a.csv", text_table((HEAD, ("单选", f"甲{' ' * 20_000}乙", "一", "二", "", "", "A", ""))))
    assert [(row.place.row, [p.code for p in row.problems if p.severity == "error"]) for row in report.rows] == [
        (2, ["cell-too-long"])
    ]


@pytest.mark.parametrize("bracket", list("(（[【"))
def test_a_line_of_opening_brackets_is_no_heading(bracket: str) -> None:
    assert heading_score([bracket * MANY, "题干", "答案"]) == 2
    report = read_set("a.txt", (f"{bracket * 100_000}\n" * 20).encode())
    assert [problem.code for _, problem in report.faults] == ["no-heading"]


def test_a_comment_of_gift_with_nothing_but_beginnings_of_tags_has_no_tag() -> None:
    report = read_set("a.gift", ("// " + "[tag:" * (MANY // 5) + "\n对吗 {T}\n").encode())
    assert [question.tags for question in report.questions] == [()]
