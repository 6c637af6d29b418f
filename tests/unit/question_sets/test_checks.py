from __future__ import annotations

import random

import pytest

from question_sets import ImportReport, read_set
from question_sets.similar import near_pairs
from tests.unit.question_sets.builders import HEAD, Rows, hostile_texts, text_table


def report(*rows: tuple[object, ...]) -> ImportReport:
    table: Rows = (HEAD, *rows)
    return read_set("a.csv", text_table(table))


def found(checked: ImportReport) -> list[list[tuple[str, str]]]:
    return [[(p.code, dict(p.fields).get("other", "")) for p in row.problems] for row in checked.rows]


def test_the_same_question_twice_whatever_its_signs_and_order_of_options() -> None:
    checked = report(
        ("单选", "我国的首都是（  ）。", "北京", "上海", "", "", "A", ""),
        ("单选", "我国的首都是( )", "上海", "北京", "", "", "B", ""),
        ("单选", "我国的首都是：", "上海", "北京", "", "", "A", ""),
    )
    assert found(checked) == [[], [("duplicate", "a.csv!2")], [("duplicate-with-other-key", "a.csv!2")]]
    assert len(checked.questions) == 1


def test_sums_and_signs_that_differ_are_no_duplicates() -> None:
    stems = (
        "5+3=（ ）",
        "5-3=（ ）",
        "5×3=（ ）",
        "3>2",
        "3<2",
        "a²",
        "a2",
        "50%是",
        "50是",
        "3.5是",
        "35是",
        "6:30",
        "630",
    )
    checked = report(*(("填空", stem, "", "", "", "", "答", "") for stem in stems))
    assert [codes for codes in found(checked) if codes] == []


def test_the_same_stem_with_other_options_is_another_question() -> None:
    checked = report(
        ("单选", "下列说法正确的是（  ）", "水是纯净物质", "空气是化合物", "", "", "A", ""),
        ("单选", "下列说法正确的是（  ）", "长江流入东海", "黄河流入南海", "", "", "A", ""),
    )
    assert found(checked) == [[], []]


def test_nearly_the_same_question_is_a_warning_with_its_likeness() -> None:
    checked = report(
        ("判断", "中国共产党第一次全国代表大会在上海召开，会议期间转移到嘉兴南湖。", "", "", "", "", "对", ""),
        ("判断", "中国共产党第一次全国代表大会在上海召开，会议期间转移到了嘉兴南湖。", "", "", "", "", "对", ""),
        ("判断", "长征途中红军四渡赤水，摆脱了重兵围追堵截。", "", "", "", "", "对", ""),
    )
    assert found(checked) == [[], [("near-duplicate", "a.csv!2")], []]
    percent = dict(checked.rows[1].problems[0].fields)["percent"]
    assert percent == "98"
    assert len(checked.questions) == 3


def test_short_texts_are_never_called_similar() -> None:
    assert list(near_pairs(["一加二等于三", "一加三等于四"])) == []


def test_similar_pairs_are_those_of_comparing_every_pair() -> None:
    from difflib import SequenceMatcher

    from question_sets.similar import RATIO, SHORTEST, THRESHOLD

    chance = random.Random(7)
    signs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    texts = ["".join(chance.choices(signs, k=chance.randint(6, 30))) for _ in range(60)]
    for _ in range(60):
        base = list(chance.choice(texts))
        base[chance.randrange(len(base))] = chance.choice(signs)
        texts.append("".join(base))

    def alike(a: str, b: str) -> bool:
        one, two = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b))
        jaccard = len(one & two) / len(one | two)
        return jaccard >= THRESHOLD and SequenceMatcher(None, a, b, autojunk=False).ratio() >= RATIO and a != b

    expected = {
        later
        for later in range(len(texts))
        for earlier in range(later)
        if min(len(texts[later]), len(texts[earlier])) >= SHORTEST and alike(texts[earlier], texts[later])
    }
    assert {later for _, later, _ in near_pairs(texts)} == expected
    assert len(expected) > 10


def test_thousands_made_from_one_pattern_are_each_compared_with_some_only() -> None:
    pairs = list(near_pairs([f"第{n}条下列说法符合有关规定和要求请判断其是否正确" for n in range(1000)]))
    assert [later for _, later, _ in pairs] == list(range(1, 1000))
    assert max(earlier for earlier, _, _ in pairs) == 99


@pytest.mark.slow
def test_texts_made_to_be_slow_are_read_to_their_end() -> None:
    for data in hostile_texts():
        assert len(read_set("a.txt", data).rows) <= 1


def test_progress_is_told_while_a_long_file_is_read() -> None:
    told: list[tuple[int, int]] = []
    rows = [("判断", f"{n * 7919} 与 {n * 104729} 之和为偶数", "", "", "", "", "对", "") for n in range(1200)]
    read_set("a.csv", text_table((HEAD, *rows)), progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
