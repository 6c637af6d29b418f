"""Results as files: the columns, the words, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import openpyxl
import pytest

from scoreboard.exports.tables import xlsx
from scoreboard.exports.tally import result_files
from scoreboard.exports.tally.wording import Wording
from scoring.engine.panel.steps import Step
from scoring.engine.tally.tally import Tally, explain, tally
from tests.unit.engine.tally.panels import marks, rule

STAGED = (
    '[[criterion]]\nid = "work"\nname = "内容"\nhigh = 100\n'
    '[[stage]]\nid = "papers"\nname = "材料评审"\nweight = "0.6"\n[[stage]]\nid = "live"\nweight = "0.4"\n'
    '[[rank.tie]]\nby = "criterion"\nof = "work"\nat = "live"\n'
)
LINES = (
    "甲 A work 90 papers 一组", "甲 A work 75 live 一组", "=cmd() A work 80 papers 一组", "=cmd() A work 90 live 一组",
    "丙 A work 70 papers 一组", "丙 A work 缺 live 一组",
)  # fmt: skip


def result() -> Tally:
    of = rule("", STAGED)
    return tally(of, marks(of, *LINES))


def words(lang: str) -> str:
    return result_files.aligned(result_files.words_table(result(), Wording(lang, result().rule.names())))


def test_csv_has_the_promised_columns_first_and_is_safe_to_open() -> None:
    data = result_files.result_csv(result())
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n") == [
        "entry,score,rank,tied,decided_by,group,papers,live,status",
        "'=cmd(),84.00,1,no,criterion:work@live,一组,80,90,scored",
        "甲,84.00,2,no,criterion:work@live,一组,90,75,scored",
        "丙,,,,,一组,70,,waiting",
        "",
    ]


def test_json_gives_points_as_texts_and_both_sides_of_what_decided() -> None:
    data: dict[str, Any] = json.loads(result_files.dumped(result_files.result_json(result(), "ab12")))
    assert data["marks"] == {"sha256": "ab12"}
    assert re.fullmatch("[0-9a-f]{64}", data["rule"]["digest"])
    assert data["results"][0] | {"stages": None} == {
        "entry": "=cmd()",
        "group": "一组",
        "status": "scored",
        "score": "84.00",
        "rank": 1,
        "tied": False,
        "decided_by": "criterion:work@live",
        "compared": ["90", "75"],
        "stages": None,
    }
    assert data["results"][2]["stages"][1] == {
        "stage": "live",
        "status": "waiting",
        "score": None,
        "waits": {"A": "missing"},
    }


def test_the_table_speaks_the_language_that_was_asked_for() -> None:
    chinese = words("zh").splitlines()
    assert chinese[0].split() == ["作品", "得分", "名次", "并列", "依据", "组别", "材料评审", "live"]
    assert "“内容”得分（live） 90 : 75" in chinese[1]
    assert "等待补齐：A 缺" in chinese[3]
    english = words("en")
    assert "waiting for marks: A missing" in english


def test_the_workbook_holds_numbers_as_numbers_and_texts_as_texts() -> None:
    data = xlsx(result_files.result_sheet(result(), Wording("zh", result().rule.names())))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows[0][:3] == ("作品", "得分", "名次")
    assert rows[1][:3] == ("=cmd()", 84, 1)
    assert sheet["A4"].data_type == "s"
    assert sheet["B4"].number_format == "0.00"


def test_an_explanation_reads_like_a_sum_on_paper() -> None:
    of = rule("[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\n")
    table = marks(of, "甲 A . 80", "甲 B . 90.5", "甲 C . 85", "甲 D . 回避", "甲 E . 84")
    score = explain(of, table, "甲")
    line = tally(of, table).of("甲")
    assert line is not None
    assert result_files.explained(score, line, Wording("zh", of.names())).splitlines() == [
        "甲：算式说明",
        "  计入的分：A 80、B 90.5、C 85、E 84",
        "  不计入：D 回避",
        "  去掉最高分 B 90.5；去掉最低分 A 80",
        "  (85 + 84) ÷ 2 = 169 ÷ 2 = 84.5",
        "  最后得分：84.5 四舍五入到 2 位小数，得 84.50",
        "第 1 名（得分）",
    ]
    data = result_files.explain_json(score, Wording("en", of.names()))
    assert data["steps"][2] == {
        "stage": "",
        "of": "",
        "code": "dropped",
        "fields": {"high": "B 90.5", "low": "A 80"},
        "text": "dropped as highest: B 90.5; dropped as lowest: A 80",
    }


STEPS = {
    "judge": {"terms": "5 × 1", "total": "5"},
    "judge_rounded_terms": {"terms": "[5 × 1 → 5]", "total": "5", "digits": "2", "mode": "truncate"},
    "zero_missing": {"criterion": "a", "value": "0"},
    "zero_late": {"criterion": "a", "value": "0"},
    "zero_abstained": {"criterion": "a", "value": "0"},
    "late_mark_counted": {"criterion": "a", "value": "5"},
    "marks": {"A": "5"}, "as_zero": {"A": "missing"}, "late_counted": {"A": "late"}, "left_out": {"A": "recused"},
    "waiting": {"A": "missing"}, "too_few": {"count": "1", "fewest": "2"}, "dropped": {"high": "A 5", "low": ""},
    "kept_all": {"count": "2", "least": "3"}, "sum": {"values": "1 + 2", "total": "3"},
    "mean": {"values": "1 + 2", "total": "3", "count": "2", "mean": "1.5"},
    "median": {"values": "1, 2", "median": "1.5"},
    "round": {"before": "1", "after": "1", "digits": "0", "mode": "half_even"},
    "weighted": {"score": "1", "weight": "2", "worth": "2"}, "added": {"terms": "1 + 2", "total": "3"},
    "bonus": {"before": "1", "points": "1", "after": "2"}, "deduction": {"before": "1", "points": "1", "after": "0"},
    "staged": {"score": "1", "weight": "0.6", "worth": "0.6"},
    "final": {"before": "1", "after": "1", "digits": "0", "mode": "half_up"}, "not_in_stage": {},
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", STEPS)
def test_every_step_has_words_with_nothing_left_to_fill_in(code: str, lang: str) -> None:
    words = Wording(lang, rule().names()).step(Step(code, STEPS[code], "A"))
    assert words
    assert "{" not in words
    assert "step." not in words


def test_texts_that_need_quoting_survive_the_csv() -> None:
    of = rule()
    table = marks(of, '甲"，,乙 A . 80')
    rows = list(csv.reader(io.StringIO(result_files.result_csv(tally(of, table)).decode("utf-8-sig"))))
    assert rows[1][0] == '甲"，,乙'
