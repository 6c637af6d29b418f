"""已交 3 / 5: where the rule sheet shows it, the hall has the number of mark sheets and nothing else of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.present import present
from scoring.engine.codec import canonical, digest
from scoring.engine.panel.commands import AbstainMark, CopyMark, DecideMark, EnterMark, RecuseJudge, WithdrawMark
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.commands_manage import Undo
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, StartClock
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import Points, Round
from tests.unit.engine.quiz.play import D, Table, sheet

INFO = MatchInfo("m1", "决赛", "知识竞赛", "某单位", "crimson", False)
DISPLAY = Audience("display")
HALL = (DISPLAY, *(Audience("team", team=team) for team in "ABC"))


def marking(*, show: bool = True, whole: bool = False) -> Table:
    """A panel of three is open for the first team."""
    panel = PanelTable(judges=3, drop_high=0, drop_low=0, digits=2, missing="leave_out", show_count=show)
    table = Table(sheet(Round("video", "judged", "情景", 2, Points(D(0)), panel=panel)))
    table.panel = tuple(PanelJudge(judge, f"评委{judge}") for judge in ("j1", "j2", "j3"))
    table.begin("video")
    if whole:
        table.give(OpenPanel(whole_round=True))
    table.present()
    table.give(StartClock())
    if not whole:
        table.give(OpenPanel())
    return table


def mark(table: Table, judge: str, value: str, no: int = 1) -> None:
    table.give(EnterMark(judge, {"score": D(value)}, no), actor=f"ticket:{judge}")


def view(table: Table, audience: Audience = DISPLAY) -> Any:
    return present(INFO, table.state, {}, audience, now=0, epoch="e")


def count(table: Table, audience: Audience = DISPLAY) -> tuple[int, int] | None:
    told = view(table, audience)["item"]["panel"].get("count")
    return told and (told["given"], told["of"])


def test_the_hall_is_told_how_many_are_in_while_the_judges_mark() -> None:
    table = marking()
    assert count(table) == (0, 3)
    mark(table, "j2", "15")
    table.give(AbstainMark("j1", 1), actor="ticket:j1")
    assert [count(table, who) for who in (*HALL, Audience("judge", ticket="j3"), Audience("host"))] == [(2, 3)] * 6
    table.give(RecuseJudge("j3", 1), actor="ticket:j3", reason="亲属")
    assert count(table) == (2, 2)
    table.give(LockPanel())
    assert count(table) is None


def test_a_sheet_on_paper_is_in_once_a_second_person_has_confirmed_it() -> None:
    table = marking()
    table.give(CopyMark("j1", {"score": D(15)}, 1), actor="ticket:host")
    assert count(table) == (0, 3)
    waiting = next(iter(table.state.items[0].panel.waiting))  # type: ignore[union-attr]
    table.give(DecideMark(1, waiting, accept=True), actor="ticket:chief", reason="与纸面一致")
    assert count(table) == (1, 3)


def test_no_byte_for_the_hall_tells_who_has_marked_how_or_how_often() -> None:
    one, other = marking(), marking()
    mark(one, "j1", "15")
    mark(one, "j2", "20")
    mark(one, "j1", "16")
    mark(other, "j3", "3")
    mark(other, "j2", "4")
    for audience in HALL:
        assert canonical(view(one, audience)) == canonical(view(other, audience))


def test_a_change_of_the_number_and_nothing_else_makes_the_hall_s_view_newer() -> None:
    table = marking()
    seqs = [view(table)["seq"]]
    for judge in ("j1", "j1", "j2"):
        mark(table, judge, "15")
        seqs.append(view(table)["seq"])
    table.give(WithdrawMark("j2", 1), actor="ticket:j2")
    seqs.append(view(table)["seq"])
    assert [seq - seqs[0] for seq in seqs] == [0, 1, 1, 2, 3]


def test_the_seq_stays_what_it_was_when_an_undo_takes_back_what_was_counted() -> None:
    table = marking()
    for _ in range(2):
        mark(table, "j1", "15")
    table.give(WithdrawMark("j1", 1), actor="ticket:j1")
    before = view(table)["seq"]
    table.give(Undo(1))
    assert view(table)["seq"] == before + 1
    assert fold(table.entries).public_seq == table.state.public_seq


def test_without_the_rule_nobody_outside_the_desks_is_told_a_number() -> None:
    table = marking(show=False)
    before = [canonical(view(table, who)) for who in HALL]
    mark(table, "j2", "15")
    assert [canonical(view(table, who)) for who in HALL] == before
    assert count(table) is None


@pytest.mark.parametrize("show", [True, False])
def test_a_mark_for_an_earlier_team_of_a_round_moves_no_number_of_the_present_one(show: bool) -> None:
    table = marking(show=show, whole=True)
    table.give(CloseItem())
    table.present()
    before = [canonical(view(table, who)) for who in HALL]
    mark(table, "j2", "15", no=1)
    assert [canonical(view(table, who)) for who in HALL] == before
    assert count(table) == ((0, 3) if show else None)


def test_a_rule_sheet_that_does_not_show_it_keeps_its_digest() -> None:
    table = PanelTable(judges=3)
    assert digest(table) == digest(replace(table, show_count=False)) != digest(replace(table, show_count=True))
    assert "show_count" not in canonical(table)
