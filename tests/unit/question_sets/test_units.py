"""An answer that repeats what stands behind its blank."""

from __future__ import annotations

import pytest

from question_sets.units import with_units
from scoring.engine.quiz.answers import judge_by_key
from scoring.engine.quiz.setup import SCORING, Key


@pytest.mark.parametrize(
    ("stem", "values", "answer"),
    [
        ("我国第一颗原子弹于____年10月16日爆炸成功。", ("1964|一九六四",), "1964年"),
        ("有权自收到商品之日起____日内退货。", ("七|7",), "7日"),
        ("试用期最长不得超过____个月。", ("六|6",), "六个月"),
        ("三个内角之和是____度。", ("180",), "180度"),
        ("端午节在农历____月初五。", ("五|5",), "5月"),
        ("每年9月30日是____纪念日。", ("烈士",), "烈士纪念日"),
        ("不满（  ）周岁的人", ("八",), "八周岁"),
    ],
)
def test_an_answer_with_the_unit_of_the_stem_is_right(stem: str, values: tuple[str, ...], answer: str) -> None:
    assert judge_by_key((answer,), Key("fill", with_units(stem, values)), SCORING) == "right"
    assert judge_by_key((values[0].split("|")[0],), Key("fill", with_units(stem, values)), SCORING) == "right"


@pytest.mark.parametrize(
    ("stem", "values"),
    [
        ("试用期不得超过____个月。", ("六",)),  # 六月 is another thing
        ("答案是____，不是别的。", ("甲",)),
        ("____10____", ("1", "2")),
        ("没有空", ("甲",)),
    ],
)
def test_nothing_else_becomes_right(stem: str, values: tuple[str, ...]) -> None:
    made = with_units(stem, values)
    assert "六月" not in made[0].split("|")
    assert [value.split("|")[0] for value in made] == list(values)
    assert stem.startswith("试用期") or made == values


def test_a_key_that_has_its_unit_gets_it_once_only() -> None:
    assert with_units("于____年", ("1964年",)) == ("1964年",)
    assert with_units("于____年", ("1964|1964年",)) == ("1964|1964年",)
