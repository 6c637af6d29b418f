"""A contest of performances: no questions, a running ranking, marks at once or after the next one has performed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.panel.commands import EnterMark
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import LockResult, VoidItem
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, EndRound, JudgeAnswer, PresentItem, ShowScene, StartClock
from scoring.engine.quiz.commands_tie_off import BeginTieOff, OrderTieOff
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.needs import needs
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import ContestRule, Points, Round, RuleSheet, TieOff
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet, round_intro
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.standings import standings
from scoring.sheets import template_text
from tests.unit.engine.quiz.play import D, Table

PANEL = PanelTable(judges=3, high=D(100), step=D("0.1"), drop_high=0, drop_low=0, digits=2)
SPEECH = Round("speech", "judged", "演讲", 1, Points(D(0)), panel=PANEL)


def rules(**fields: object) -> RuleSheet:
    """A contest whose ties stay shared."""
    given: dict[str, object] = {"contest": ContestRule(), "ranking": ("score",), "tie_off": TieOff("none")}
    return RuleSheet("contest", "演讲比赛", D(0), (SPEECH,), **(given | fields))  # type: ignore[arg-type]


class Contest(Table):
    """A contest of three entries before three judges, without a single question."""

    def __init__(self, sheet: RuleSheet | None = None) -> None:
        super().__init__(sheet or rules(), per_pool=0)
        self.panel = tuple(PanelJudge(j, f"评委{j}", "") for j in ("j1", "j2", "j3"))
        self.begin("speech")

    def primary(self) -> str:
        """The host's next action."""
        return next((one.id for one in host_actions(self.state, self.now) if one.primary), "")

    def perform(self) -> None:
        """The next entry, until the judges may mark."""
        for command in (PresentItem(), StartClock(), OpenPanel()):
            self.give(command)

    def mark(self, value: str) -> None:
        for judge in self.panel:
            self.mark_by(judge.id, value)

    def mark_by(self, judge: str, value: str) -> None:
        self.give(EnterMark(judge, {"score": D(value)}), actor=f"ticket:{judge}")

    def marked(self, *values: str) -> Contest:
        """One entry after the other, each with the same mark of all judges."""
        for value in values:
            self.perform()
            self.mark(value)
            self.give(LockPanel())
            self.give(CloseItem())
        return self

    def ranks(self) -> list[tuple[str, int]]:
        return [(place.id, place.rank) for place in standings(self.state)]


def test_a_contest_needs_no_question_at_all() -> None:
    assert needs(read_rule_sheet(template_text("talent-contest")), 60) == ()


def test_the_next_entry_performs_without_a_question_and_the_clock_starts() -> None:
    table = Contest()
    assert table.present()["question"] is None
    assert (table.state.stage, table.state.scene) == ("reading", "question")
    table.give(StartClock())
    assert table.state.stage == "answering"


def test_the_host_is_led_from_the_first_entry_to_the_locked_result() -> None:
    table, led = Contest(), []
    commands = {
        "item.present": PresentItem(), "clock.start": StartClock(), "panel.open": OpenPanel(),
        "panel.lock": LockPanel(), "item.close": CloseItem(), "round.end": EndRound(), "result.lock": LockResult(),
    }  # fmt: skip
    while (name := table.primary()) in commands and table.state.phase == "open":
        led.append(name)
        after = replace(LockResult(), after=table.state.last_counted)
        table.give(after if name == "result.lock" else commands[name])
        if name == "panel.open":
            table.mark("90")
    one = ["item.present", "clock.start", "panel.open", "panel.lock", "item.close"]
    assert led == [*one, *one, *one, "round.end", "result.lock"]
    assert table.state.phase == "locked"


def test_the_ranking_runs_along_and_names_only_entries_that_have_a_score() -> None:
    table = Contest()
    assert table.ranks() == []
    table.marked("90", "92.5")
    assert (table.ranks(), table.state.scene) == ([("B", 1), ("A", 2)], "ranking")
    table.marked("90")
    assert table.ranks() == [("B", 1), ("A", 2), ("C", 2)]


def test_a_performance_thrown_out_is_not_ranked_and_its_entry_has_no_score_of_zero() -> None:
    table = Contest().marked("90", "80")
    table.give(VoidItem(1), reason="音响故障")
    assert table.ranks() == [("B", 1)]


def test_marks_at_once_are_shown_when_they_are_locked() -> None:
    table = Contest()
    table.perform()
    table.mark("90")
    table.give(LockPanel())
    assert (table.state.scene, table.state.marks_item, table.state.unshown) == ("marks", 1, ())


def after_next() -> Contest:
    return Contest(rules(contest=ContestRule(announce="after_next")))


def test_marks_after_the_next_wait_until_that_one_has_performed() -> None:
    table = after_next().marked("90")
    assert (table.state.scene, table.state.unshown) == ("ranking", (1,))
    assert table.primary() == "item.present"
    table.perform()
    assert table.primary() == "marks.show"
    table.give(ShowScene("marks", 1))
    table.mark("80")
    assert (table.state.marks_item, table.state.unshown, table.primary()) == (1, (), "panel.lock")
    assert fold(table.entries) == table.state


def test_the_marks_of_the_last_entry_are_shown_before_the_round_ends() -> None:
    table = after_next()
    for no, value in enumerate(("90", "80", "70"), start=1):
        table.perform()
        if no > 1:
            table.give(ShowScene("marks", no - 1))
        table.mark(value)
        table.give(LockPanel())
        table.give(CloseItem())
    assert table.primary() == "marks.show"
    table.give(ShowScene("marks", 3))
    assert (table.state.unshown, table.primary()) == ((), "round.end")


def test_level_entries_across_a_line_are_ordered_by_the_judges_without_a_question() -> None:
    sheet = rules(ranking=("score", "tie_off"), tie_off=TieOff("judged"), tie_matters=(1,))
    table = Contest(sheet).marked("90", "90", "80")
    table.give(EndRound())
    table.give(BeginTieOff(("A", "B")))
    assert table.primary() == "tieoff.order"
    table.give(OrderTieOff((("B",), ("A",))), reason="评委合议")
    assert table.ranks() == [("B", 1), ("A", 2), ("C", 3)]


def test_the_printed_rules_speak_of_entries_and_of_no_question() -> None:
    text = str(print_rule_sheet(read_rule_sheet(template_text("talent-contest"))))
    assert [word for word in ("题目", "队", "备用", "抢答", "台号") if word in text] == []
    english = str(print_rule_sheet(read_rule_sheet(template_text("talent-contest", "en")), "en")).lower()
    assert [word for word in ("question", "team", "spare", "station") if word in english] == []


@pytest.mark.parametrize("announce", ["at_once", "after_next"])
def test_the_hall_is_told_when_marks_are_announced(announce: str) -> None:
    rule = ContestRule("节目", announce)  # type: ignore[arg-type]
    said = {"at_once": "当场公布得分", "after_next": "下一节目表演后公布得分"}[announce]
    assert round_intro(SPEECH, contest=rule)[-1] == said


def test_an_entry_that_does_not_perform_has_no_place_and_the_next_one_comes() -> None:
    table = Contest()
    table.present()
    table.give(JudgeAnswer("give_up"))
    table.give(CloseItem())
    assert (table.ranks(), table.primary()) == ([], "item.present")


def test_the_host_is_offered_nothing_that_rests_on_a_question() -> None:
    table = Contest()
    table.present()
    offered = {one.id for one in host_actions(table.state, table.now)}
    questions = {"scene.answer", "scene.press", "item.replace", "judge.wrong", "judge.timeout", "panel.open.round"}
    assert offered & questions == set()
