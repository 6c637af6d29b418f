"""An answer that repeats what stands behind its blank."""

from __future__ import annotations

import pytest

from question_sets import read_set
from question_sets.builtin_sets import load_builtin
from question_sets.units import with_units
from question_sets.writer import write_csv, write_xlsx
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


@pytest.mark.parametrize(
    ("stem", "value", "made"),
    [
        ("试用期最长不得超过____个月。", "六|6|半年", "六|6|半年|六个月|6个月"),
        ("约占地球表面的____分之二。", "三", "三|三分之二"),
        ("约占地球表面积的____分之二还要多一些。", "三", "三"),
        ("1948年创刊的《____日报》", "人民", "人民|人民日报"),
        ("1948年创刊的《____日报》上", "人民", "人民|人民日报"),
        ("建设社会主义____国家。", "法治", "法治|法治国家"),
        ("坚持____国家安全观。", "总体", "总体"),
        ("届满的____个月以前，必须完成。", "两|2", "两|2|两个月|2个月|两个月以前|2个月以前"),
        ("届满的____个月以前，必须完成。", "半年", "半年"),
        ("国庆日是每年____日。", "10月1|十月一", "10月1|十月一|10月1日|十月一日"),
        ("上世纪____年代初", "80|八十", "80|八十|80年代|八十年代|80年代初|八十年代初"),
        ("约____米高的山峰有很多座", "8,848.86", "8,848.86|8,848.86米"),
    ],
)
def test_only_a_number_gets_a_unit_and_only_one(stem: str, value: str, made: str) -> None:
    once = with_units(stem, (value,))
    assert once == (made,)
    assert with_units(stem, once) == once


def test_the_keys_of_the_built_in_sets_are_the_same_after_every_further_import() -> None:
    for set_id in ("standard", "english-demo"):
        for row in load_builtin(set_id).rows:
            if row.understood is not None and row.understood.type == "fill":
                assert with_units(row.understood.stem, row.understood.key) == row.understood.key


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_set_that_is_exported_and_imported_again_has_the_same_spellings(kind: str) -> None:
    questions = [row.understood for row in load_builtin("standard").rows if row.understood is not None]
    filled = [one for one in questions if one.type == "fill" and not one.media]
    data = write_csv(filled) if kind == "csv" else write_xlsx(filled)
    again = read_set(f"题库.{kind}", data)
    assert [one.key for one in again.questions] == [one.key for one in filled]
