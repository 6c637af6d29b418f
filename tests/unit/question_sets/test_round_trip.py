from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_sets import read_set
from question_sets.checks import check_set
from question_sets.interpret import interpret
from question_sets.model import ReadQuestion, RowReport
from question_sets.writer import write_csv, write_template, write_xlsx
from scoring.tables.problems import SourcePlace
from tests.unit.question_sets.builders import draft

Lang = Literal["zh", "en"]

texts = st.text(st.sampled_from("甲乙丙AB12 =+-@'\"\n,;；、|（）()._xD0√对×\t　{}#~"), max_size=24)
points = st.none() | st.decimals(min_value=-100, max_value=100, places=1)
kinds = st.sampled_from(["单选", "多选", "判断", "填空", "简答"])
days = st.sampled_from(["", "2026-11-30", "2026年1月2日", "2026/3/4"])
keys = st.sampled_from(["A", "B", "AB", "对", "错", "甲；乙", "甲|乙", "言之成理"])


@st.composite
def sets(make: st.DrawFn) -> tuple[ReadQuestion, ...]:
    """Questions as the reader understands them from any draft that has no error."""
    rows = []
    for row in range(1, make(st.integers(1, 5)) + 1):
        value, stake = make(points), make(points)
        question, problems = interpret(
            draft(
                type=make(kinds),
                stem=f"{make(texts)}第{row}问{make(texts)}",
                key=make(keys),
                options=(f"甲{make(texts)}", f"乙{make(texts)}", make(texts)),
                explanation=make(texts),
                citation=make(texts),
                difficulty=make(texts),
                chapter=make(texts),
                tags=make(texts),
                conflicts=make(texts),
                checked_on=make(days),
                valid_until=make(days),
                points="" if value is None else str(value),
                stake="" if stake is None else str(stake),
                clues=tuple(make(st.lists(texts, max_size=3))),
            )
        )
        if not any(problem.severity == "error" for problem in problems):
            rows.append(RowReport(SourcePlace("", row), question))
    checked = check_set(rows, {})
    return tuple(row.understood for row in checked if row.understood is not None and not row.faulty)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions=sets())
def test_an_exported_set_reads_back_as_the_same_set(lang: Lang, kind: str, questions: tuple[ReadQuestion, ...]) -> None:
    data = write_xlsx(questions, lang) if kind == "xlsx" else write_csv(questions, lang)
    assert read_set(f"a.{kind}", data).questions == questions


def test_csv_opens_right_in_excel() -> None:
    question = ReadQuestion(1, "true_false", "地球是圆的", key=("T",), points=Decimal("2.50"))
    data = write_csv([question])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1].split(",")[:3] == ["1", "判断题", "地球是圆的"]
    assert ",2.5," in data.decode("utf-8-sig")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_itself_holds_no_question_and_its_heading_is_known(lang: Lang) -> None:
    report = read_set("模板.xlsx", write_template(lang))
    codes = [problem.code for _, problem in report.faults]
    assert report.questions == ()
    assert codes == ["example-skipped"] * 3 + ["sheet-skipped", "no-questions"]
