"""The normal form of a fill-in answer: pairs that are equal, pairs that are not, and what the host is shown."""

from __future__ import annotations

import pytest

from scoring.engine.quiz.answers import Compared, compare, judge_by_key
from scoring.engine.quiz.normal_form import near, normal_form
from scoring.engine.quiz.setup import SCORING, Key, Scoring

EQUAL = [
    ("“一带一路”倡议", "一带一路倡议"),
    ('"一带一路"倡议', "「一带一路」倡议"),
    ("『论持久战』", "《论持久战》"),
    ("《红楼梦》", "红楼梦"),
    ("<红楼梦>", "红楼梦"),
    ("«红楼梦»", "〈红楼梦〉"),
    ("don't", "don’t"),
    ("6'30\"", "6’30”"),
    ("“1921”年", "1921年"),
    ("1921年“7”月", "1921年7月"),
    ("卡尔·马克思", "卡尔•马克思"),
    ("卡尔·马克思", "卡尔・马克思"),
    ("卡尔·马克思", "卡尔‧马克思"),
    ("卡尔·马克思", "卡尔･马克思"),
    ("−5", "-5"),
    ("–5", "－5"),
    ("1921—1949", "1921-1949"),
    ("1921——1949", "1921–1949"),
    ("1921～1949", "1921〜1949"),
    ("长\u200b征", "长征"),
    ("\ufeff长征\u200d", "长征"),
    ("长\u2060\u00ad征", "长征"),
    ("长征\ufe0f", "长征"),
    ("葛\U000e0100洲坝", "葛洲坝"),
    ("长\u034f征", "长\u180b征"),
    ("长\u3164征", "长\u2800征"),
    ("长征\uffa0", "长\u115f征"),
    ("Ｂｉｇ　Ｂｅｎ", "big ben"),
    ("１９２１年", "1921年"),
    ("ﾁｮｳ", "チョウ"),
    ("Ⅳ", "IV"),
    ("㎏", "kg"),
    ("㎡", "m²"),
    ("℃", "°C"),
    ("café", "cafe\u0301"),
    ("长征。", "长征"),
    ("（长征）", "长征"),
    ("长征！", "长征"),
    ("5.", "5"),
    ("《", "《"),
    ("3'", "3′"),
    ("3’", "3′"),
    ("3‘", "3′"),
    ("3ʹ", "3′"),
    ("3＇", "3′"),
    ('3"', "3″"),
    ("3”", "3″"),
    ("3“", "3″"),
    ("3''", "3″"),
    ("3′′", "3″"),
    ("6'30\"", "6′30″"),
    ("116°23'30\"", "116°23′30″"),
    ("5'11\"", "5’11”"),
    ("“3'”", "3′"),
    ("26'长", "26′长"),
    ("the 90's", "the 90s"),
    ("第3“一带一路”工程", "第3一带一路工程"),
    ('第3"一带一路"工程', "第3一带一路工程"),
    ("二○二一年", "二〇二一年"),
    ("二零二一年", "二〇二一年"),
    ("二◯二一年", "二〇二一年"),
    ("二0二一年", "二〇二一年"),
    ("二Ｏ二一年", "二〇二一年"),
    ("二零二一", "二〇二一"),
    ("二〇二一年", "2021年"),
    ("二○二一", "2021"),
    ("一九二一年七月", "1921年七月"),
    ("二OO八年", "2008年"),
    ("二○○○年", "二〇〇〇年"),
    ("一百零八将", "一百〇八将"),
    ("三零一医院", "三〇一医院"),
]

UNEQUAL = [
    ("10⁸", "108"),
    ("H₂O", "H2O"),
    ("½", "12"),
    ("½", "1/2"),
    ("²", "2"),
    ("m²", "m2"),
    ("①", "1"),
    (".5", "5"),
    ("．5", "5"),
    ("0.5", "05"),
    ("5!", "5"),
    ("-5", "5"),
    ("《", "="),
    ("《", "》"),
    ("<", ">"),
    ("<5", "5"),
    ("≤", "≥"),
    ("3·5", "35"),
    ("5′", "5"),
    ("6'30", "630"),
    ("6'30\"", "630"),
    ("6’30", "630"),
    ('5"11', "511"),
    ("50%", "50"),
    ("f(x)", "f(x"),
    ("3'", "3"),
    ('3"', "3'"),
    ("3″", "3"),
    ("○", "〇"),
    ("○", "零"),
    ("○", "×"),
    ("○○", "〇〇"),
    ("零下", "〇下"),
    ("二〇二一年", "二〇一二年"),
    ("二〇二一年", "二〇二一"),
    ("一千九百年", "1900年"),
    ("一二三四五", "12345"),
    ("五四运动", "54运动"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_what_says_the_same_is_equal(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)
    assert judge_by_key((one,), Key("fill", (other,)), SCORING) == "right"


@pytest.mark.parametrize(("one", "other"), UNEQUAL)
def test_what_says_something_else_is_not_equal(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)
    assert judge_by_key((one,), Key("fill", (other,)), SCORING) == "wrong"


@pytest.mark.parametrize("text", [one for pair in (*EQUAL, *UNEQUAL) for one in pair])
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [("10⁸", "108", "right"), ("卡尔•马克思", "卡尔·马克思", "wrong"), ("《", "=", "wrong")],
)
def test_a_match_from_before_compares_as_it_did(one: str, other: str, verdict: str) -> None:
    assert judge_by_key((one,), Key("fill", (other,)), 1) == verdict


@pytest.mark.parametrize("scoring", [2, 3])
@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [("3'", "3", "right"), ("3'", "3′", "wrong"), ("6'30", "630", "wrong"), ("二零二一", "二〇二一", "wrong")],
)
def test_a_match_from_before_primes_and_years_compares_as_it_did(
    one: str, other: str, verdict: str, scoring: Scoring
) -> None:
    assert judge_by_key((one,), Key("fill", (other,)), scoring) == verdict


def test_an_answer_of_which_nothing_can_be_seen_is_blank() -> None:
    assert judge_by_key(("\u200b", " "), Key("fill", ("长征", "1934")), 2) == "blank"
    for unseen in "\u3164\u2800\uffa0\u034f\U000e0100":
        assert judge_by_key((unseen,), Key("fill", ("长征",)), SCORING) == "blank"


def test_a_match_from_before_takes_a_letter_without_a_shape_for_a_letter() -> None:
    assert judge_by_key(("长\u3164征",), Key("fill", ("长征",)), 4) == "wrong"
    assert judge_by_key(("\u3164",), Key("fill", ("长征",)), 4) == "wrong"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("10⁸", "108", True),
        (".5", "5", True),
        ("12,000", "12000", True),
        ("3.0", "3", True),
        ("007", "7", True),
        ("12,000.00", "12000", True),
        ("30", "3", False),
        ("-3", "3", True),
        ("卡尔.马克思", "卡尔·马克思", True),
        ("遵义会义", "遵义会议", True),
        ("遵义会", "遵义会议", True),
        ("长征", "长城", False),
        ("古田会议", "遵义会议", False),
        ("《", "=", False),
    ],
)
def test_what_looks_as_if_the_same_was_meant_is_near(one: str, other: str, found: bool) -> None:
    assert near(one, other) is near(other, one) is found


def test_the_host_is_shown_what_counts_as_equal_and_what_is_near_and_nothing_else() -> None:
    key = Key("fill", ("“一带一路”倡议|一带一路战略", "10⁸", "1921", "长征"))
    answer = ("一带一路倡议", "108", " 1921 ", "长城")
    assert compare(answer, key, 2) == (
        Compared(1, "一带一路倡议", "“一带一路”倡议", equal=True),
        Compared(2, "108", "10⁸", equal=False),
    )
    assert compare(("B",), Key("single", ("A",)), 2) == ()
    assert compare(("长征",), key, 2) == ()
