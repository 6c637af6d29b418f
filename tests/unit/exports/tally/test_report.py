"""The judge report in all its forms: plain sentences, a page that runs no script, a workbook, and figures never NaN."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import random
import re

import openpyxl
import pytest

from scoreboard.exports.tally.reporting import REPORT_FORMATS, report_bytes
from scoreboard.exports.tally.wording import Wording
from scoring.engine.tally.mark_table import MarkTable, Row
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.tally import tally
from tests.unit.engine.tally.panels import rule, taken


def hall(entries: int = 12, judges: str = "ABCDE", same: bool = False) -> tuple[TallyRule, MarkTable]:
    """A panel with a slip of the keyboard and one sheet under two names; or one that makes no difference at all."""
    chance = random.Random(7)
    rows = []
    for number in range(1, entries + 1):
        for place, judge in enumerate(judges):
            mark = 80 if same else 60 + 2 * number + 2 * place + chance.randint(-3, 3)
            rows.append([f"作品{number:02d}", judge, str(mark)])
    if not same:
        rows += [[entry, "Z", mark] for entry, judge, mark in rows if judge == "B"]
        rows[0][2] = "6"
    of = rule('[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\nmissing = "leave_out"\n[rank]\nplaces = 10\n')
    return of, taken(of, [Row("", entry, judge, "mark", mark) for entry, judge, mark in rows])


def report(form: str, lang: str = "zh", **of: object) -> bytes:
    panel, table = hall(**of)  # type: ignore[arg-type]
    return report_bytes(table, tally(panel, table), Wording(lang, panel.names()), form, 10, "ab" * 32)


def test_a_lay_chair_reads_sentences() -> None:
    words = report("table").decode()
    assert "第 10 名“" in words
    assert "B、Z 的打分完全相同：12 个作品、12 个分逐一相等" in words
    assert re.search(r"肯德尔 W = 0\.\d\d", words)
    assert re.search(r"作品01 +A +mark +6 ", words)
    assert "本报告不改变任何得分和名次" in words


@pytest.mark.parametrize("form", REPORT_FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("entries", "judges", "same"), [(12, "ABCDE", True), (1, "A", False), (3, "AB", False)])
def test_small_and_uniform_panels_give_no_nan_and_no_unfilled_words(
    form: str, lang: str, entries: int, judges: str, same: bool
) -> None:
    data = report(form, lang, entries=entries, judges=judges, same=same)
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        words = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    else:
        words = data.decode()
    assert not re.search(r"\bnan\b|\binf\b|Infinity", words, re.IGNORECASE)
    assert "report." not in words
    if form == "table":
        assert "{" not in words


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    page = report("html").decode()
    assert not re.search(r"<script|javascript:|\son\w+=|\sstyle=|https?://|<link|<img", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#39;", "'") == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:"
    assert page.count("<svg") == 2


def test_names_cannot_smuggle_markup_into_the_page() -> None:
    of = rule("[rank]\nplaces = 1\n")
    table = taken(
        of, [Row("", f"<b>{e}</b>", f'"><i>{j}', "mark", str(e * j)) for e in range(1, 7) for j in range(1, 5)]
    )
    page = report_bytes(table, tally(of, table), Wording("zh", of.names()), "html", 1, "").decode()
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;1&lt;/b&gt;" in page


def test_the_workbook_has_the_result_the_sentences_and_a_sheet_for_each_table() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report("xlsx")))
    assert book.sheetnames[:2] == ["名次", "说明"]
    assert len(book.sheetnames) == 7
    assert isinstance(book.worksheets[0]["B4"].value, int | float)


def test_the_figures_as_json_are_texts_and_plain_numbers() -> None:
    data = json.loads(report("json"))
    (panel,) = data["report"]["panels"]
    assert panel["same"] == [{"judges": ["B", "Z"], "entries": 12, "marks": 12, "equal": 12}]
    assert re.fullmatch(r"0\.\d{4}", panel["agreement"]["w"])
    assert data["results"][0]["rank"] == 1


def test_both_languages_say_the_same_number_of_things() -> None:
    chinese, english = (report("table", lang).decode().splitlines() for lang in ("zh", "en"))
    assert len(chinese) == len(english)


def test_long_and_odd_names_fit_the_plots_and_the_sheets() -> None:
    of = rule("[rank]\nplaces = 2\n")
    groups = ("a/b:c*[d]'", "组" * 40)
    rows = [
        Row("", f"{group}很长很长很长很长的作品名称{entry}", f"评委{judge}", "mark", str(50 + entry * judge), "", group)
        for group in groups
        for entry in range(6)
        for judge in range(4)
    ]
    table = taken(of, rows)
    for form in ("xlsx", "html"):
        assert report_bytes(table, tally(of, table), Wording("zh", of.names()), form, 2, "")
    page = report_bytes(table, tally(of, table), Wording("zh", of.names()), "html", 2, "").decode()
    labels = re.findall(r'text-anchor="end">([^<]*)</text>', page)
    assert max(len(label) for label in labels if label.startswith("组")) == 10
