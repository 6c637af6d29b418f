from __future__ import annotations

import pytest

from question_sets import ReadQuestion, read_set


def one(text: str) -> tuple[ReadQuestion, list[str]]:
    report = read_set("q.gift", text.encode())
    assert len(report.rows) == 1
    understood = report.rows[0].understood
    assert understood is not None
    return understood, [problem.code for problem in report.rows[0].problems]


def test_a_choice_with_one_key() -> None:
    question, problems = one("::首都:: 首都是? {=北京#对了 ~上海 ~天津#不对}")
    assert (question.type, question.stem) == ("single", "首都是?")
    assert (question.options, question.key) == (("北京", "上海", "天津"), ("A",))
    assert problems == []


def test_weights_make_a_multiple_choice() -> None:
    question, _ = one("直辖市有 {\n~%50%北京\n~%50%上海\n~%-100%南京\n}")
    assert (question.type, question.options, question.key) == ("multiple", ("北京", "上海", "南京"), ("A", "B"))


@pytest.mark.parametrize(("text", "key"), [("{T}", "T"), ("{FALSE#不对}", "F"), ("{ true }", "T"), ("{F}", "F")])
def test_true_and_false(text: str, key: str) -> None:
    question, _ = one(f"地球是圆的 {text}")
    assert (question.type, question.key) == ("true_false", (key,))


def test_short_answers_are_accepted_spellings_and_a_missing_word_is_a_blank() -> None:
    question, _ = one("《红楼梦》又名 {=石头记 =金玉缘} 。")
    assert (question.type, question.stem, question.key) == ("fill", "《红楼梦》又名 ____ 。", ("石头记|金玉缘",))


def test_a_number_keeps_its_value_and_says_that_the_tolerance_is_lost() -> None:
    question, problems = one("圆周率约为 {#3.14:0.01}")
    assert (question.type, question.key, problems) == ("fill", ("3.14",), ["gift-tolerance"])
    assert one("几月几日 {#4}")[1] == []


def test_escapes_markup_category_tags_and_feedback() -> None:
    text = (
        "// [tag:常识] [tag:数学]\n$CATEGORY: $course$/题库/算术\n\n"
        "// [tag:常识]\n::甲::[html]<p>若 a\\=1<br>则 a\\{n\\} 为&nbsp;?</p> {=1 ~2 ~<b>3</b> ####因为 a\\=1}\n"
    )
    question, _ = one(text)
    assert question.stem == "若 a=1\n则 a{n} 为 ?"
    assert question.options == ("1", "2", "3")
    assert (question.explanation, question.chapter) == ("因为 a=1", "算术")
    assert "常识" in question.tags


def test_what_has_no_counterpart_is_reported_with_its_line() -> None:
    report = read_set("q.txt", "说明文字\n\n连线 {=甲 -> 1 =乙 -> 2}\n\n论述 {}\n\n对吗 {T}\n".encode())
    assert [(str(place), problem.code) for place, problem in report.faults] == [("q.txt!1", "gift-description")]
    found = {row.place.row: [problem.code for problem in row.problems if row.faulty] for row in report.rows}
    assert found == {3: ["gift-matching", "type-inferred"], 5: ["key-missing"], 7: []}
    assert len(report.questions) == 1


def test_an_item_over_several_lines_with_blank_lines_in_its_braces_stays_one() -> None:
    question, _ = one("首都是 {\n\n=北京\n\n~上海\n}\n")
    assert question.options == ("北京", "上海")


def test_the_sign_of_an_option_before_that_of_the_right_one_is_one_sign() -> None:
    question, problems = one("首都是 {~=北京~上海~天津}")
    assert (question.type, question.options, question.key) == ("single", ("北京", "上海", "天津"), ("A",))
    assert problems == []


def test_an_option_that_gives_a_part_of_the_points_is_no_second_key_and_is_named() -> None:
    question, problems = one("首都是 {=北京 ~%50%南京 ~上海}")
    assert (question.type, question.options, question.key) == ("single", ("北京", "南京", "上海"), ("A",))
    assert problems == ["partial-credit"]


def test_an_answer_that_gives_a_part_of_the_points_is_named() -> None:
    question, problems = one("最长的河是 {=长江 =扬子江 =%50%黄河}")
    assert (question.key, problems) == (("长江|扬子江",), ["partial-credit"])


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        ("首都? {=北京#对了 ~上海 ~天津#不对 ####1949 年定都}", "1949 年定都\nA：对了\nC：不对"),
        ("又名 {=石头记#脂批 =金玉缘}", "石头记：脂批"),
        ("地球是方的 {F#再想想#正是}", "√：再想想\n×：正是"),
        ("地球是圆的 {TRUE#再想想####见课本}", "见课本\n×：再想想"),
        ("哪一年 {#=1921:0#记得 =%50%1920:1#差一年 ~#差得远}", "1921：记得\n1920：差一年\n差得远"),
    ],
)
def test_what_is_said_to_one_answer_stays_in_the_explanation(text: str, explanation: str) -> None:
    assert one(text)[0].explanation == explanation


def test_several_numbers_are_accepted_and_a_part_of_the_points_is_told() -> None:
    question, problems = one("哪一年 {#=1921:0 =1922 =%50%1920:1}")
    assert (question.key, sorted(problems)) == (("1921|1922",), ["gift-tolerance", "partial-credit"])


def test_what_stands_before_the_first_answer_is_named() -> None:
    report = read_set("q.gift", "首都? {南京 =北京 ~上海}".encode())
    (problem,) = report.rows[0].problems
    assert (problem.code, dict(problem.fields)) == ("gift-stray", {"text": "南京"})


def test_items_without_a_blank_line_between_them_are_items_and_two_answers_in_one_are_refused() -> None:
    report = read_set("q.gift", "::甲:: 首都? {=北京 ~上海}\n::乙:: 地球是圆的 {T}\n丙 {=a} 与 {=b}\n".encode())
    assert [(question.stem, question.key) for question in report.questions] == [
        ("首都?", ("A",)),
        ("地球是圆的", ("T",)),
    ]
    assert [(row.place.row, row.problems[0].code) for row in report.rows if row.faulty] == [(3, "gift-several")]


def test_a_picture_that_is_not_in_the_file_is_missed() -> None:
    report = read_set("q.gift", b'::a::[html]<img src\\="a.png"> ? {=x ~y}\n')
    assert [problem.code for problem in report.rows[0].problems] == ["picture-absent"]


def test_words_struck_through_in_html_are_named_and_cells_of_a_table_stay_apart() -> None:
    question, problems = one("[html]<p><del>旧</del>新 <table><tr><td>甲</td><td>乙</td></tr></table></p>{=水 ~油}")
    assert (question.stem, problems) == ("旧新 甲 乙", ["text-struck"])
