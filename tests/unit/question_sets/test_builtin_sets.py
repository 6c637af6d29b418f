from __future__ import annotations

import pytest

from question_sets.builtin_sets import builtin_sets, load_builtin
from question_sets.coverage import coverage
from scoring.engine.errors import NotFound
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import template_text

IDS = [known.id for known in builtin_sets()]


def test_there_are_builtin_sets() -> None:
    assert "standard" in IDS


@pytest.mark.parametrize("set_id", IDS)
def test_every_builtin_set_is_without_error_and_cites_its_sources(set_id: str) -> None:
    report = load_builtin(set_id)
    assert [
        (str(row.place), p.code, p.fields) for row in report.rows for p in row.problems if p.severity != "note"
    ] == []
    assert [problem.code for _, problem in report.faults] == []
    assert [question.no for question in report.questions if not question.citation] == []
    assert [question.no for question in report.questions if question.type != "short" and not question.explanation] == []


def test_the_standard_set_is_large_enough_and_has_media() -> None:
    counts = load_builtin("standard").counts
    assert counts["questions"] >= 150
    assert counts["media"] >= 10
    assert all(counts[kind] for kind in ("single", "multiple", "true_false", "fill", "short"))


def test_the_standard_set_covers_the_default_rule_sheet_with_four_teams() -> None:
    found = coverage(load_builtin("standard").questions, read_rule_sheet(template_text("standard-party")), teams=4)
    assert [line.fields for line in found.lines if line.missing] == []


def test_an_unknown_set_is_said_to_be_unknown() -> None:
    with pytest.raises(NotFound, match="no-such-question-set"):
        load_builtin("../builtin/standard")
