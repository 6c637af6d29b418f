"""Names that look alike are one name; what nobody sees is not kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import names
from scoring.engine.names import like, nearly_same, same_form, tidy

SAME = [
    ("甲县教育局", "甲县教育 局"),
    ("甲县教育局", " 甲县\u3000教育局\u200b"),
    ("甲县教育局（机关）", "甲县教育局(机关)"),
    ("甲县教育局（机关）", "甲县教育局〔机关〕"),
    ("甲县教育局【机关】", "甲县教育局[ 机关 ]"),
    ("Team 1", "Ｔｅａｍ\u00a0１"),
    ("Team (A)", "Team(A)"),
    ("ADMIN", "admin"),
    ("Jose\u0301", "José"),
    ("队\u202e甲", "队甲"),
    ("甲\u2060队", "甲队"),
    ("甲\ufeff队", "甲队"),
    ("阿·买买提", "阿•买买提"),
    ("阿·买买提", "阿・买买提"),
    ("“红旗”队", '"红旗"队'),
    ("甲-乙联队", "甲—乙联队"),
    ("\u2f00队", "一队"),
    ("葛\U000e0100洪", "葛洪"),
    ("甲\u3164队", "甲队"),
]
OTHER = [("甲队", "乙队"), ("Team 1 1", "Team 11"), ("Ann Lee", "Annlee"), ("一队", "二队"), ("甲队", "甲队（二）")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_look_alike_have_one_form(one: str, other: str) -> None:
    assert same_form(one) == same_form(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_names_that_people_tell_apart_have_two_forms(one: str, other: str) -> None:
    assert same_form(one) != same_form(other)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("  甲\u200b县\u202e 教育局\u202c ", "甲县 教育局"),
        ("Jose\u0301", "José"),
        ("甲队（二）", "甲队（二）"),
        ("葛\U000e0100洪", "葛\U000e0100洪"),
        ("\u200b\u2060\ufeff\u3164", ""),
        ("a\x00b\nc", "ab c"),
        ("甲\x80\x9f队", "甲队"),
        ("\ufe0f\U000e0100", ""),
        ("\ufe0f甲 \ufe0f队", "甲 队"),
    ],
)
def test_a_name_is_kept_without_what_nobody_sees(given_name: str, kept: str) -> None:
    assert tidy(given_name) == kept


@given(st.text())
def test_a_tidy_name_and_a_form_are_not_changed_by_doing_it_again(name: str) -> None:
    assert tidy(tidy(name)) == tidy(name)
    assert same_form(same_form(name)) == same_form(name)
    assert same_form(tidy(name)) == same_form(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲县教育局", "甲县教育局机关"),
        ("甲县教育局", "甲教育局"),
        ("甲县教育局", "甲县教肓局"),
        ("红星小学", "红星中心小学"),
        ("甲单位（机关）", "甲单位"),
        ("甲单位（机关）", "甲单位机关"),
        ("4单位1队", "4单位一队"),
        ("四单位", "4单位"),
        ("第十二代表队", "第12代表队"),
        ("4单位", "4单位一队"),
    ],
)
def test_names_that_differ_slightly_are_nearly_the_same(one: str, other: str) -> None:
    assert nearly_same(same_form(one), same_form(other))
    assert nearly_same(same_form(other), same_form(one))


@pytest.mark.parametrize("other", ["丙局（机关）", "丙局 [本部]"])
def test_a_short_name_with_words_in_brackets_behind_it_is_nearly_the_same(other: str) -> None:
    assert nearly_same(same_form("丙局"), same_form(other))
    assert nearly_same(same_form(other), same_form("丙局"))
    assert not nearly_same(same_form("一中（东）"), same_form("二中（东）"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲县教育局", "甲县教育 局"),
        ("甲县教育局", "乙县教育局"),
        ("甲县第一中学", "甲县第二中学"),
        ("4单位1队", "4单位二队"),
        ("4单位一队", "14单位一队"),
        ("4单位一队", "40单位一队"),
        ("第一代表队", "第十一代表队"),
        ("甲局", "甲教局"),
        ("甲县", "甲县人民医院"),
        ("甲县教育局", "省文化厅"),
    ],
)
def test_the_same_name_and_another_name_are_not_nearly_the_same(one: str, other: str) -> None:
    assert not nearly_same(same_form(one), same_form(other))


def test_a_name_that_is_compared_again_is_not_folded_again_and_a_long_text_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folded: list[str] = []
    fold = names._folded
    monkeypatch.setattr(names, "_folded", lambda name: (folded.append(name), fold(name))[1])
    once, long = "只在这里的甲县单位", "长" * (names.LONGEST_KEPT + 1)
    for name, times in ((once, 2), (long, 4)):
        folded.clear()
        assert same_form(name) == same_form(name)
        assert len(folded) == times


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("黔城", ("黔城镇",)),
        ("黔城市", ("黔城镇",)),
        ("市教育局", ("市教育局（机关）",)),
        ("教育局机关", ("市教育局（机关）",)),
        ("甲村委", ("甲村",)),
        ("三中", ()),
        ("省文化厅", ()),
    ],
)
def test_of_names_those_that_may_be_meant_are_proposed_the_likeliest_first(typed: str, meant: tuple[str, ...]) -> None:
    assert like(typed, ["一中", "黔城镇", "甲村", "市公安局", "市教育局（机关）"]) == meant


def test_no_more_names_are_proposed_than_people_read() -> None:
    assert like("甲镇", [f"甲镇{sign}村" for sign in "东西南北"]) == ("甲镇东村", "甲镇北村", "甲镇南村")
