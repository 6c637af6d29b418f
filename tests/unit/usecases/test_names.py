"""A name that looks like another of its kind is refused as the same name; what nobody sees in a name is not kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from scoring.engine.errors import Conflict
from scoring.usecases import accounts, competitions
from scoring.usecases.context import Context
from scoring.usecases.quiz import matches, question_sets, roster
from scoring.usecases.quiz.roster_import import import_roster
from scoring.usecases.records import Account, Team
from tests.halls import ORGANISER, SHEET, invented
from tests.unit.usecases.test_people import match as match

LOOKS_ALIKE = ("甲队（A）", "甲队(A)", "甲队（Ａ）", "甲 队（A）", "甲\u200b队（A）", "\u202e甲队（A）", "甲队〔a〕")
PASSWORD = "correct horse"


def make_competition(ctx: Context, match: str, name: str) -> str:
    return competitions.create_competition(ctx, actor=ORGANISER, title=name).title


def make_match(ctx: Context, match: str, name: str) -> str:
    own = matches.match_of(ctx, match).competition
    return matches.create_match(ctx, actor=ORGANISER, competition_id=own, title=name, text=SHEET).title


def make_team(ctx: Context, match: str, name: str) -> str:
    return roster.add_team(ctx, actor=ORGANISER, match_id=match, name=name).name


def make_contestant(ctx: Context, match: str, name: str) -> str:
    there = roster.roster_of(ctx, match)
    team = there[0].team if there else roster.add_team(ctx, actor=ORGANISER, match_id=match, name="一队")
    return roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name=name).name


def make_account(ctx: Context, match: str, name: str) -> str:
    return accounts.add_account(ctx, name=name, password=PASSWORD).name


def make_set(ctx: Context, match: str, name: str) -> str:
    return question_sets.import_question_set(ctx, actor=ORGANISER, name=name, questions=[invented(1)]).name


MAKERS = {
    "competition-exists": make_competition,
    "match-named": make_match,
    "team-exists": make_team,
    "contestant-exists": make_contestant,
    "account-exists": make_account,
    "set-exists": make_set,
}


@pytest.mark.parametrize("code", MAKERS)
def test_a_name_that_looks_like_one_of_its_kind_is_that_name(ctx: Context, match: str, code: str) -> None:
    make: Callable[[Context, str, str], str] = MAKERS[code]
    assert make(ctx, match, "\u200b甲队（A）\ufeff") == "甲队（A）"
    for name in LOOKS_ALIKE:
        with pytest.raises(Conflict, match=code) as refused:
            make(ctx, match, name)
        assert refused.value.fields["name"] == "甲队（A）"
    assert make(ctx, match, "乙队") == "乙队"


def test_a_form_with_the_old_name_is_saved_beside_a_name_of_before_that_looks_like_it(ctx: Context, match: str) -> None:
    old = roster.add_team(ctx, actor=ORGANISER, match_id=match, name="甲队")
    with ctx.store.write() as uow:
        uow.of(Team).put(replace(old, id="of-before", name="甲 队"))
        uow.commit()
    assert roster.edit_team(ctx, actor=ORGANISER, team_id=old.id, name="甲队", leader="张一").leader == "张一"
    with pytest.raises(Conflict, match="team-exists"):
        roster.edit_team(ctx, actor=ORGANISER, team_id=old.id, name="甲　队")


def test_renaming_two_members_at_once_asks_for_the_names_they_end_with(ctx: Context, match: str) -> None:
    team = roster.add_team(ctx, actor=ORGANISER, match_id=match, name="甲队")
    one, two = (roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name=name).id for name in ("张一", "张二"))
    roster.edit_team(ctx, actor=ORGANISER, team_id=team.id, members={one: "张二", two: "张一"})
    with pytest.raises(Conflict, match="contestant-exists"):
        roster.edit_team(ctx, actor=ORGANISER, team_id=team.id, members={one: "张 一"})
    assert [person.name for person in roster.roster_of(ctx, match)[0].contestants] == ["张二", "张一"]


def test_a_table_names_a_team_in_two_ways_and_it_is_one_team(ctx: Context, match: str) -> None:
    rows = [
        {"队名": "甲队（A）", "单位": "甲县教育局", "姓名": "张一"},
        {"队名": "甲队(A)", "单位": "甲县教育 局", "姓名": "张二"},
        {"队名": "甲 队（A）", "席位": "替补", "姓名": "张\u200b一"},
    ]
    report = import_roster(ctx, actor=ORGANISER, match_id=match, rows=rows)
    assert report.teams == 1
    assert [(row.row, fault.code) for row in report.rows for fault in row.faults] == [(3, "contestant-twice")]


def test_an_organiser_signs_in_by_a_name_that_looks_the_same_and_by_the_very_name_first(ctx: Context) -> None:
    made = accounts.add_account(ctx, name="Admin", password=PASSWORD)
    assert accounts.check_password(ctx, name=" ａｄｍｉｎ\u200b", password=PASSWORD) == made
    with ctx.store.write() as uow:  # an account of before, beside one that looks like it
        uow.of(Account).put(replace(made, id="of-before", name="admin"))
        uow.commit()
    assert accounts.check_password(ctx, name="admin", password=PASSWORD).id == "of-before"
    assert accounts.check_password(ctx, name="Admin", password=PASSWORD).id == made.id
