"""A panel of judges without any match: it opens, sheets come and wait, a second person decides, the lock scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import pytest

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Forbidden, Invalid, NotFound, Refused, WrongStage
from scoring.engine.kinds import Command, Payload
from scoring.engine.ledger import GENESIS, Draft, Entry, chain
from scoring.engine.panel import apply, decide
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
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.result import marks_by_criterion, score, totals
from scoring.engine.panel.rule import Criterion, PanelMethod, PanelRule, Roundings
from scoring.engine.panel.sitting import MarkSheet, PanelJudge, Sitting
from scoring.engine.panel.steps import Step
from scoring.engine.rounding import Rounding
from scoring.engine.tally.mark_table import EntryMarks, MarkTable
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.tally import explain

D = Decimal
RULE = PanelRule(
    (Criterion("content", D(10), "内容", weight=D("0.6")), Criterion("voice", D(10), "表达", weight=D("0.4"))),
    PanelMethod(drop_high=1, drop_low=1, least=4),
    Roundings(final=Rounding(1)),
)
LEFT_OUT = PanelRule(RULE.criteria, PanelMethod(missing="leave_out", late="leave_out"))
PANEL = tuple(PanelJudge(f"j{no}", f"{no}号评委", "东区" if no == 5 else "") for no in range(1, 6))

Row = tuple[Callable[..., Payload], Callable[[Sitting, Entry, Mapping[str, Any]], Sitting]]
ROWS: dict[type, Row] = {
    EnterMark: (decide.enter, apply.entered),
    WithdrawMark: (decide.withdraw, apply.withdrawn),
    AbstainMark: (decide.abstain, apply.abstained),
    RecuseJudge: (decide.recuse, apply.recused),
    LiftRecusal: (decide.lift, apply.lifted),
    CopyMark: (decide.copy, apply.copied),
    AskCorrection: (decide.ask, apply.asked),
    DecideMark: (decide.decide, apply.decided),
}


class Room:
    """A room with a panel in it and one subject before it; nothing else of any job."""

    def __init__(self, rule: PanelRule = RULE, organisation: str = "") -> None:
        self.rule = rule
        self.entries: list[Entry] = []
        payload = decide.open_sitting(rule, PANEL, organisation)
        self.sitting = apply.opened(self._written("panel.open", payload, "chair", ""), payload)

    def give(self, command: Command, actor: str = "chair", reason: str = "", device: str = "") -> int:
        """Decide, write and apply; the number of the entry."""
        guard, effect = ROWS[type(command)]
        who = (actor, device) if isinstance(command, DecideMark) else (self.rule,)
        facts = guard(self.sitting, command, *who)
        entry = self._written(command.kind, {**to_json(command), **facts}, actor, reason, device)
        self.sitting = effect(self.sitting, entry, entry.payload)
        return entry.seq

    def mark(self, judge: str, content: str, voice: str) -> int:
        return self.give(EnterMark(judge, {"content": D(content), "voice": D(voice)}), judge)

    def lock(self, *, even_if_missing: bool = False) -> None:
        decide.need_ready([(7, self.sitting)], self.rule, even_if_missing=even_if_missing)
        self.sitting = apply.locked(self.sitting, self._written("panel.lock", {}, "chair", ""), forced=even_if_missing)

    @property
    def score(self) -> Decimal | None:
        return score(self.sitting, self.rule).score

    def _written(self, kind: str, payload: Payload, actor: str, reason: str, device: str = "") -> Entry:
        at = 1000 * (len(self.entries) + 1)
        draft = Draft(kind, payload, actor, device, f"k{len(self.entries)}", reason, at)
        prev = self.entries[-1].hash if self.entries else GENESIS
        self.entries.append(chain("room:1", len(self.entries) + 1, prev, draft))
        return self.entries[-1]


def full(rule: PanelRule = RULE) -> Room:
    """All five have marked: totals 9, 8.4, 7, 8 and 6."""
    room = Room(rule)
    for judge, marks in {"j1": "9 9", "j2": "8 9", "j3": "7 7", "j4": "8 8", "j5": "6 6"}.items():
        room.mark(judge, *marks.split())
    return room


def test_the_lock_scores_and_every_step_of_it_is_explained() -> None:
    room = full()
    room.lock()
    assert [mark.value for mark in totals(room.sitting, RULE)] == [D(9), D("8.4"), D(7), D(8), D(6)]
    result = score(room.sitting, RULE)
    assert (result.score, result.dropped_high, result.dropped_low) == (
        D("7.8"),
        (Mark("j1", D(9)),),
        (Mark("j5", D(6)),),
    )
    assert result.steps == (
        Step("marks", {"j1": "9", "j2": "8.4", "j3": "7", "j4": "8", "j5": "6"}),
        Step("dropped", {"high": "j1 9", "low": "j5 6"}),
        Step("mean", {"values": "8.4 + 7 + 8", "total": "23.4", "count": "3", "mean": "7.8"}),
        Step("rounded", {"digits": "1", "mode": "half_up", "score": "7.8"}),
    )
    assert marks_by_criterion(room.sitting, RULE)["voice"]["j2"] == Mark("j2", D(9))


def test_a_new_sheet_replaces_the_old_one_which_stays_in_the_history() -> None:
    room = full()
    again = room.mark("j1", "10", "10")
    sheet = room.sitting.mark_sheets["j1"]
    assert (sheet.version, sheet.seq, sheet.marks) == (2, again, {"content": D(10), "voice": D(10)})
    assert [(old.judge, old.version) for old in room.sitting.history] == [("j1", 1)]


def test_a_sheet_is_withdrawn_before_the_lock_and_the_lock_waits_for_it() -> None:
    room = full()
    room.give(WithdrawMark("j3"), "j3")
    assert room.sitting.missing == ("j3",)
    with pytest.raises(Refused, match="nothing-to-withdraw"):
        room.give(WithdrawMark("j3"), "j3")
    with pytest.raises(Refused, match="panel-waits") as refused:
        room.lock(even_if_missing=True)
    assert refused.value.fields == {"judges": ["3号评委"]}
    room.mark("j3", "7", "8")
    assert room.sitting.mark_sheets["j3"].version == 2
    room.lock()
    with pytest.raises(WrongStage, match="marks-locked"):
        room.give(WithdrawMark("j3"), "j3")


def test_a_lock_leaves_a_missing_judge_out_only_where_it_says_so() -> None:
    room = Room(LEFT_OUT)
    with pytest.raises(Refused, match="marks-missing"):
        room.lock()
    with pytest.raises(Refused, match="no-marks") as refused:
        room.lock(even_if_missing=True)
    assert refused.value.fields == {"items": [7]}
    room.mark("j1", "8", "8")
    room.lock(even_if_missing=True)
    assert (room.sitting.forced, room.score) == (True, D(8))


def test_an_abstention_and_a_recusal_give_no_mark_and_cost_nothing() -> None:
    room = full()
    room.give(AbstainMark("j4"), "j4")
    room.give(RecuseJudge("j5"), reason="亲属")
    room.lock()
    result = score(room.sitting, RULE)
    assert (result.score, result.left_out) == (D("8.1"), (Mark("j4", None, "abstained"), Mark("j5", None, "recused")))
    assert [step.code for step in result.steps] == ["marks", "left_out", "kept_all", "mean", "rounded"]
    with pytest.raises(Refused, match="judge-recused"):
        room.mark("j5", "9", "9")


def test_a_recusal_is_lifted_before_the_lock_and_what_was_given_before_stays_out_until_it_is_given_anew() -> None:
    room = full()
    room.give(RecuseJudge("j5"), reason="亲属")
    room.give(LiftRecusal("j5"), reason="记错了评委")
    assert (room.sitting.missing, "j5" in room.sitting.mark_sheets) == (("j5",), False)
    assert [(old.judge, old.state) for old in room.sitting.history] == [("j5", "given"), ("j5", "recused")]
    with pytest.raises(Refused, match="panel-waits"):
        room.lock()
    room.mark("j5", "7", "7")
    room.lock()
    assert (room.sitting.mark_sheets["j5"].version, room.score) == (3, D("7.8"))


def test_a_sheet_from_paper_that_a_recusal_dropped_does_not_come_back_with_its_end() -> None:
    room = full()
    room.give(CopyMark("j5", {"content": D(7), "voice": D(7)}), "clerk")
    room.give(RecuseJudge("j5"), reason="亲属")
    room.give(LiftRecusal("j5"), reason="记错了评委")
    assert (room.sitting.waiting, room.sitting.missing) == ({}, ("j5",))


def test_no_recusal_is_lifted_after_the_lock_none_that_the_rules_demand_and_none_that_is_not_there() -> None:
    room = full()
    with pytest.raises(AlreadyDone, match="judge-not-recused"):
        room.give(LiftRecusal("j5"), reason="记错了评委")
    room.give(RecuseJudge("j5"), reason="亲属")
    room.lock()
    with pytest.raises(WrongStage, match="marks-locked"):
        room.give(LiftRecusal("j5"), reason="记错了评委")
    with pytest.raises(Refused, match="recused-by-rule"):
        Room(organisation="东区").give(LiftRecusal("j5"), reason="记错了评委")
    with pytest.raises(Forbidden, match="not-on-panel"):
        room.give(LiftRecusal("j9"), reason="记错了评委")


def test_who_comes_from_the_same_organisation_is_recused_from_the_start() -> None:
    room = Room(organisation="东区")
    assert room.sitting.mark_sheets == {"j5": MarkSheet("j5", "recused", {}, 1, 1, 1000)}
    assert room.sitting.entries_of_judges == ()
    freely = PanelRule(RULE.criteria, same_organisation_recused=False)
    assert Room(freely, "东区").sitting.mark_sheets == {}


@pytest.mark.parametrize("written", ["东 区", "东区\u200b", "东\u3000区", "\u202a东区\u202c"])
def test_a_judge_is_recused_from_the_own_unit_however_it_is_written(written: str) -> None:
    assert list(Room(organisation=written).sitting.mark_sheets) == ["j5"]
    assert Room(organisation="东区（一）").sitting.mark_sheets == {}
    assert Room(organisation="\u200b").sitting.mark_sheets == {}  # no unit is nobody's own


def test_a_late_sheet_waits_until_it_is_accepted_and_then_scores_anew() -> None:
    room = Room(LEFT_OUT)
    for judge in ("j1", "j2", "j3", "j4"):
        room.mark(judge, "8", "8")
    room.lock(even_if_missing=True)
    seq = room.mark("j5", "3", "3")
    assert (room.score, room.sitting.waiting[seq].kind) == (D(8), "late")
    assert totals(room.sitting, LEFT_OUT)[4] == Mark("j5", None, "late")
    assert marks_by_criterion(room.sitting, LEFT_OUT)["voice"]["j5"] == Mark("j5", None, "late")
    with pytest.raises(Forbidden, match="second-person-needed"):
        room.give(DecideMark(1, seq, accept=True), "j5")
    room.give(DecideMark(1, seq, accept=True))
    assert (room.score, room.sitting.waiting) == (D(7), {})


def test_a_sheet_from_paper_needs_two_people_and_holds_the_lock_up() -> None:
    room = full()
    seq = room.give(CopyMark("j5", {"content": D(7), "voice": D(7)}), "clerk")
    with pytest.raises(Refused, match="sheets-waiting"):
        room.lock()
    with pytest.raises(Forbidden, match="second-person-needed"):
        room.give(DecideMark(1, seq, accept=True), "clerk")
    room.give(DecideMark(1, seq, accept=True), "chair")
    assert (room.sitting.mark_sheets["j5"].source, room.sitting.mark_sheets["j5"].version) == ("paper", 2)
    room.lock()


def test_two_cards_in_one_browser_are_one_person() -> None:
    room = full()
    seq = room.give(CopyMark("j5", {"content": D(7), "voice": D(7)}), "clerk", device="laptop")
    for accept in (True, False):
        with pytest.raises(Forbidden, match="second-device-needed"):
            room.give(DecideMark(1, seq, accept=accept), "chair", device="laptop")
    room.give(DecideMark(1, seq, accept=True), "chair", device="tablet")
    assert room.sitting.mark_sheets["j5"].source == "paper"


def test_where_no_device_is_known_the_card_alone_decides_who_is_the_second_person() -> None:
    room = full()
    seq = room.give(CopyMark("j5", {"content": D(7), "voice": D(7)}), "clerk")
    room.give(DecideMark(1, seq, accept=True), "chair")
    assert room.sitting.mark_sheets["j5"].source == "paper"


def test_a_newer_sheet_from_paper_takes_the_place_of_the_older_and_a_recusal_drops_it() -> None:
    room = full()
    first = room.give(CopyMark("j5", {"content": D(7), "voice": D(7)}), "clerk")
    second = room.give(CopyMark("j5", {"content": D(8), "voice": D(7)}), "clerk")
    assert list(room.sitting.waiting) == [second]
    with pytest.raises(NotFound, match="no-such-sheet"):
        room.give(DecideMark(1, first, accept=True))
    room.give(RecuseJudge("j5"), reason="亲属")
    assert (room.entries[-1].payload["dropped"], room.sitting.waiting) == ([second], {})


def test_a_correction_is_asked_for_by_one_and_decided_by_another() -> None:
    room = full()
    ask = AskCorrection(1, "j2", {"content": D(6), "voice": D(6)})
    with pytest.raises(WrongStage, match="marks-not-locked"):
        room.give(ask, "j2", "写错")
    room.lock()
    seq = room.give(ask, "j2", "写错")
    assert (room.sitting.waiting[seq].by, room.sitting.waiting[seq].reason, room.score) == ("j2", "写错", D("7.8"))
    room.give(DecideMark(1, seq, accept=False), reason="已核对")
    assert (room.score, room.sitting.waiting) == (D("7.8"), {})
    seq = room.give(ask, "j2", "确实写错")
    room.give(DecideMark(1, seq, accept=True), reason="已核对")
    assert (room.score, [old.judge for old in room.sitting.history]) == (D(7), ["j2"])
    with pytest.raises(AlreadyDone, match="marks-unchanged"):
        room.give(ask, "j2", "再次")


def test_a_sheet_holds_every_criterion_within_its_range_from_a_member_of_the_panel() -> None:
    room = Room()
    with pytest.raises(Invalid, match="criteria-incomplete") as refused:
        room.give(EnterMark("j1", {"content": D(8)}), "j1")
    assert refused.value.fields == {"criteria": ["voice"]}
    with pytest.raises(Invalid, match="mark-out-of-range"):
        room.mark("j1", "11", "8")
    with pytest.raises(Forbidden, match="not-on-panel"):
        room.mark("j9", "8", "8")
    assert len(room.entries) == 1


def test_without_a_judge_the_sitting_knows_nothing_of_the_judge() -> None:
    room = full()
    other = room.sitting.without("j1")
    assert ([judge.id for judge in other.judges], "j1" in other.mark_sheets) == (["j2", "j3", "j4", "j5"], False)
    assert score(other, RULE).score == D("7.5")


def test_over_criteria_the_lock_drops_on_each_criterion_and_rounds_at_every_step() -> None:
    rule = PanelRule(
        RULE.criteria,
        PanelMethod(over="criteria", drop_high=1, drop_low=1, least=4),
        Roundings(criterion=Rounding(1), weighted=Rounding(1, "truncate"), entry=Rounding(0), final=Rounding(1)),
    )
    room = full(rule)
    room.lock()
    result = score(room.sitting, rule)
    # content 8, 7, 8 → 7.7, by 0.6 → 4.62 → 4.6; voice 9, 7, 8 → 8, by 0.4 → 3.2; 7.8 → 8
    assert result.score == D("8.0")
    assert result.exact == Fraction(78, 10)
    assert [mark.value for mark in result.used] == [D(9), D("8.4"), D(7), D(8), D(6)]
    assert [(one.of, one.code) for one in result.steps][-4:] == [
        ("voice", "round"),
        ("", "added"),
        ("", "round"),
        ("", "rounded"),
    ]


@pytest.mark.parametrize("over", ["totals", "criteria"])
def test_a_lock_scores_what_a_table_of_the_same_marks_scores(over: Literal["totals", "criteria"]) -> None:
    rule = PanelRule(
        RULE.criteria,
        PanelMethod(over=over, drop_high=1, drop_low=1, least=3, missing="leave_out"),
        Roundings(judge=Rounding(0), criterion=Rounding(1), entry=Rounding(1), stage=Rounding(0), final=Rounding(2)),
    )
    room = Room(rule)
    for judge, marks in {"j1": "9 9.5", "j2": "8 9.2", "j3": "7.4 7", "j4": "8 8"}.items():
        room.mark(judge, *marks.split())
    room.lock(even_if_missing=True)
    marks_of = EntryMarks("a", "", {"": marks_by_criterion(room.sitting, rule)})
    table = MarkTable({"a": marks_of}, {("", ""): [judge.id for judge in PANEL]})
    assert room.score is not None
    assert room.score == explain(TallyRule("", rule), table, "a").score
