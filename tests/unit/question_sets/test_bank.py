"""Question banks as offices write them, in lines of text."""

from __future__ import annotations

import pytest

from question_sets import ImportReport, ReadQuestion, read_set


def read(*lines: str) -> ImportReport:
    return read_set("题库.txt", "\n".join(lines).encode())


def only(*lines: str) -> ReadQuestion:
    report = read(*lines)
    assert [problem.code for row in report.rows for problem in row.problems if problem.severity == "error"] == []
    (question,) = report.questions
    return question


def errors(report: ImportReport) -> list[tuple[int, str]]:
    found = [(row.place.row, problem) for row in report.rows for problem in row.problems]
    found += [(place.row, problem) for place, problem in report.faults]
    return [(row, problem.code) for row, problem in found if problem.severity == "error"]


@pytest.mark.parametrize(
    "lines",
    [
        ("1.首都是（ ）", "A.北京", "B.上海", "C.天津", "答案：A"),
        ("1、首都是（ ）", "A、北京  B、上海  C、天津", "【答案】A"),
        ("１．首都是（ ）", "Ａ．北京　Ｂ．上海　Ｃ．天津", "正确答案： Ａ"),
        ("(1) 首都是（ ）", "(A) 北京 (B) 上海 (C) 天津", "参考答案：A"),
        ("（1）首都是（ ）", "（A）北京", "（B）上海", "（C）天津", "[答案]A"),
        ("第1题 首都是（ ）", "A)北京", "B)上海", "C)天津", "答案 A"),
        ("1.首都是（A）", "A.北京B.上海C.天津"),
        ("1. 首都是（ A ）", "A 北京", "B 上海", "C 天津"),
        ("1.首都是（ ）A.北京 B.上海 C.天津 答案：A",),
        ("1.首都是（ ）", "A.北京", "B.上海", "C.天津", "A"),
        ("（A）1.首都是（ ）", "A.北京 B.上海", "C.天津"),
        ("首都是（ ）", "A) 北京", "B) 上海", "C) 天津", "ANSWER: A"),
        ("题干：首都是（ ）", "选项：A.北京 B.上海 C.天津", "答案：A"),
        ("一、单选题", "1.首都是（ ）", "A.北京 B.上海 C.天津", "参考答案", "1.A"),
        ("1.首都是（ ）", "A.北京 B.上海 C.天津", "答案：", "1、A"),
        ("1.首都是（ ） A.北京", "B.上海", "C.天津", "答案：A.北京"),
        ("1) 首都是（ ）", "a) 北京", "b) 上海", "c) 天津", "Answer: a"),
        ("【题干】首都是（ ）【选项】A.北京 B.上海 C.天津【答案】A",),
        (
            "1. (单选题, 2.0分) 首都是（ ）",
            "A. 北京",
            "B. 上海",
            "C. 天津",
            "我的答案: B:上海;正确答案: A:北京;",
            "得分：0",
        ),
        ("一、单选题", "1.首都是（ ）", "A.北京 B.上海 C.天津", "题号\t1", "答案\tA"),
        ("一、首都是（ ）", "A.北京", "B.上海", "C.天津", "答案：A"),
        ("1．首都是（ ）Ａ．北京Ｂ．上海Ｃ．天津答案：Ａ",),
        ("1.首都是（ ）", "A.北京 B.上海 C.天津正确答案：A"),
        ("1.首都是（ ）", "A.北京", "B.上海", "C.天津", "答案是：A"),
        ("1.首都是（ ）", "A.北京", "B.上海", "C.天津", "正确答案为A"),
        ("1.首都是（ ）", "A.北京", "B.上海", "C.天津", "故选A"),
        ("1.首都是（ ）", "A.北京", "B.上海", "C.天津", "【A】"),
        ("一、单选题", "1.首都是（ ）", "A.北京 B.上海 C.天津", "答案", "一、1.A"),
    ],
)
def test_a_choice_is_read_however_an_office_writes_it(lines: tuple[str, ...]) -> None:
    question = only(*lines)
    assert (question.type, question.options, question.key) == ("single", ("北京", "上海", "天津"), ("A",))
    assert question.stem.replace(" ", "") == "首都是（）"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("1.地球是圆的。（√）", "T"),
        ("1.地球是圆的（ × ）", "F"),
        ("1.地球是圆的。√", "T"),
        ("（对）1、地球是圆的", "T"),
        ("√1、地球是圆的", "T"),
        ("× 1．地球是方的", "F"),
        ("1.（错误）地球是圆的", "F"),
        ("1.地球是圆的 答案：正确", "T"),
    ],
)
def test_a_judgement_has_its_sign_in_a_bracket_in_front_or_at_the_end(line: str, key: str) -> None:
    for section in ("二、判断题（每题1分）", ""):
        question = only(section, line)
        assert (question.type, question.key, "√" in question.stem) == ("true_false", (key,), False)


def test_the_answers_of_blanks_are_taken_out_of_their_brackets_in_order() -> None:
    question = only("三、填空题", "1.最长的河是（长江），第二是（黄河）。")
    assert (question.stem, question.key) == ("最长的河是（  ），第二是（  ）。", ("长江", "黄河"))
    assert only("三、填空题", "1.一年（公历）有____个月。", "答案：12").stem == "一年（公历）有____个月。"


def test_a_type_behind_the_stem_is_its_type_and_the_hall_does_not_see_it() -> None:
    question = only("1、下列属于（  ）。（多选题）", "A、一 B、二 C、三", "答案：AB")
    assert (question.type, question.stem) == ("multiple", "下列属于（  ）。")
    assert only("1、正确的是（单选）", "A、一 B、二", "答案：A").stem == "正确的是"
    assert only("1、维生素的一种是（填什么）____", "答案：A族").stem == "维生素的一种是（填什么）____"
    assert only("1. The earth is flat. (F)").key == ("F",)


def test_sections_give_the_type_and_titles_the_chapter() -> None:
    report = read(
        "知识竞赛题库", "第一章 党史", "一、单项选择题（每题2分，共2分）", "1.甲（B）", "A.一 B.二",
        "二、多项选择题", "1.乙（AB）", "A.一 B.二 C.三", "三、简答题", "1.简述意义。", "答：意义重大，", "影响深远。",
    )  # fmt: skip
    assert [question.type for question in report.questions] == ["single", "multiple", "short"]
    assert {question.chapter for question in report.questions} == {"第一章 党史"}
    assert report.questions[2].key == ("意义重大，\n影响深远。",)
    assert ("题库.txt!1", "line-skipped") in [(str(place), problem.code) for place, problem in report.faults]


def test_a_line_gives_the_stake_of_the_risk_questions_below_it() -> None:
    report = read(
        "风险题", "10分题", "1.甲____", "答案：一", "20分题：", "1.乙____", "答案：二", "抢答题", "1.丙____", "答案：三"
    )
    assert [(question.stem, question.stake, question.tags) for question in report.questions] == [
        ("甲____", 10, ("风险",)),
        ("乙____", 20, ("风险",)),
        ("丙____", None, ("抢答",)),
    ]


def test_lines_of_explanation_source_and_difficulty_go_to_their_fields() -> None:
    question = only(
        "1.甲（ ）", "A.一 B.二", "答案：B 解析：因为", "1. 先一。", "2. 后二。", "来源：《某书》", "难度：易"
    )
    assert (question.key, question.explanation) == (("B",), "因为\n1. 先一。\n2. 后二。")
    assert (question.citation, question.difficulty) == ("《某书》", "易")


def test_a_year_behind_the_number_belongs_to_the_stem() -> None:
    report = read("1.甲（A）", "A.一 B.二", "2.1921年7月（B）", "A.一 B.二", "3.3.14是（A）", "A.一 B.二")
    assert [question.stem for question in report.questions] == ["甲（  ）", "1921年7月（  ）", "3.14是（  ）"]


@pytest.mark.parametrize(
    "answers",
    [
        ("参考答案", "一、单选题", "1-2 AB", "二、判断题", "1.√ 2.×"),
        ("参考答案：", "单选题：1-2：AB", "判断题：1-2：√×"),
        ("【参考答案】", "一、单选题", "1.A", "2.B", "二、判断题", "1、对", "2、错"),
        ("答案", "1.A 2.B", "1.√ 2.×"),
        ("答案及解析", "一、单选题", "1.【答案】A【解析】因为", "2.【答案】B", "二、判断题", "1～2 √、×"),
        ("答案", "一、1.A 2.B", "二、1.√ 2.×"),
        ("参考答案", "一、单项选择题（每题2分）", "1-2 AB", "二、判断题（对的打√）", "1.√", "2.×"),
        ("参考答案", "一、选择题", "1.A；2.B", "二、是非题", "1.√；2.×"),
        ("参考答案", "一、选择题", "1.A", "2.B", "二、判断题", "1.√", "2.×"),
        ("【参考答案】", "（一）1-2：AB", "（二）1-2：√×"),
        ("参考答案", "一、单选题  1．A  2．B", "二、判断题（每题1分） 1-2 √×"),
        ("参考答案", "题号 1 2", "答案 A B", "二、判断题  1．√  2．×"),
    ],
)
def test_answers_at_the_end_go_to_the_questions_of_their_section(answers: tuple[str, ...]) -> None:
    report = read(
        "一、单选题", "1.甲", "A.一 B.二", "2.乙", "A.一 B.二", "二、判断题", "1.丙。", "2.丁。", "", *answers
    )
    assert errors(report) == []
    assert [question.key for question in report.questions] == [("A",), ("B",), ("T",), ("F",)]


def test_answers_at_the_end_that_do_not_fit_are_named_with_their_line() -> None:
    questions = ("1.甲", "A.一 B.二", "2.乙", "A.一 B.二", "参考答案")
    assert errors(read(*questions, "1.A 2.B 3.C")) == [(6, "answer-without-question")]
    assert errors(read(*questions, "1-2 ABA")) == [(1, "key-missing"), (3, "key-missing"), (6, "answers-differ")]
    assert errors(read(*questions, "1.A", "2.B", "1.B")) == [(1, "answer-twice")]
    assert errors(read(*questions, "1.A")) == [(3, "key-missing")]
    several = ("一、单选题", "1.甲", "A.一 B.二", "二、单选题", "1.乙", "A.一 B.二", "答案", "一、单选题", "1.A")
    assert (9, "answer-of-several") in errors(read(*several))


def test_nothing_is_swallowed_by_the_explanation_above_it() -> None:
    report = read("1.甲（A）", "A.一 B.二", "解析：略", "3.丙（B）", "A.三 B.四", "解析：略", "A.五 B.六")
    assert [question.stem for question in report.questions] == ["甲（  ）", "丙（  ）"]
    codes = [problem.code for row in report.rows for problem in row.problems if problem.severity == "warning"]
    assert codes == ["number-jump", "options-again"]


def test_the_question_below_a_case_belongs_to_it_and_in_pairs_of_question_and_answer_each_is_one() -> None:
    case = only("四、案例分析题", "1.某单位……", "问题：应当怎样处理？", "答案：依法处理。")
    assert (case.stem, case.key) == ("某单位……\n应当怎样处理？", ("依法处理。",))
    pairs = read("问题：甲是什么？", "答案：一", "问题：乙是什么？", "答案：二")
    assert [(q.stem, q.key) for q in pairs.questions] == [("甲是什么？", ("一",)), ("乙是什么？", ("二",))]


def test_a_list_in_a_long_answer_is_no_question() -> None:
    long = ("1.简述甲。", "答：", "（1）先一。", "（2）后二。", "2.简述乙。", "答：1、先三。", "2、后四。", "3、再五。")
    report = read("三、简答题", *long, "3.简述丙。", "答案：丙。")
    assert [(question.stem, question.key[0].count("\n")) for question in report.questions] == [
        ("简述甲。", 1),
        ("简述乙。", 2),
        ("简述丙。", 0),
    ]


def test_a_written_answer_may_stand_behind_its_word_and_a_blank() -> None:
    question = only("填空题", "1.最长的河是____。", "答案 长江")
    assert (question.stem, question.key) == ("最长的河是____。", ("长江",))


def test_a_stem_that_asks_for_the_right_answer_keeps_its_words() -> None:
    question = only("1.请选出正确答案：", "A.甲 B.乙", "答案：B")
    assert (question.stem, question.options, question.key) == ("请选出正确答案：", ("甲", "乙"), ("B",))


@pytest.mark.parametrize("number", ["{}、", "{}）", "({})", "（{}）", "第{}题 ", "{}. "])
def test_a_key_in_a_bracket_stands_before_a_number_of_any_style(number: str) -> None:
    options = "A.一 B.二 C.三"
    report = read("一、单选题", f"（B）{number.format(1)}甲", options, f"（C）{number.format(2)}乙", options)
    assert errors(report) == []
    assert [(q.stem, q.key) for q in report.questions] == [("甲", ("B",)), ("乙", ("C",))]


@pytest.mark.parametrize("first", ["3.5", "5:30", "1、2、3", "2.5", "1921. 7"])
def test_an_option_in_brackets_may_begin_with_a_figure(first: str) -> None:
    question, _ = read(
        "1.是多少（ ）", "(A)" + first, f"(B){first}0", "(C)三", "答案：B", "2.丙（A）", "A.一 B.二"
    ).questions
    assert (question.options, question.key) == ((first, f"{first}0", "三"), ("B",))


def test_options_that_come_again_are_told_wherever_they_stand() -> None:
    report = read("1.甲（A）", "A.一 B.二", "乙没有题号（ ）", "A.三 B.四")
    codes = [problem.code for row in report.rows for problem in row.problems if problem.severity == "warning"]
    assert codes == ["options-again"]


def test_each_section_may_be_numbered_in_a_way_of_its_own() -> None:
    report = read(
        "一、单选题", "(1) 甲（A）", "A.一 B.二", "二、判断题", "1、丙。", "答案：√", "三、填空题", "第1题 丁（四）。"
    )
    assert errors(report) == []
    assert [(q.stem, q.key) for q in report.questions] == [
        ("甲（  ）", ("A",)),
        ("丙。", ("T",)),
        ("丁（  ）。", ("四",)),
    ]


def test_a_row_of_answers_below_a_row_of_numbers_goes_to_its_questions() -> None:
    questions = ("一、单选题", "1.甲", "A.一 B.二", "2.乙", "A.一 B.二")
    assert [q.key for q in read(*questions, "题号 1 2", "答案 B A").questions] == [("B",), ("A",)]
    assert (7, "answers-differ") in errors(read(*questions, "题号 1 2", "答案 B A A"))


def test_a_column_of_answers_beside_a_column_of_numbers_goes_to_its_questions() -> None:
    questions = ("一、单选题", "1.甲", "A.一 B.二", "2.乙", "A.一 B.二", "参考答案")
    assert [q.key for q in read(*questions, "题号\t答案", "1\tB", "2\tA").questions] == [("B",), ("A",)]
    assert [q.key for q in read(*questions, "题号\t答案\t题号\t答案", "1\tB\t2\tA").questions] == [("B",), ("A",)]


def test_texts_that_are_no_bank_say_so() -> None:
    assert [problem.code for _, problem in read("说明", "请各队准时到场。").faults] == ["no-heading"]
    assert (2, "cell-too-long") in errors(read("1.甲（A）", f"A.{'一' * 8_001}", "答案：A"))


def test_the_key_in_the_bracket_before_glued_options_is_read() -> None:
    question = only("1. 直辖市有（ABD）A.北京B.上海C.南京D.重庆")
    assert (question.type, question.stem, question.key) == ("multiple", "直辖市有（  ）", ("A", "B", "D"))
    assert question.options == ("北京", "上海", "南京", "重庆")


def test_a_bracket_among_the_options_is_no_key() -> None:
    assert errors(read("1. 甲 A.甲（B） B.乙 ", "2. 乙 A.甲（A） B.乙（A） ")) == [
        (1, "key-missing"),
        (2, "key-missing"),
    ]


def test_an_answer_behind_the_last_option_needs_no_colon() -> None:
    question = only("1. 最大的淡水湖是 A.鄱阳湖 B.太湖 答案 A")
    assert (question.options, question.key) == (("鄱阳湖", "太湖"), ("A",))


def test_a_numbered_question_that_names_its_type_is_no_section() -> None:
    report = read("5、甲是____ 答案：乙", "6、判断：党员可以不交党费。 错")
    assert [(row.place.row, row.text) for row in report.rows] == [(1, "甲是____"), (2, "判断：党员可以不交党费。 错")]
    assert errors(report) == [(2, "key-missing")]


@pytest.mark.parametrize("tag", ["【简答】", "（简答题）", "[问答]"])
def test_a_question_whose_type_stands_before_its_number_is_no_part_of_the_answer_above_it(tag: str) -> None:
    report = read(
        "【填空】1．国家宪法日是____月____日。",
        "正确答案：12；4",
        f"{tag}2．简述修改程序。",
        "参考答案：（1）提议；",
        "（2）通过。",
    )
    assert [(one.type, one.stem, len(one.key)) for one in report.questions] == [
        ("fill", "国家宪法日是____月____日。", 2),
        ("short", "简述修改程序。", 1),
    ]
    assert report.questions[1].key == ("（1）提议；\n（2）通过。",)


def test_choices_in_a_section_of_cases_are_choices_and_the_passage_over_them_is_named() -> None:
    report = read(
        "案例分析题",
        "材料一：张某在路上捡到钱包，每天都带在身上，拒不归还失主。",
        *("1. 张某的行为属于（ ）", "A.不当得利 B.无因管理 C.侵权", "答案：A"),
        "案例二：李某借书不还。",
        *("2. 书的主人可以请求（ B ）", "A.罚款 B.返还 C.拘留"),
        *("3. 李某错在哪里？", "答：有借无还。"),
    )
    assert [(one.type, one.key) for one in report.questions] == [
        ("single", ("A",)),
        ("single", ("B",)),
        ("short", ("有借无还。",)),
    ]
    assert [(place.row, p.severity) for place, p in report.faults if p.code == "passage-skipped"] == [
        (2, "warning"),
        (6, "warning"),
    ]
    assert errors(report) == []


def test_a_passage_within_a_question_belongs_to_it() -> None:
    question = only(
        "一、案例分析题",
        "1. 阅读材料，回答问题。",
        "材料：张某拾得钱包，拒不归还。",
        "问题：他应当怎样做？",
        "答：归还失主。",
    )
    assert ("张某拾得钱包" in question.stem, question.key) == (True, ("归还失主。",))


@pytest.mark.parametrize("line", ["材料：每题5分", "案例分析：共3题，每题10分"])
def test_a_line_that_says_how_many_questions_and_points_is_no_passage(line: str) -> None:
    report = read("一、单选题", "1.甲是（A）", "A.一 B.二", line, "2.乙是什么？", "答：乙。")
    assert "passage-skipped" not in [problem.code for _, problem in report.faults]


def test_a_remark_over_a_bank_is_no_question() -> None:
    report = read("说明：本题库共2题。", "一、判断题", "1. 地球是圆的。（√）", "2. 月球是方的。（×）")
    assert [one.key for one in report.questions] == [("T",), ("F",)]
    assert (errors(report), len(report.rows)) == ([], 2)


@pytest.mark.parametrize(
    ("line", "kind", "key"),
    [
        ("1、属于四大发明的是（多选） A 造纸术 B 指南针 C 算盘 【答案】AB", "multiple", ("A", "B")),
        ("1、印刷术由（ ）发明（单选） A 蔡伦 B 毕昇 C 张衡 【答案】B", "single", ("B",)),
    ],
)
def test_options_under_bare_letters_behind_the_stem_are_options(line: str, kind: str, key: tuple[str, ...]) -> None:
    question = only(line)
    assert (question.type, question.key, len(question.options)) == (kind, key, 3)
    assert "选" not in question.stem


def test_letters_in_a_stem_are_no_options_where_the_key_is_no_letter() -> None:
    question = only("1. 甲在 A 城，乙在 B 城，丙在 C 城，谁最远？", "答案：丙")
    assert (question.options, question.key) == ((), ("丙",))
