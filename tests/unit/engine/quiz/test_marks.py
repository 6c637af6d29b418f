"""Judges' marks in a match: nothing lost, nothing overwritten, nobody alone after the lock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.codec import from_json, to_json
from scoring.engine.errors import AlreadyDone, Forbidden, Invalid, NotFound, Refused, WrongStage
from scoring.engine.panel.commands import (
    AbstainMark,
    AskCorrection,
    CopyMark,
    DecideMark,
    EnterMark,
    LiftRecusal,
    RecuseJudge,
    WithdrawMark,
)
from scoring.engine.panel.result import score
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.quiz.commands_manage import AdjustPoints, LockResult, Undo, VoidItem
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, EndRound, JudgeAnswer, ShowScene, StartClock
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable, panel_rule
from scoring.engine.quiz.rule_sheet import Points, Round, RuleSheet
from tests.unit.engine.quiz.play import D, Table, sheet

JUDGES = ("j1", "j2", "j3", "j4", "j5")


class Panel(Table):
    """A table with five judges; the second comes from team A's own unit where ``own`` is set."""

    def __init__(self, rule: PanelTable | None = None, own: str = "", judges: tuple[str, ...] = JUDGES) -> None:
        scenario = Round("video", "judged", "情景", 1, Points(D(0)), panel=rule or PanelTable())
        super().__init__(sheet(scenario))
        if own:
            teams = tuple(replace(t, organisation=own if t.id == "A" else "") for t in self.setup.teams)
            self.state = replace(self.state, teams=teams)
        self.panel = tuple(PanelJudge(j, f"评委{j}", own if j == "j2" else "") for j in judges)
        self.begin("video")
        self.present()
        self.give(StartClock())
        self.give(OpenPanel())

    def mark(self, judge: str, value: str) -> dict[str, object]:
        return self.give(EnterMark(judge, {"score": D(value)}), actor=f"ticket:{judge}")

    @property
    def run(self) -> Sitting:
        panel = self.state.items[-1].panel
        assert panel is not None
        return panel


LEFT_OUT = PanelTable(missing="leave_out")
"""A panel whose lock may leave a missing judge out."""


def marked(*values: str, rule: PanelTable | None = None) -> Panel:
    table = Panel(rule)
    for judge, value in zip(JUDGES, values, strict=False):
        table.mark(judge, value)
    return table


def test_the_highest_and_lowest_are_dropped_and_the_mean_is_the_teams_score() -> None:
    table = marked("18", "15", "20", "17", "17")
    table.give(LockPanel())
    assert (table.state.stage, table.scores()["A"], table.state.scene) == ("judged", "117", "marks")


def test_a_later_mark_replaces_the_earlier_until_the_lock_and_every_version_is_kept() -> None:
    table = marked("18", "15", "20", "17", "17")
    table.mark("j1", "12")
    assert (table.run.mark_sheets["j1"].version, table.run.mark_sheets["j1"].marks["score"]) == (2, D(12))
    assert [s.marks["score"] for s in table.run.history] == [D(18)]


def test_a_withdrawn_sheet_is_missing_again() -> None:
    table = marked("18", "15", "20", "17", "17")
    table.give(WithdrawMark("j3"), actor="ticket:j3")
    assert table.run.missing == ("j3",)
    with pytest.raises(Refused, match="panel-waits") as error:
        table.give(LockPanel())
    assert error.value.fields["judges"] == ["评委j3"]


@pytest.mark.parametrize("value", ["21", "-1", "17.5"])
def test_a_mark_outside_the_range_or_off_the_step_is_refused(value: str) -> None:
    with pytest.raises(Invalid):
        marked(value)


def test_five_ways_of_no_number_are_five_different_things() -> None:
    table = marked("0", "15", "20")
    table.give(AbstainMark("j4"), actor="ticket:j4")
    table.give(RecuseJudge("j5"), actor="ticket:j5", reason="亲属")
    states = {j: s.state for j, s in table.run.mark_sheets.items()}
    assert states == {"j1": "given", "j2": "given", "j3": "given", "j4": "abstained", "j5": "recused"}
    assert table.run.missing == ()
    table.give(LockPanel())
    assert table.scores()["A"] == "112"


def test_a_recused_judge_can_neither_mark_nor_come_back() -> None:
    table = Panel(own="甲单位")
    assert table.run.mark_sheets["j2"].state == "recused"
    for command in (EnterMark("j2", {"score": D(10)}), WithdrawMark("j2"), AbstainMark("j2")):
        with pytest.raises(Refused, match="judge-recused"):
            table.give(command, actor="ticket:j2")


def test_a_recusal_is_lifted_in_the_log_and_the_judge_marks_anew() -> None:
    table = marked("18", "15", "20", "17", "17")
    table.give(RecuseJudge("j5"), actor="ticket:host", reason="亲属")
    table.give(LiftRecusal("j5"), actor="ticket:chief", reason="记错了评委")
    assert (table.entries[-1].kind, table.entries[-1].reason, table.run.missing) == ("mark.lift", "记错了评委", ("j5",))
    table.mark("j5", "17")
    table.give(LockPanel())
    with pytest.raises(WrongStage, match="marks-locked"):
        table.give(LiftRecusal("j1"), actor="ticket:chief", reason="记错了评委")
    assert fold(table.entries) == table.state


def test_no_recusal_from_the_own_unit_is_lifted() -> None:
    with pytest.raises(Refused, match="recused-by-rule"):
        Panel(own="甲单位").give(LiftRecusal("j2"), actor="ticket:chief", reason="记错了评委")


def test_a_sheet_that_waits_does_not_count_when_its_judge_is_recused() -> None:
    table = marked("18", "15", "20", "17")
    table.give(CopyMark("j5", {"score": D(20)}), actor="ticket:host", reason="纸质")
    seq = table.entries[-1].seq
    table.give(RecuseJudge("j5"), actor="ticket:chief", reason="亲属")
    assert table.run.waiting == {}
    with pytest.raises(NotFound, match="no-such-sheet"):
        table.give(DecideMark(1, seq, True), actor="ticket:chief", reason="核对")
    assert (table.run.mark_sheets["j5"].state, table.run.mark_sheets["j5"].marks) == ("recused", {})
    assert fold(table.entries) == table.state


def test_a_mark_after_the_lock_is_kept_aside_until_a_second_person_decides() -> None:
    table = marked("18", "15", "20", "17", rule=LEFT_OUT)
    table.give(LockPanel(even_if_missing=True))
    assert table.mark("j5", "10")["late"] is True
    assert table.scores()["A"] == "118"
    waiting = next(iter(table.run.waiting.values()))
    assert (waiting.kind, waiting.marks["score"]) == ("late", D(10))
    with pytest.raises(Forbidden, match="second-person-needed"):
        table.give(DecideMark(1, waiting.seq, True), actor="ticket:j5", reason="迟到")
    table.give(DecideMark(1, waiting.seq, True), actor="chief", reason="网络故障，同意计入")
    # 10 15 17 18 20 → 15 17 18 → 16.67 → 17
    assert table.scores()["A"] == "117"
    assert table.run.waiting == {}


def test_a_late_sheet_that_is_refused_stays_in_the_ledger_only() -> None:
    table = marked("18", "15", "20", "17", rule=LEFT_OUT)
    table.give(LockPanel(even_if_missing=True))
    seq = table.mark("j5", "10") and table.entries[-1].seq
    table.give(DecideMark(1, seq, False), actor="chief", reason="超时")
    assert (table.scores()["A"], table.run.waiting) == ("118", {})


def test_a_locked_sheet_takes_no_new_mark() -> None:
    table = marked("18", "15", "20", "17", "17")
    table.give(LockPanel())
    with pytest.raises(AlreadyDone, match="marks-locked"):
        table.mark("j1", "20")
    with pytest.raises(WrongStage):
        table.give(WithdrawMark("j1"), actor="ticket:j1")


def test_a_correction_after_the_lock_needs_a_second_person_and_keeps_the_old_version() -> None:
    table = marked("18", "15", "20", "17", "17")
    table.give(LockPanel())
    table.give(AskCorrection(1, "j4", {"score": D(20)}), actor="ticket:j4", reason="看错了队")
    seq = table.entries[-1].seq
    assert table.scores()["A"] == "117"
    with pytest.raises(Forbidden, match="second-person-needed"):
        table.give(DecideMark(1, seq, True), actor="ticket:j4", reason="同意")
    table.give(DecideMark(1, seq, True), actor="chief", reason="同意更正")
    # 15 17 18 20 20 → 17 18 20 → 18.33 → 18
    assert table.scores()["A"] == "118"
    assert [(s.judge, s.marks["score"]) for s in table.run.history] == [("j4", D(17))]
    line = table.state.items[0].outcomes[0]
    assert line.corrected_by == table.entries[-1].seq


def test_marks_from_paper_count_only_when_a_second_person_has_confirmed_them() -> None:
    table = marked("18", "15", "20", "17")
    table.give(CopyMark("j5", {"score": D(17)}), actor="ticket:host")
    seq = table.entries[-1].seq
    with pytest.raises(Refused, match="sheets-waiting"):
        table.give(LockPanel())
    with pytest.raises(Forbidden, match="second-person-needed"):
        table.give(DecideMark(1, seq, True), actor="ticket:host", reason="核对")
    table.give(DecideMark(1, seq, True), actor="ticket:chief", reason="核对无误")
    assert table.run.mark_sheets["j5"].source == "paper"
    table.give(LockPanel())
    assert table.scores()["A"] == "117"


def test_undo_never_takes_a_judges_mark_away() -> None:
    table = marked("18")
    with pytest.raises(Refused, match="undo-takes-marks"):
        table.give(Undo(1))
    fresh = Panel()
    fresh.give(Undo(1))
    assert fresh.state.stage == "answering"


def test_criteria_with_weights_are_added_before_the_panel_is_combined() -> None:
    criteria = (
        CriterionTable("content", "内容", D(10), weight=D("0.6")),
        CriterionTable("speech", "表达", D(10), weight=D("0.4")),
    )
    table = Panel(PanelTable(criteria=criteria, digits=2, least=5))
    for judge, (content, speech) in zip(JUDGES, ((8, 9), (7, 7), (10, 10), (9, 6), (5, 8)), strict=True):
        table.give(EnterMark(judge, {"content": D(content), "speech": D(speech)}), actor=f"ticket:{judge}")
    with pytest.raises(Invalid, match="criteria-incomplete"):
        table.give(EnterMark("j1", {"content": D(8)}), actor="ticket:j1")
    table.give(LockPanel())
    # totals 8.4 7.0 10 7.8 6.2 → 8.4 7.0 7.8 → 7.7333… → 7.73
    assert table.scores()["A"] == "107.73"


TWO = (CriterionTable("content", "内容", D(10)), CriterionTable("speech", "表达", D(10)))


def edition(table: Panel, criteria: tuple[CriterionTable, ...]) -> dict[str, object]:
    """The sheet's next edition, with these criteria."""
    old = table.state.rule_sheet
    assert old is not None
    rule = replace(old.rounds[0], panel=replace(old.rounds[0].panel, criteria=criteria))  # type: ignore[type-var]
    return to_json(replace(old, edition=2, rounds=(rule,)))  # type: ignore[return-value]


def test_where_the_marks_give_no_score_there_is_no_line_of_zero() -> None:
    table = Panel(PanelTable(criteria=TWO))
    for judge in JUDGES:
        table.give(EnterMark(judge, {"content": D(8), "speech": D(9)}), actor=f"ticket:{judge}")
    other = from_json(RuleSheet, edition(table, (TWO[0], replace(TWO[1], id="voice"))))
    table.state = replace(table.state, rule_sheet=other)
    table.give(LockPanel())
    assert (table.state.items[0].outcomes, table.scores()["A"]) == ((), "100")


def test_a_result_is_not_locked_over_a_sheet_that_waits() -> None:
    table = marked("18", "15", "20", "17", rule=LEFT_OUT)
    table.give(LockPanel(even_if_missing=True))
    table.give(CloseItem())
    table.mark("j5", "10")
    late = table.entries[-1].seq
    table.give(AskCorrection(1, "j4", {"score": D(20)}), actor="ticket:j4", reason="看错")
    asked = table.entries[-1].seq
    for seq, judges in ((late, ["评委j5", "评委j4"]), (asked, ["评委j4"])):
        with pytest.raises(Refused, match="sheets-waiting") as caught:
            table.give(LockResult())
        assert caught.value.fields == {"judges": judges}
        table.give(DecideMark(1, seq, False), actor="chief", reason="超时")
    table.give(EndRound())
    table.give(LockResult())
    assert table.state.phase == "locked"


def test_a_sheet_that_waits_in_an_item_thrown_out_holds_no_result_up() -> None:
    table = marked("18", "15", "20", "17")
    table.give(CopyMark("j5", {"score": D(17)}), actor="ticket:host", reason="纸质")
    table.give(VoidItem(), reason="题目有误")
    table.give(CloseItem())
    table.give(EndRound())
    table.give(LockResult())
    assert table.state.phase == "locked"


def test_replaying_a_judged_item_gives_the_same_score_and_the_same_history() -> None:
    table = marked("18", "15", "20", "17", "17")
    table.mark("j1", "12")
    table.give(LockPanel())
    table.give(AskCorrection(1, "j4", {"score": D(20)}), actor="ticket:j4", reason="看错")
    assert fold(table.entries) == table.state


@given(st.permutations(JUDGES), st.lists(st.integers(0, 20), min_size=5, max_size=5))
def test_marks_may_come_in_any_order(order: list[str], values: list[int]) -> None:
    def locked(judges: list[str]) -> str:
        table = Panel()
        for judge in judges:
            table.mark(judge, str(values[JUDGES.index(judge)]))
        table.give(LockPanel())
        return table.scores()["A"]

    result = locked(list(order))
    assert result == locked(list(JUDGES))
    assert D(100) + min(values) <= D(result) <= D(100) + max(values)


def test_the_explanation_names_what_was_dropped() -> None:
    table = marked("18", "15", "20", "17", "17")
    result = score(table.run, panel_rule(PanelTable()))
    assert ([m.judge for m in result.dropped_high], [m.judge for m in result.dropped_low]) == (["j3"], ["j2"])
    assert result.score == D(17)


def test_a_mark_that_names_its_item_never_counts_for_another() -> None:
    table = marked("18", "15", "20", "17", rule=LEFT_OUT)
    table.give(LockPanel(even_if_missing=True))
    table.give(CloseItem())
    table.present()
    table.give(StartClock())
    table.give(OpenPanel())
    table.give(EnterMark("j5", {"score": D(10)}, item=1), actor="ticket:j5")
    first, second = table.state.items
    assert first.panel is not None
    assert second.panel is not None
    assert [(w.judge, w.kind) for w in first.panel.waiting.values()] == [("j5", "late")]
    assert second.panel.mark_sheets == {}


def test_an_item_that_was_thrown_out_takes_no_marks() -> None:
    table = marked("18")
    table.give(VoidItem(), reason="题目有误")
    with pytest.raises(AlreadyDone, match="item-void"):
        table.mark("j2", "10")


def test_what_judges_say_before_the_lock_is_known_to_nobody_else() -> None:
    table = Panel()
    opened = table.state.seq
    table.mark("j1", "18")
    table.mark("j2", "15")
    table.give(WithdrawMark("j1"), actor="ticket:j1")
    assert (table.state.public_seq, dict(table.state.private_counts)) == (opened, {"ticket:j1": 2, "ticket:j2": 1})
    table.give(ShowScene("question"))
    assert table.state.public_seq == opened + 1, "no jump tells that anybody marked"
    assert dict(table.state.private_counts) == {"ticket:j1": 2, "ticket:j2": 1}


def test_the_views_of_an_audience_grow_by_one_with_each_entry_that_it_may_know_of_also_with_an_undo() -> None:
    table = Panel()
    known, own = table.state.public_seq, 0
    points = AdjustPoints("A", D(5))
    for step in ("18", ShowScene("question"), "15", points, ShowScene("teams"), Undo(), "17", points, Undo()):
        if isinstance(step, str):
            table.mark("j1", step)
            own += 1
        else:
            table.give(step, reason="更正")
            known += 1
        assert (table.state.public_seq, dict(table.state.private_counts)) == (known, {"ticket:j1": own})
        assert fold(table.entries) == table.state


def test_a_decision_on_a_sheet_is_public_only_where_it_changes_a_score() -> None:
    table = marked("18", "15", "20", "17")
    table.give(CopyMark("j5", {"score": D(17)}), actor="ticket:host")
    known = table.state.public_seq
    table.give(DecideMark(1, table.state.seq, True), actor="ticket:chief", reason="核对无误")
    assert table.state.public_seq == known
    table.give(LockPanel())
    locked = table.state.public_seq
    assert locked == known + 1
    table.give(AskCorrection(1, "j4", {"score": D(20)}), actor="ticket:j4", reason="看错")
    assert table.state.public_seq == locked
    table.give(DecideMark(1, table.state.seq, True), actor="ticket:chief", reason="同意")
    assert table.state.public_seq == locked + 1


@pytest.mark.parametrize(("digits", "points", "taken"), [(0, "3.33", False), (0, "3", True), (2, "3.33", True)])
def test_a_score_given_by_hand_is_no_finer_than_the_panels(digits: int, points: str, taken: bool) -> None:
    table = Table(sheet(Round("video", "judged", "情景", 1, Points(D(0)), panel=PanelTable(digits=digits))))
    table.begin("video")
    table.present()
    if taken:
        table.give(JudgeAnswer("right", points=D(points)))
    else:
        with pytest.raises(Invalid, match="points-too-fine") as caught:
            table.give(JudgeAnswer("right", points=D(points)))
        assert caught.value.fields == {"places": digits}
    assert D(table.scores()["A"]) - 100 == (D(points) if taken else 0)
