from __future__ import annotations

from question_sets import read_set
from scoreboard.presenters.quiz.question_report import report_lines
from tests.unit.question_sets.builders import text_table


def test_errors_come_first_and_equal_findings_are_one_line_with_all_their_places() -> None:
    good = [("维生素____是", f"第{number}种") for number in range(10)]
    rows = [("题干", "答案", "备注"), *[(f"{stem}{key}", key, "") for stem, key in good], ("没有答案的题", "", "")]
    lines = list(report_lines("zh", read_set("题库.csv", text_table(rows))))
    assert (lines[0].severity, lines[0].places, lines[0].text) == ("error", "题库.csv 第 12 行", "没有答案。")
    severities = [line.severity for line in lines]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert [(line.places, line.count) for line in lines if "按填空题读取" in line.text] == [("题库.csv 第 2–11 行", 10)]
