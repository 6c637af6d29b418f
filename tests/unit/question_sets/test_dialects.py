from __future__ import annotations

import pytest

from question_sets import ImportReport, read_set
from question_sets.options import split_cell
from scoring.tables.limits import MAX_ROWS
from tests.unit.question_sets.builders import HEAD, Rows, text_table, xls, xlsx

ROWS: Rows = (
    HEAD,
    ("单选题", "首都是（  ）", "北京", "上海", "天津", "重庆", "A", "略"),
    ("多选题", "直辖市有（  ）", "北京", "上海", "天津", "南京", "ABC", ""),
    ("判断题", "地球是圆的", "", "", "", "", "√", ""),
    ("填空题", "中国最长的河是____", "", "", "", "", "长江", ""),
)


def codes(report: ImportReport) -> list[str]:
    return [problem.code for row in report.rows for problem in row.problems] + [p.code for _, p in report.faults]


def types(report: ImportReport) -> list[str]:
    return [question.type for question in report.questions]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("题库.xlsx", xlsx(ROWS)),
        ("题库.xls", xls(ROWS)),
        ("utf8.csv", text_table(ROWS)),
        ("bom.csv", text_table(ROWS, encoding="utf-8-sig")),
        ("gbk.csv", text_table(ROWS, encoding="gb18030")),
        ("utf16.txt", text_table(ROWS, "\t", encoding="utf-16")),
        ("semicolon.csv", text_table(ROWS, ";")),
        ("tab.tsv", text_table(ROWS, "\t")),
        ("sep.csv", b"sep=;\r\n" + text_table(ROWS, ";")),
        ("misnamed.csv", xlsx(ROWS)),
        ("misnamed.xlsx", text_table(ROWS)),
    ],
)
def test_every_kind_of_table_gives_the_same_set(name: str, data: bytes) -> None:
    report = read_set(name, data)
    assert codes(report) == []
    assert report.ok
    assert types(report) == ["single", "multiple", "true_false", "fill"]
    assert [question.key for question in report.questions] == [("A",), ("A", "B", "C"), ("T",), ("长江",)]
    assert [question.no for question in report.questions] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "head",
    [
        ("题型", "题目", "A", "B", "C", "D", "答案", "解析"),
        ("题目类型", "试题", "选项1", "选项2", "选项3", "选项4", "标准答案", "答案解析"),
        ("题型*", "题干（必填）", "A选项", "B选项", "C选项", "D选项", "参考答案", "备注说明"),
        ("Type", "Question", "Option A", "Option B", "Option C", "Option D", "Correct Answer", "Explanation"),
        ("ＴＹＰＥ", "题 干", "选项Ａ", "选项Ｂ", "选项Ｃ", "选项Ｄ", "正确答案：", "试题解析"),
        ("试题类型", "题目内容", "选项一", "选项二", "选项三", "选项四", "正确选项", "说明"),
    ],
)
def test_headings_in_their_dialects(head: tuple[str, ...]) -> None:
    report = read_set("题库.xlsx", xlsx((head, *ROWS[1:])))
    assert types(report) == ["single", "multiple", "true_false", "fill"]
    assert report.questions[0].options == ("北京", "上海", "天津", "重庆")


def test_title_rows_above_the_heading_are_passed_over_and_rows_keep_their_numbers() -> None:
    data = xlsx((("某某知识竞赛题库",), (), ("制表：甲单位",), *ROWS), merged=("A1:H1",))
    report = read_set("题库.xlsx", data)
    assert report.ok
    assert [str(row.place) for row in report.rows] == ["题库!5", "题库!6", "题库!7", "题库!8"]


def test_all_rows_are_read_to_the_end_with_blank_rows_in_the_middle() -> None:
    rows: list[tuple[object, ...]] = [HEAD]
    for number in range(1, 351):
        rows.append(("判断", f"第{number}个事实：{number * 7919}加{number * 104729}", "", "", "", "", "对", ""))
        if number in (50, 100, 101, 200):
            rows += [(), ("", " ", "", "", "", "", "　", "")]
    for data, name in ((xlsx(rows), "a.xlsx"), (xls(rows), "a.xls"), (text_table(rows), "a.csv")):
        report = read_set(name, data)
        assert len(report.questions) == 350
        assert report.questions[-1].stem == f"第350个事实：{350 * 7919}加{350 * 104729}"
        assert report.blank_rows == 8
        assert report.rows[-1].place.row == 359


def test_numeric_and_boolean_cells_read_as_people_see_them() -> None:
    report = read_set(
        "a.xlsx",
        xlsx(
            (
                HEAD,
                ("单选", "1+1等于", 1.0, 2, 2.5, 40, "B", ""),
                ("判断", "对吗", "", "", "", "", True, ""),
                ("判断", "错吗", "", "", "", "", 0.0, ""),
                ("单选", "选几", "甲", "乙", "丙", "丁", 3.0, ""),
            )
        ),
    )
    assert report.questions[0].options == ("1", "2", "2.5", "40")
    assert [question.key for question in report.questions] == [("B",), ("T",), ("F",), ("C",)]


def test_a_merged_type_column_fills_down_and_a_merged_stem_gathers_its_options() -> None:
    rows = (
        ("题型", "题干", "选项", "答案"),
        ("单选", "首都是", "A.北京", "A"),
        (None, None, "B.上海", None),
        (None, None, "C.天津", None),
        ("判断", "地球是圆的", None, "对"),
        (None, "太阳是恒星", None, "对"),
    )
    report = read_set("a.xlsx", xlsx(rows, merged=("A2:A4", "B2:B4", "D2:D4", "A5:A6")))
    assert types(report) == ["single", "true_false", "true_false"]
    assert report.questions[0].options == ("北京", "上海", "天津")
    assert codes(report) == []


def test_sections_and_repeated_headings_set_the_type_of_what_follows() -> None:
    rows = (
        ("题目", "A", "B", "C", "答案"),
        ("一、单项选择题（每题10分）",),
        ("首都是", "北京", "上海", "天津", "A"),
        ("二、多项选择题",),
        ("直辖市有", "北京", "上海", "南京", "AB"),
        ("题目", "A", "B", "C", "答案"),
        ("三、判断题",),
        ("地球是圆的", "", "", "", "√"),
    )
    report = read_set("a.xlsx", xlsx(rows))
    assert types(report) == ["single", "multiple", "true_false"]
    assert codes(report) == ["section", "section", "heading-again", "section"]


def test_every_sheet_is_read_and_its_name_may_be_its_type() -> None:
    head = ("题干", "A", "B", "答案")
    judged = (("题干", "答案"), ("地球是圆的", "对"))
    data = xlsx((("本表说明如何填写",),), 单选题=(head, ("首都是", "北京", "上海", "A")), 判断题=judged)
    report = read_set("a.xlsx", data)
    assert types(report) == ["single", "true_false"]
    assert codes(report) == ["sheet-skipped"]
    assert [str(row.place) for row in report.rows] == ["单选题!2", "判断题!2"]


def test_rows_marked_as_examples_are_not_imported() -> None:
    head = ("题号", "题型", "题干", "答案")
    report = read_set("a.xlsx", xlsx((head, ("示例", "判断", "例", "对"), (1, "判断", "地球是圆的", "对"))))
    assert [question.stem for question in report.questions] == ["地球是圆的"]


def test_unknown_columns_are_said_and_known_numbers_kept() -> None:
    head = ("题号", "题型", "题干", "答案", "出题人")
    report = read_set("a.xlsx", xlsx((head, (7, "判断", "甲乙丙丁", "对", "张一"), (9, "判断", "子丑寅卯", "错", ""))))
    assert [question.no for question in report.questions] == [7, 9]
    assert codes(report) == ["column-unknown"]


def test_clues_tags_stakes_and_citation_have_their_columns() -> None:
    head = ("题型", "题干", "答案", "线索1", "线索2", "线索3", "标签", "风险分", "出处", "章节", "难度", "分值")
    row = ("填空", "猜一位诗人", "李白", "唐代", "号青莲居士", "诗仙", "诗词、人物", 20, "甲书", "文学", "中", 2.5)
    question = read_set("a.xlsx", xlsx((head, row))).questions[0]
    assert question.clues == ("唐代", "号青莲居士", "诗仙")
    assert question.tags == ("诗词", "人物")
    assert (str(question.stake), str(question.points)) == ("20", "2.5")
    assert (question.citation, question.chapter, question.difficulty) == ("甲书", "文学", "中")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"  \n", "file-empty"),
        (b"\xff\xfe\xff", "file-encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing of a workbook", "file-broken"),
        (xlsx(ROWS)[:-40], "file-broken"),
        (b"PK\x03\x04 broken", "file-broken"),
        (b"%PDF-1.7", "save-as-docx"),
        (b"<html><table></table>", "file-web-page"),
        ("甲,乙\n丙,丁\n".encode(), "no-heading"),
        (text_table((HEAD,)), "no-questions"),
        (text_table((HEAD, *[("判断", f"{n}", "", "", "", "", "对", "") for n in range(MAX_ROWS)])), "too-many-rows"),
        (text_table(ROWS) + b'"' + b"a\n" * 100_000, "csv-broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_gives_nothing(data: bytes, code: str) -> None:
    report = read_set("题库.csv", data)
    assert report.questions == ()
    assert not report.ok
    assert [problem.code for _, problem in report.faults if problem.severity == "error"] == [code]


def test_one_value_in_the_far_corner_is_refused_before_it_takes_the_memory() -> None:
    import openpyxl

    from tests.unit.question_sets.builders import io

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "题干", "x"
    out = io.BytesIO()
    book.save(out)
    report = read_set("a.xlsx", out.getvalue())
    assert [problem.code for _, problem in report.faults] == ["sheet-too-wide"]


def test_a_formula_and_an_embedded_picture_are_reported() -> None:
    stems = ("=SUM(A1:A3)对吗", '=DISPIMG("ID_1",1)')
    rows = (HEAD, *(("判断", stem, "", "", "", "", "对", "") for stem in stems))
    report = read_set("a.csv", text_table(rows))
    assert codes(report) == ["cell-formula", "media-embedded", "stem-missing"]


def test_a_cell_beyond_the_limit_is_an_error_of_its_row() -> None:
    report = read_set("a.csv", text_table((HEAD, ("判断", "长" * 9000, "", "", "", "", "对", ""))))
    assert codes(report) == ["cell-too-long"]
    assert report.questions == ()


def test_a_row_that_was_only_numbered_is_empty() -> None:
    table = [("序号", "题型", "题干", "答案"), (1, "判断", "地球是圆的", "对"), (2, "", "", ""), (3.0, "", "", "")]
    for name, data in (("a.xlsx", xlsx(table)), ("a.csv", text_table(table))):
        report = read_set(name, data)
        assert (report.ok, len(report.rows), report.blank_rows) == (True, 1, 2)


def test_the_options_of_a_fill_in_question_are_its_answers_as_quizizz_writes_them() -> None:
    heading = "Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds,Image Link"
    rows = ("The largest ocean is ____,Fill-in-the-Blank,Pacific,the Pacific,,,30,", "2+2=,Multiple Choice,3,4,5,2,30,")
    report = read_set("quizizz.csv", "\n".join((heading, *rows)).encode())
    assert [(q.type, q.options, q.key) for q in report.questions] == [
        ("fill", (), ("Pacific|the Pacific",)),
        ("single", ("3", "4", "5"), ("B",)),
    ]
    assert [problem.code for problem in report.rows[0].problems] == ["fill-from-options"]


def test_a_letter_that_names_an_option_of_a_fill_in_question_is_read_as_the_option() -> None:
    report = read_set("q.csv", "题型,题干,A,B,答案\n填空题,首都是____,上海,北京,B\n填空题,几条腿____,3,4,4\n".encode())
    assert [(q.key, q.options) for q in report.questions] == [(("北京",), ()), (("4",), ())]
    assert [[one.code for one in row.problems] for row in report.rows] == [
        ["fill-key-names-option"],
        ["options-dropped"],
    ]


def test_a_column_of_kinds_that_holds_types_is_read_as_the_type() -> None:
    report = read_set(
        "q.csv", "类别,题干,选项,答案\n多选,直辖市,A北京 B上海 C南京,A\n判断,太阳从西边出来,,错\n".encode()
    )
    assert [(q.type, q.options, q.chapter) for q in report.questions] == [
        ("multiple", ("北京", "上海", "南京"), ""),
        ("true_false", (), ""),
    ]
    other = read_set("q.csv", "类别,题干,答案\n历史,____年建党,1921\n判断,太阳从西边出来,错\n".encode())
    assert [question.chapter for question in other.questions] == ["历史", "判断"]


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("A北京 B上海 C南京", ("北京", "上海", "南京")),
        ("Ａ北京\nＢ上海", ("北京", "上海")),
        ("A级\nB级", ("A级", "B级")),
        ("A型血\nB型血\nAB型血\nO型血", ("A型血", "B型血", "AB型血", "O型血")),
        ("Apple\nBanana", ("Apple", "Banana")),
    ],
)
def test_letters_without_a_sign_are_taken_off_options_that_differ_without_them(
    cell: str, options: tuple[str, ...]
) -> None:
    assert split_cell(cell) == options


def test_a_single_cell_beyond_the_headings_is_named() -> None:
    report = read_set("q.csv", "题型,题干,答案\n判断题,甲,对\n判断题,乙,对,多出来的\n判断题,丙,对\n".encode())
    assert [(p.severity, p.code, dict(p.fields)["text"]) for _, p in report.faults] == [
        ("note", "column-unheaded", "多出来的")
    ]
