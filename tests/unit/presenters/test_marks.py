"""A panel's score in words, and what the host reads aloud."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from scoreboard.i18n.catalogue import say
from scoreboard.presenters.panel.mark_words import lines_of, script_of
from scoring.engine.panel.combine import PanelScore, combine_exact, rounded_score
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import PanelMethod, Roundings
from scoring.engine.rounding import Rounding
from tests.unit.engine.quiz.play import D

NAMES = {"j1": "1号评委", "j2": "2号评委", "j3": "3号评委", "j4": "4号评委", "j5": "5号评委", "j6": "6号评委"}
USUAL = PanelMethod(drop_high=1, drop_low=1, least=5, missing="leave_out")
MARKS = [
    Mark("j1", D("17.5")), Mark("j2", D(15)), Mark("j3", D(19)), Mark("j4", D(15)), Mark("j5", D(0)),
    Mark("j6", None, "recused"),
]  # fmt: skip


def result_of(marks: Sequence[Mark], method: PanelMethod = USUAL, *, digits: int = 2) -> PanelScore:
    """What the marks combine to, rounded half up."""
    return rounded_score(combine_exact(marks, method), Roundings(final=Rounding(digits)))


def test_the_host_reads_every_mark_names_what_is_dropped_and_ends_with_the_score() -> None:
    assert script_of(result_of(MARKS), NAMES, "甲队", partial(say, "zh")) == [
        "下面请评委为甲队亮分。",
        "1号评委：17.5 分。",
        "2号评委：15 分。",
        "3号评委：19 分。",
        "4号评委：15 分。",
        "5号评委：0 分。",
        "6号评委按规定回避。",
        "去掉一个最高分 19 分，",
        "去掉一个最低分 0 分，",
        "甲队 最后得分：15.83 分！",
    ]


def test_the_explanation_names_each_step_with_its_numbers() -> None:
    assert lines_of(result_of(MARKS), NAMES, partial(say, "zh")) == [
        "各评委打分：1号评委 17.5、2号评委 15、3号评委 19、4号评委 15、5号评委 0",
        "不计入：6号评委（回避）",
        "去掉最高分 3号评委 19，去掉最低分 5号评委 0",
        "平均：(17.5 + 15 + 15) ÷ 3 = 15.833333…",
        "保留 2 位小数（四舍五入）：15.83",
    ]


def test_too_few_marks_are_all_kept_and_it_is_said() -> None:
    result = result_of([*MARKS[:3], Mark("j4", None, "abstained"), Mark("j5", None, "missing")])
    assert lines_of(result, NAMES, partial(say, "en"))[1:3] == [
        "Not counted: 4号评委 (abstained), 5号评委 (missing)",
        "3 marks count, fewer than 5: neither the highest nor the lowest is dropped",
    ]
    script = script_of(result, NAMES, "Team A", partial(say, "en"))
    assert script[-3:] == ["3号评委: 19.", "3 marks count.", "Team A scores 17.17!"]


def test_two_of_each_are_read_out_together() -> None:
    marks = [Mark(f"j{no}", D(no)) for no in range(1, 7)]
    method = PanelMethod(drop_high=2, drop_low=2, least=5)
    script = script_of(result_of(marks, method, digits=0), NAMES, "甲队", partial(say, "zh"))
    assert script[-3:] == ["去掉两个最高分 5、6 分，", "去掉两个最低分 1、2 分，", "甲队 最后得分：4 分！"]
