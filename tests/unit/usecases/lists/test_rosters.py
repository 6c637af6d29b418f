"""Rosters: who stands in one, by name and organisation, and how tables bring them."""

from __future__ import annotations

import pytest

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound
from scoring.usecases.context import Context
from scoring.usecases.lists.rosters import (
    names_of,
    on_roster,
    put_roster_name,
    remove_roster,
    remove_roster_name,
    rosters_of,
)
from scoring.usecases.lists.rosters_import import import_roster_names
from scoring.usecases.lists.rosters_table import read_roster_names
from scoring.usecases.lists.rows import ListReport
from scoring.usecases.records import RosterName
from tests.halls import ORGANISER
from tests.unit.question_sets.builders import xlsx

STARS = "月月学习之星"


def star(ctx: Context, name: str, organisation: str = "", held: str = "", name_id: str = "") -> RosterName:
    return put_roster_name(
        ctx, actor=ORGANISER, roster=STARS, name=name, organisation=organisation, held=held, name_id=name_id
    )


def brought(ctx: Context, *rows: dict[str, str], dry_run: bool = False) -> ListReport:
    return import_roster_names(ctx, actor=ORGANISER, roster=STARS, rows=rows, dry_run=dry_run)


def listed(ctx: Context) -> list[tuple[str, str, str]]:
    return [(one.name, one.organisation, one.held) for one in names_of(ctx, actor=ORGANISER, roster=STARS)]


@pytest.mark.parametrize(
    ("name", "organisation", "standing"),
    [
        ("张一山", "甲镇党委", "found"),
        (" 张一 山", "甲镇 党委", "found"),
        ("张一山", "", "found"),
        ("李二", "乙单位", "found"),  # the roster says no organisation
        ("张一山", "乙单位", "near"),  # the same name elsewhere
        ("张一川", "甲镇党委", "near"),
        ("张一川", "甲镇党委机关", "near"),
        ("张一川", "丁单位", "unknown"),
        ("李三", "乙单位", "unknown"),  # two signs are too few to be nearly the same
        ("王四", "甲镇党委", "unknown"),
    ],
)
def test_a_name_is_found_near_or_unknown(name: str, organisation: str, standing: str) -> None:
    names = (
        RosterName("1", STARS, "张一山", "甲镇党委", "2012年3月"),
        RosterName("2", STARS, "李二"),
        RosterName("3", "另一名册", "王四", "甲镇党委"),
    )
    assert on_roster(names, " 月月 学习之星", name, organisation) == standing


def test_one_person_may_hold_a_title_twice_and_two_may_have_one_name(ctx: Context) -> None:
    star(ctx, "张一", "甲单位", "2012年3月")
    star(ctx, "张一", "甲单位", "2012年4月")
    star(ctx, "张一", "乙单位", "2012年3月")
    with pytest.raises(Conflict, match="roster-name-exists"):
        star(ctx, "张 一", "乙 单位", "2012年3月")
    assert len(listed(ctx)) == 3
    assert rosters_of(ctx, actor=ORGANISER) == {STARS: 3}


def test_a_name_is_changed_and_removed_and_an_empty_roster_is_gone(ctx: Context) -> None:
    one = star(ctx, "张一", "甲单位")
    assert star(ctx, "张一", "乙单位", name_id=one.id) == RosterName(one.id, STARS, "张一", "乙单位")
    assert remove_roster_name(ctx, actor=ORGANISER, roster=STARS, name_id=one.id).organisation == "乙单位"
    for refused in (
        lambda: remove_roster_name(ctx, actor=ORGANISER, roster=STARS, name_id=one.id),
        lambda: star(ctx, "张一", name_id=one.id),
        lambda: names_of(ctx, actor=ORGANISER, roster=STARS),
        lambda: remove_roster(ctx, actor=ORGANISER, roster=STARS),
    ):
        with pytest.raises(NotFound):
            refused()
    star(ctx, "张一")
    assert remove_roster(ctx, actor=ORGANISER, roster=STARS) == 1
    assert rosters_of(ctx, actor=ORGANISER) == {}


def test_a_roster_is_one_however_its_title_is_written(ctx: Context) -> None:
    star(ctx, "张一")
    kept = put_roster_name(ctx, actor=ORGANISER, roster=" 月月　学习之星 ", name="李二")
    assert kept.roster == STARS
    with pytest.raises(Invalid, match="text-needed"):
        put_roster_name(ctx, actor=ORGANISER, roster=" ", name="李二")


def test_rows_are_new_changed_unchanged_or_faulty(ctx: Context) -> None:
    star(ctx, "张一", "甲镇 党委", "2012年3月")
    report = brought(
        ctx,
        {"name": "张一", "organisation": "甲镇党委", "held": "2012年3月"},
        {"name": "李二", "organisation": "甲镇党委"},
        {"name": ""},
    )
    assert [(row.row, row.state, row.before) for row in report.rows] == [
        (1, "changed", {"organisation": "甲镇 党委"}),
        (2, "new", None),
    ]
    again = brought(ctx, {"name": "李二", "organisation": "甲镇党委"})
    assert [row.state for row in again.rows] == ["unchanged"]
    assert listed(ctx) == [("张一", "甲镇党委", "2012年3月"), ("李二", "甲镇党委", "")]
    bad = brought(ctx, {"name": "王三"}, {"organisation": "甲"}, {"name": "王 三"}, {"name": "长" * 121})
    assert [(row.row, fault.code) for row in bad.rows for fault in row.faults] == [
        (2, "text-needed"),
        (3, "roster-name-twice"),
        (4, "text-too-long"),
    ]
    assert len(listed(ctx)) == 2


def test_the_headings_of_offices_are_known() -> None:
    table = read_roster_names("名册.xlsx", xlsx([("姓名", "所在单位", "授予时间"), ("张一", "甲单位", "2012年3月")]))
    assert table.rows == ({"name": "张一", "organisation": "甲单位", "held": "2012年3月"},)


def test_nobody_but_an_organiser_sees_a_roster(ctx: Context) -> None:
    with pytest.raises(Forbidden):
        rosters_of(ctx, actor=Actor("ticket:k1", "judge"))
