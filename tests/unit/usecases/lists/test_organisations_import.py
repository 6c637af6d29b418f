"""The register from tables: what each row does, and nothing by halves; out and in again without loss."""

from __future__ import annotations

import time

import pytest

from scoring.engine.errors import Invalid
from scoring.tables.writing import csv_text
from scoring.usecases.context import Context
from scoring.usecases.lists import organisations_import
from scoring.usecases.lists.organisations import organisations_of
from scoring.usecases.lists.organisations_import import import_organisations
from scoring.usecases.lists.organisations_table import read_organisations
from scoring.usecases.lists.rows import ListReport
from tests.halls import ORGANISER
from tests.unit.question_sets.builders import xlsx
from tests.unit.usecases.lists.test_organisations import put, three


def brought(ctx: Context, *rows: dict[str, str], dry_run: bool = False) -> ListReport:
    return import_organisations(ctx, actor=ORGANISER, rows=rows, dry_run=dry_run)


def states(report: ListReport) -> list[str]:
    return [row.state for row in report.rows]


def faults(report: ListReport) -> list[tuple[int, str, str]]:
    return [(row.row, fault.field, fault.code) for row in report.rows for fault in row.faults]


def register(ctx: Context) -> list[tuple[str, str, str]]:
    """Name, category and superior of each."""
    there = organisations_of(ctx, actor=ORGANISER)
    names = {one.id: one.name for one in there}
    return [(one.name, one.category, names.get(one.superior, "")) for one in there]


def test_rows_are_new_changed_or_unchanged_and_a_superior_may_stand_below(ctx: Context) -> None:
    three(ctx)
    report = brought(
        ctx,
        {"name": "乙村党支部", "category": "农村", "superior": "乙镇党委"},
        {"name": "乙镇党委", "category": "", "superior": "甲县县委"},
        {"name": "甲镇 党委", "category": "其他"},
        {"name": "", "category": ""},
        {"name": "甲县县委", "category": "机关"},
    )
    assert states(report) == ["new", "new", "changed", "unchanged"]
    assert [row.row for row in report.rows] == [1, 2, 3, 5]
    assert report.rows[2].before == {"name": "甲镇党委", "category": "village"}
    assert report.done
    assert register(ctx) == [
        ("甲县县委", "office", ""),
        ("甲镇 党委", "other", "甲县县委"),
        ("甲村党支部", "village", "甲镇 党委"),
        ("乙村党支部", "village", "乙镇党委"),
        ("乙镇党委", "other", "甲县县委"),
    ]


def test_a_column_that_is_missing_keeps_what_is_there_and_a_blank_cell_clears_it(ctx: Context) -> None:
    put(ctx, "甲单位", lead_body="教育局", contact="张一", phone="0")
    report = brought(ctx, {"name": "甲单位", "contact": "", "phone": "0"})
    assert (states(report), report.rows[0].before) == (["changed"], {"contact": "张一"})
    (one,) = organisations_of(ctx, actor=ORGANISER)
    assert (one.category, one.lead_body, one.contact, one.phone) == ("village", "教育局", "", "0")


def test_every_fault_is_named_at_its_place_and_nothing_is_imported(ctx: Context) -> None:
    report = brought(
        ctx,
        {"name": "甲单位", "category": "城市"},
        {"name": "甲 单位"},
        {"name": "", "category": "机关"},
        {"name": "乙单位", "superior": "丁单位", "note": "长" * 501},
        {"name": "丙单位"},
    )
    assert faults(report) == [
        (1, "category", "category-unknown"),
        (2, "name", "organisation-twice"),
        (3, "name", "text-needed"),
        (4, "note", "text-too-long"),
        (4, "superior", "superior-unknown"),
    ]
    assert (report.done, report.count("new"), register(ctx)) == (False, 1, [])


def test_superiors_that_lead_back_are_named_with_their_way(ctx: Context) -> None:
    three(ctx)
    report = brought(
        ctx,
        {"name": "甲县县委", "superior": "甲镇党委"},
        {"name": "丙", "superior": "丙"},
        {"name": "丁", "superior": "丙"},
    )
    assert [(row.row, dict(fault.fields)) for row in report.rows for fault in row.faults] == [
        (1, {"way": "甲县县委 → 甲镇党委 → 甲县县委"}),
        (2, {"way": "丙 → 丙"}),
    ]
    assert len(register(ctx)) == 3


def test_a_dry_run_imports_nothing(ctx: Context) -> None:
    report = brought(ctx, {"name": "甲单位"}, dry_run=True)
    assert (states(report), report.done, register(ctx)) == (["new"], False, [])


def test_a_register_has_a_bound(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisations_import, "MOST_ORGANISATIONS", 2)
    with pytest.raises(Invalid, match="organisations-many"):
        brought(ctx, *({"name": f"{no}单位"} for no in range(3)))
    assert register(ctx) == []


def test_ten_thousand_rows_of_one_long_way_are_read_in_seconds(ctx: Context) -> None:
    rows = [{"name": f"第{no}单位", "superior": f"第{no + 1}单位"} for no in range(9_999)]
    began = time.monotonic()
    report = brought(ctx, *rows, {"name": "第9999单位", "superior": "第0单位"}, dry_run=True)
    assert (report.count("faulty"), len(report.rows)) == (10_000, 10_000)
    assert time.monotonic() - began < 20


def test_the_headings_of_offices_are_known_and_merged_cells_count_for_each_row() -> None:
    table = read_organisations(
        "五创名册.xlsx",
        xlsx([
            ("五创单位名册",),
            ("序号", "党组织名称", "单位类别", "牵头单位", "上级党组织", "联系人", "办公电话", "手机号码", "传真"),
            (1, "甲村党支部", "农村", "各乡镇党委", "甲镇党委", "张一", "0", "1", "2"),
        ]),
    )  # fmt: skip
    assert table.rows == (
        {"name": "甲村党支部", "category": "农村", "lead_body": "各乡镇党委", "superior": "甲镇党委", "contact": "张一",
         "phone": "0 / 1"},
    )  # fmt: skip
    assert [(place.row, problem.code) for place, problem in table.findings] == [(2, "roster-column-unread")]
    (heading,) = table.headings
    assert [(one.letter, one.heading, one.sample, one.meaning) for one in heading.columns] == [("I", "传真", "2", "")]


def test_what_the_owner_says_of_a_column_goes_before_its_heading() -> None:
    data = csv_text([("单位", "片区", "备注"), ("甲单位", "各乡镇党委", "x")])
    table = read_organisations("名册.csv", data, {"B:片区": "lead_body", "C:备注": "ignored"})
    assert (table.rows, table.findings) == (({"name": "甲单位", "lead_body": "各乡镇党委"},), ())
    assert table.headings == ()
