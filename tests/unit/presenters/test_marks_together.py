"""A round that is marked together: no byte tells of another's mark before the lock, and then each team has its turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.present import present
from scoring.engine.codec import canonical
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import EndRound, ShowScene
from scoring.engine.quiz.match import MatchState
from tests.unit.engine.quiz.play import Table
from tests.unit.engine.quiz.test_marks_round import JUDGES, MARKS, begun, mark, marked, show, whole

INFO = MatchInfo("m1", "决赛", "知识竞赛", "某单位", "crimson", False)
HALL = (Audience("display"), *(Audience("team", team=team) for team in "ABC"))


def judge(ticket: str) -> Audience:
    return Audience("judge", ticket=ticket)


def sent(state: MatchState, audience: Audience) -> bytes:
    """Every byte that this audience gets."""
    return canonical(present(INFO, state, {}, audience, now=0, epoch="e")).encode()


def without_others(state: MatchState, but: str = "") -> MatchState:
    """The same state, had no judge but this one marked anything; recusals stand from the beginning."""

    def bare(run: Sitting) -> Sitting:
        own = {name: sheet for name, sheet in run.mark_sheets.items() if name == but or sheet.state == "recused"}
        return replace(run, mark_sheets=own, history=tuple(sheet for sheet in run.history if sheet.judge == but))

    items = tuple(replace(item, panel=bare(item.panel)) if item.panel else item for item in state.items)
    quiet = {actor: count for actor, count in state.private_counts.items() if actor == f"ticket:{but}"}
    return replace(state, items=items, private_counts=quiet)


def two_teams(own: str = "") -> Table:
    """Two teams are shown, and every judge who may has marked both, one of them twice."""
    table = whole(own)
    for no, given in ((show(table), MARKS["A"]), (show(table), MARKS["B"])):
        for ticket, value in zip(JUDGES, given, strict=True):
            run = table.state.items[no - 1].panel
            assert run is not None
            if ticket not in run.mark_sheets:
                mark(table, no, ticket, value)
    mark(table, 1, "j1", "3")
    return table


@pytest.mark.parametrize("own", ["", "甲单位"])
def test_before_the_lock_no_byte_depends_on_the_mark_of_another_judge(own: str) -> None:
    state = two_teams(own).state
    for audience in HALL:
        assert sent(state, audience) == sent(without_others(state), audience)
    for ticket in JUDGES:
        assert sent(state, judge(ticket)) == sent(without_others(state, ticket), judge(ticket))


def test_the_desks_know_who_has_given_for_which_team_and_no_mark() -> None:
    view = present(INFO, two_teams().state, {}, Audience("chief"), now=0)
    panels = [played["panel"] for played in reversed(view["items"])]  # type: ignore[typeddict-item]
    assert [[seat["state"] for seat in panel["judges"]] for panel in panels] == [["given"] * 3] * 2
    assert all(panel["whole"] and "sheets" not in panel for panel in panels)


@pytest.mark.parametrize(("lang", "words"), [("zh", "2号评委"), ("en", "Judge 2")])
def test_who_is_missing_is_called_by_the_role_in_the_words_of_the_desk(lang: str, words: str) -> None:
    table = begun()
    table.panel = tuple(PanelJudge(judge, f"judge {no}") for no, judge in enumerate(JUDGES, start=1))
    table.give(OpenPanel(whole_round=True))
    mark(table, show(table), "j1", "15")
    mark(table, 1, "j3", "15")
    view = present(INFO, table.state, {}, Audience("chief"), now=0, lang=lang)
    (lock,) = [one for one in view["actions"] if one["id"] == "panel.lock.round"]  # type: ignore[typeddict-item]
    assert lock["why_text"].endswith(words)


def test_after_the_lock_the_hall_sees_one_team_after_the_other() -> None:
    table = marked()
    assert present(INFO, table.state, {}, Audience("display"), now=0)["marks"] is None
    table.give(LockPanel(whole_round=True))
    seen = []
    for no in (None, 2, 3):
        table.give(ShowScene("marks", no))
        for audience in HALL:
            marks = present(INFO, table.state, {}, audience, now=0)["marks"]
            assert marks is not None
        seen.append((marks["team"], [sheet["total"] for sheet in marks["panel"]["sheets"]], marks["panel"]["score"]))
    assert seen == [("A", ["18", "16", "17"], "17"), ("B", ["12", "13", "14"], "13"), ("C", ["20", "20", "11"], "17")]
    table.give(ShowScene("scores"))
    assert present(INFO, table.state, {}, Audience("display"), now=0)["marks"] is None


def totals(table: Table, audience: Audience) -> list[str]:
    view = present(INFO, table.state, {}, audience, now=0)
    assert [line["score"] for line in view["ranking"]] == sorted((t["score"] for t in view["teams"]), key=int)[::-1]
    return [team["score"] for team in view["teams"]]


def test_no_total_in_the_hall_tells_a_teams_marks_before_they_are_shown() -> None:
    table = marked()
    before = totals(table, Audience("display"))
    table.give(LockPanel(whole_round=True))
    a, b, c = totals(table, Audience("chief"))
    steps = [[a, before[1], before[2]], [a, b, before[2]], [a, b, c]]
    for no, expected in zip((1, 2, 3), steps, strict=True):
        table.give(ShowScene("marks", no))
        table.give(ShowScene("scores"))
        assert [totals(table, audience) for audience in (*HALL, judge("j1"))] == [expected] * (len(HALL) + 1)
        view = present(INFO, table.state, {}, Audience("host"), now=0)
        assert [team["score"] for team in view["teams"]] == [a, b, c]
        hall = view.get("hall", view)  # what the desk's picture of the display shows
        assert [team["score"] for team in hall["teams"]] == expected  # type: ignore[index]


def test_marks_that_wait_for_their_showing_are_in_no_byte_for_the_hall() -> None:
    locked, other = marked(), marked()
    mark(other, 3, "j1", "2")
    for table in (locked, other):
        table.give(LockPanel(whole_round=True))
    states = [replace(table.state, public_seq=0) for table in (locked, other)]
    for audience in HALL:
        one, two = (sent(state, audience) for state in states)
        assert one == two


def test_the_totals_are_shown_when_the_round_ends_though_not_all_marks_were() -> None:
    table = marked()
    table.give(LockPanel(whole_round=True))
    table.give(EndRound())
    assert totals(table, Audience("display")) == totals(table, Audience("chief"))


def test_a_recused_judge_is_not_shown_the_marks_of_that_team_even_then() -> None:
    table = two_teams("甲单位")
    table.give(LockPanel(whole_round=True))
    marks = present(INFO, table.state, {}, judge("j2"), now=0)["marks"]
    assert marks is not None
    assert (marks["team"], set(marks["panel"])) == ("A", {"state", "whole", "criteria"})
    table.give(ShowScene("marks", 2))
    other = present(INFO, table.state, {}, judge("j2"), now=0)["marks"]
    assert other is not None
    assert len(other["panel"]["sheets"]) == 3


def test_the_host_reads_aloud_the_marks_that_the_hall_sees() -> None:
    table = marked()
    table.give(LockPanel(whole_round=True))
    table.give(ShowScene("marks", 2))
    marks = present(INFO, table.state, {}, Audience("host"), now=0)["marks"]
    assert marks is not None
    assert marks["panel"]["script"][0] == "下面请评委为B队亮分。"
    assert marks["panel"]["script"][-1] == "B队 最后得分：13 分！"
