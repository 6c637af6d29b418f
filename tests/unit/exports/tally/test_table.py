"""Tables of marks in the files that people have: encodings, delimiters, headings in either language, workbooks."""

from __future__ import annotations

import json

import pytest

from scoreboard.exports.tally.marks_file import BETWEEN, received, sent
from scoreboard.exports.tally.table import HEADINGS, read_table
from scoreboard.i18n.catalogue import LANGS, known
from scoring.engine.tally.mark_table import Row
from scoring.engine.tally.rule import TallyRule
from scoring.tables.problems import Unreadable
from tests.unit.exports.tally.files import csv_text, xlsx

ROWS = [Row("2", "甲", "张一", "创新性", "52"), Row("3", "甲", "李二", "创新性", "回避")]
TEXT = csv_text("甲,张一,创新性,52", "甲,李二,创新性,回避")


def rows_of(data: bytes, rule: TallyRule | None = None) -> list[Row]:
    return list(read_table(data, rule).rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert rows_of(TEXT.encode(encoding)) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_by_the_heading(delimiter: str) -> None:
    assert rows_of(TEXT.replace(",", delimiter).encode()) == ROWS


def test_a_line_that_names_the_delimiter_is_heeded_and_counted() -> None:
    assert [row.place for row in rows_of(b"sep=,\r\n" + TEXT.encode())] == ["3", "4"]


def test_columns_come_in_any_order_with_unknown_ones_between() -> None:
    data = "分数,备注,阶段,Judge,作品 *,组别,评分项\n52,好,初评,张一,甲,一组,创新性\n".encode()
    assert rows_of(data) == [Row("2", "甲", "张一", "创新性", "52", "初评", "一组")]


def test_a_title_above_the_heading_and_empty_rows_are_passed_over() -> None:
    data = ("评分汇总表,,,\n制表人：某某,,,\n" + TEXT.replace("\r\n", "\n") + ",,,\n").encode()
    assert [row.place for row in rows_of(data)] == ["4", "5"]


def test_a_workbook_is_read_with_its_numbers_as_people_see_them() -> None:
    data = xlsx(
        ("entry", "judge", "criterion", "mark"), ("甲", "A", "x", 8.1), ("甲", "B", "x", 9), ("甲", "C", "x", None)
    )
    assert [(row.place, row.judge, row.mark) for row in rows_of(data)] == [
        ("2", "A", "8.1"),
        ("3", "B", "9"),
        ("4", "C", ""),
    ]


def test_of_several_sheets_the_one_with_a_heading_is_read_and_named() -> None:
    data = xlsx(("作品", "评委", "分数"), ("甲", "A", 90), first=2, sheets=("说明", "打分"))
    assert rows_of(data) == [Row("打分!4", "甲", "A", "", "90")]


def test_a_cell_guarded_against_formulas_is_taken_for_what_it_says() -> None:
    assert rows_of(csv_text("'=甲,A,x,5").encode())[0].entry == "=甲"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        ("作品,评委\n甲,A\n".encode(), "marks-no-heading"),
        (xlsx(("作品", "分数"), ("甲", 5)), "marks-no-judge"),
        (b"PK\x03\x04 broken", "file-broken"),
        (b"\xff\xff\xff\x00", "file-encoding"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_table(data)
    assert caught.value.problem.code == code
    for lang in LANGS:
        assert known(lang, f"tally.problem.{code}") or known(lang, f"questions.problem.{code}")


def test_a_line_of_very_many_columns_does_not_make_the_whole_table_as_wide() -> None:
    data = b"entry,judge,mark\n" + b"a,b,1\n" * 1000 + b"," * 20_000
    with pytest.raises(Unreadable) as caught:
        read_table(data)
    assert (caught.value.problem.code, dict(caught.value.problem.fields)) == (
        "sheet-too-wide",
        {"rows": "1002", "columns": "20001"},
    )


def test_a_file_arrives_from_another_process_as_it_was_read() -> None:
    same = b"entry,judge,mark\na,b,1\na,c,1\na,d,1\n"
    for data in (
        b"entry,judge,mark,remark\na,b,1,x\nc,,,\n",
        b"entry,judge,mark\n",
        b"entry,judge,mark\n,x,\n",
        same,
    ):
        file = read_table(data)
        assert received(json.loads(json.dumps(sent(file)))) == file


def test_the_sign_between_sent_cells_never_comes_from_a_cell() -> None:
    (row,) = read_table(f"entry,judge,mark\na{BETWEEN}b,j,1\n".encode()).rows()
    assert row.entry == "ab"


def test_no_heading_means_two_things() -> None:
    names = [name for names in HEADINGS.values() for name in names.split()]
    assert sorted(names) == sorted(set(names))
