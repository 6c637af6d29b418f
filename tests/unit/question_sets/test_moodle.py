from __future__ import annotations

import base64

import pytest

from question_sets import ImportReport, moodle, read_set
from tests.unit.question_sets.builders import png


def read(*questions: str) -> ImportReport:
    text = "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", *questions, "</quiz>"))
    return read_set("题库.xml", text.encode())


def question(kind: str, stem: str, *parts: str) -> str:
    head = f'<question type="{kind}"><questiontext format="html"><text><![CDATA[<p>{stem}</p>]]></text>'
    return f"{head}</questiontext>{''.join(parts)}</question>"


def answer(text: str, fraction: str) -> str:
    return f'<answer fraction="{fraction}"><text>{text}</text></answer>'


def test_every_kind_that_a_match_can_play_is_read() -> None:
    report = read(
        '<question type="category"><category><text>$course$/题库/地理</text></category></question>',
        question("multichoice", "首都是", "<single>true</single>", answer("北京", "100"), answer("上海", "0")),
        question(
            "multichoice", "直辖市有", "<single>false</single>",
            answer("北京", "50"), answer("南京", "-100"), answer("上海", "50"),
        ),
        question("truefalse", "地球是圆的", answer("true", "100"), answer("false", "0")),
        question("shortanswer", "最长的河", answer("长江", "100"), answer("扬子江", "100"), answer("黄河", "0")),
        question("numerical", "光速约 3×10<sup>8</sup> 的指数", answer("8", "100")),
        question("essay", "简述&nbsp;意义", "<graderinfo><text>要点</text></graderinfo>"),
    )  # fmt: skip
    assert report.ok
    assert [(q.type, q.stem, q.options, q.key) for q in report.questions] == [
        ("single", "首都是", ("北京", "上海"), ("A",)),
        ("multiple", "直辖市有", ("北京", "南京", "上海"), ("A", "C")),
        ("true_false", "地球是圆的", (), ("T",)),
        ("fill", "最长的河", (), ("长江|扬子江",)),
        ("fill", "光速约 3×10⁸ 的指数", (), ("8",)),
        ("short", "简述 意义", (), ("要点",)),
    ]
    assert {q.chapter for q in report.questions} == {"地理"}


def test_a_picture_in_the_text_is_a_medium_of_the_set() -> None:
    file = f'<file name="旗.png" encoding="base64">{base64.b64encode(png()).decode()}</file>'
    made = question("truefalse", "图 <img src='@@PLUGINFILE@@/旗.png'/>", answer("false", "100"))
    report = read(made.replace("</questiontext>", f"{file}</questiontext>"))
    assert [(q.stem, q.media, q.key) for q in report.questions] == [("图", "旗.png", ("F",))]
    assert report.media["旗.png"].data == png()


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moodle, "MAX_BYTES", 1000)
    report = read(question("truefalse", "甲" * 1000, answer("true", "100")))
    assert [problem.code for _, problem in report.faults] == ["file-too-large"]


def test_what_no_match_can_play_is_named_with_its_line() -> None:
    report = read(
        question("matching", "连线"),
        question("description", "说明"),
        question("multichoice", "甲", answer("一", "0"), answer("二", "0")),
    )
    assert [(row.place.row, p.code) for row in report.rows for p in row.problems if p.severity == "error"] == [
        (3, "moodle-type"),
        (5, "key-missing"),
    ]
    assert [(place.row, problem.code) for place, problem in report.faults] == [(4, "moodle-description")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE quiz [<!ENTITY a "haha">]><quiz>&a;</quiz>', "xml-entities"),
        ('<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "haha">]><quiz>&a;</quiz>', "xml-entities"),
        ("<quiz><question>", "xml-broken"),
        ("<quiz>" + "<a>" * 100 + "</a>" * 100 + "</quiz>", "xml-broken"),
        ("<quiz></quiz>", "no-questions"),
    ],
)
def test_a_broken_file_and_one_with_entities_are_refused(text: str, code: str) -> None:
    report = read_set("题库.xml", text.encode())
    assert [problem.code for _, problem in report.faults] == [code]
    assert "haha" not in repr(report)


def test_an_answer_that_gives_a_part_of_the_points_is_named() -> None:
    report = read(
        question("multichoice", "首都", "<single>true</single>", answer("北京", "100"), answer("南京", "50")),
        question("shortanswer", "最长的河", answer("长江", "100"), answer("黄河", "50"), answer("*", "0")),
    )
    assert [one.key for one in report.questions] == [("A",), ("长江",)]
    assert [[problem.code for problem in row.problems] for row in report.rows] == [["partial-credit"]] * 2


def told(text: str, fraction: str, feedback: str) -> str:
    """An answer with its feedback."""
    return answer(text, fraction).replace("</answer>", f"<feedback>{feedback}</feedback></answer>")


def test_what_is_said_to_one_answer_stays_in_the_explanation() -> None:
    report = read(
        question(
            "multichoice", "首都是", "<generalfeedback><text>1949 年定都</text></generalfeedback>",
            told("北京", "100", "<text>对了</text>"), answer("上海", "0"),
        ),
        question("truefalse", "地球是方的", told("true", "0", "<text>再想想</text>"), answer("false", "100")),
        question("shortanswer", "最长的河", answer("长江", "100"), told("*", "0", "<text>是长江</text>")),
    )  # fmt: skip
    assert [q.explanation for q in report.questions] == ["1949 年定都\nA：对了", "√：再想想", "*：是长江"]


def test_what_a_match_has_no_place_for_is_named() -> None:
    picture = '<text>看图</text><file name="图.png" encoding="base64">eA==</file>'
    report = read(
        question(
            "multichoice", "首都是", told("北京", "100", picture), answer("上海", "0"),
            "<hint><text>在北方</text></hint>", "<correctfeedback><text>对</text></correctfeedback>",
            "<incorrectfeedback><text></text></incorrectfeedback>", "<hidden>1</hidden>",
        ),
    )  # fmt: skip
    assert [(one.code, dict(one.fields)) for one in report.rows[0].problems if one.code != "type-inferred"] == [
        ("moodle-left-out", {"count": "2"}),
        ("moodle-feedback-files", {"names": "图.png"}),
        ("moodle-hidden", {}),
    ]


def test_a_judgement_without_a_right_answer_has_no_key() -> None:
    report = read(question("truefalse", "地球是圆的", answer("true", "0"), answer("false", "0")))
    assert [problem.code for problem in report.rows[0].problems] == ["key-missing"]


def test_a_wildcard_is_taken_out_of_the_key_and_named() -> None:
    report = read(question("shortanswer", "作者是", answer("*鲁迅*", "100")))
    assert ([q.key for q in report.questions], report.rows[0].problems[0].code) == ([("鲁迅",)], "moodle-wildcard")


def test_a_picture_that_is_not_in_the_file_is_missed() -> None:
    shown = '&lt;img src="@@PLUGINFILE@@/a.png"&gt;'
    report = read(
        question("shortanswer", '<img src="@@PLUGINFILE@@/a.png">', answer("长江", "100")),
        question("multichoice", "哪个", answer(shown, "100"), answer("b", "0")),
    )
    assert [row.problems[0].code for row in report.rows] == ["picture-absent", "picture-in-option"]
