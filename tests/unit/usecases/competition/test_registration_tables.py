"""Teams from a table: tried one by one, entered all or none."""

from __future__ import annotations

import pytest

from scoring.usecases.competition import entering, facts
from scoring.usecases.competition.entering import enter_teams, roster_rows, try_teams
from scoring.usecases.competition.forms import Register, register_of
from scoring.usecases.competition.records import RegistrationLink, RegistrationText
from scoring.usecases.ports import UnitOfWork
from tests.registrations import ORGANISER, Registered, values
from tests.unit.usecases.competition.open_registration import clock, ctx, open_, refused

__all__ = ["clock", "ctx", "open_"]


ROWS = [
    {"team": "甲队", "organisation": "甲单位", "leader": "李一", "name": "张一"},
    {"name": "张二"},
    {"name": "张三"},
    {"name": "张四", "seat": "替补"},
    {"team": "乙队", "organisation": "乙单位", "leader": "李二", "name": "赵一"},
]


def test_a_table_of_teams_is_tried_team_by_team_and_entered_by_one_entry(open_: Registered) -> None:
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    reports = try_teams(open_.ctx, rows=ROWS, **asked)
    assert [(one.rows, [fault.code for fault in one.faults]) for one in reports] == [
        ((1, 2, 3, 4), []),
        ((5,), ["too-few"]),
    ]
    assert not open_.state.registrations
    before = open_.state.seq
    good = [
        *ROWS[:4],
        *({"team": "乙队", "organisation": "乙单位", "leader": "李二", "name": f"赵{no}"} for no in "一二三"),
    ]
    teams = [one.values for one in try_teams(open_.ctx, rows=good, **asked)]
    assert [enter_teams(open_.ctx, teams=teams, key="list", **asked).repeat for _ in range(2)] == [False, True]
    assert open_.state.seq == before + 1
    assert [(one.form.team, len(one.form.members)) for one in open_.state.live] == [("甲队", 4), ("乙队", 3)]
    assert roster_rows(open_.state.live)[3] == {
        "team": "甲队",
        "organisation": "甲单位",
        "leader": "李一",
        "name": "张四",
        "seat": "替补",
    }


def test_others_have_their_turn_after_each_team_of_a_long_table(open_: Registered) -> None:
    turns: list[int] = []
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    reports = try_teams(open_.ctx, rows=ROWS, pause=lambda: turns.append(len(turns)), **asked)
    assert len(turns) == len(reports) == 2


def test_the_register_is_read_once_for_a_whole_table(open_: Registered, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[UnitOfWork] = []

    def counted(uow: UnitOfWork) -> Register:
        read.append(uow)
        return register_of(uow)

    for module in (entering, facts):
        monkeypatch.setattr(module, "register_of", counted)
    rows = [{"team": f"{no}队", "organisation": f"{no}单位", "leader": "李", "name": f"张{no}"} for no in range(9)]
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    open_.change(least=1)
    teams = [one.values for one in try_teams(open_.ctx, rows=rows, **asked)]
    assert len(read) == 1
    enter_teams(open_.ctx, teams=teams, key="list", **asked)
    assert len(read) == 2
    assert len(open_.state.live) == 9


def test_a_table_says_no_kinds_of_people_and_is_taken_where_they_are_asked(open_: Registered) -> None:
    open_.change(kinds=("职工", "专业讲师"), barred=("专业讲师",))
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    (found,) = try_teams(open_.ctx, rows=ROWS[:4], **asked)
    assert not found.faulty
    enter_teams(open_.ctx, teams=[found.values], key="list", **asked)
    assert [one.form.team for one in open_.state.live] == ["甲队"]


def test_a_table_whose_teams_contradict_each_other_is_entered_not_at_all(open_: Registered) -> None:
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    twice = [{**values("甲队"), "leader": ("李一",)}, {**values("乙队"), "leader": ("李一",)}]
    public = [{field: one[field] for field in ("team", "unit", "leader", "members")} for one in twice]
    assert refused(lambda: enter_teams(open_.ctx, teams=public, key="list", **asked)) == "person-in-two-teams"
    with open_.ctx.store.read() as uow:
        assert not open_.state.registrations
        assert not [*uow.of(RegistrationText).all(), *uow.of(RegistrationLink).all()]
    rows = [
        {"team": team, "organisation": "甲单位", "leader": "李一", "name": name} for team in "甲乙" for name in "张王赵"
    ]
    found = try_teams(open_.ctx, rows=rows, **asked)
    assert [one.error and one.error.code for one in found] == [None, "person-in-two-teams"]


def test_a_team_of_a_table_that_comes_when_all_places_are_taken_waits(open_: Registered) -> None:
    open_.change(places=1)
    rows = [
        {"team": team, "organisation": team, "leader": "李一", "name": name} for team in "甲乙" for name in "张王赵"
    ]
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    enter_teams(open_.ctx, teams=[one.values for one in try_teams(open_.ctx, rows=rows, **asked)], key="list", **asked)
    assert [one.status for one in open_.state.live] == ["submitted", "waiting"]
