"""Guards of judges' marks: who may mark what and when, and where a second person is needed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Forbidden, Invalid, NotFound, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.panel.marks import check_mark
from scoring.engine.quiz import guards
from scoring.engine.quiz.commands_marks import (
    AbstainMark,
    AskCorrection,
    CopyMark,
    DecideMark,
    EnterMark,
    LockPanel,
    OpenPanel,
    RecuseJudge,
    WithdrawMark,
)
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.panel_run import PanelJudge, PanelRun, criteria_of
from scoring.engine.quiz.sheet import PanelRule, Round
from scoring.engine.quiz.state import Item, MatchState


def open_panel(state: MatchState, command: OpenPanel, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_kind(rule, "judged")
    if command.whole_round:
        return _open_round(state, facts)
    item = guards.need_item(state, {"reading", "answering"})
    if item.panel is not None:
        raise AlreadyDone("panel-open")
    if not facts.judges:
        raise Refused("no-judges")
    return panel_for(state, facts.judges, item.team)


def _open_round(state: MatchState, facts: Facts) -> Payload:
    """Every item of the round from now on; the current one too, where it is still being shown."""
    if state.round_panel:
        raise AlreadyDone("panel-open")
    if not facts.judges:
        raise Refused("no-judges")
    item = state.item
    current = item is not None and item.panel is None and item.stage in ("reading", "answering")
    return panel_for(state, facts.judges, item.team if item is not None and current else None) | {"current": current}


def panel_for(state: MatchState, judges: tuple[PanelJudge, ...], team: str | None) -> Payload:
    """Who sits on the panel of a team's item, and who of them is recused from it for the unit they share."""
    own = state.team(team).unit if team else ""
    rule = guards.need_round(state).panel or PanelRule()
    recused = [judge.id for judge in judges if rule.same_unit_recused and judge.unit and judge.unit == own]
    return {"judges": to_json(judges), "recused": recused}


def enter_mark(state: MatchState, command: EnterMark, at: int, facts: Facts) -> Payload:
    item = _item(state, command.item)
    run = _member(item, command.judge)
    _not_recused(run, command.judge)
    _check(state, item, command.marks)
    late = run.locked is not None
    # An abstention is no sheet: the tablet may have been without network when the chief wrote it down.
    if late and command.judge in run.sheets and run.sheets[command.judge].state == "given":
        raise AlreadyDone("marks-locked")
    return {"item": item.no, "late": late}


def withdraw_mark(state: MatchState, command: WithdrawMark, at: int, facts: Facts) -> Payload:
    item, run = _unlocked(state, command.item, command.judge)
    _not_recused(run, command.judge)
    if command.judge not in run.sheets:
        raise Refused("nothing-to-withdraw")
    return {"item": item.no}


def abstain(state: MatchState, command: AbstainMark, at: int, facts: Facts) -> Payload:
    item, run = _unlocked(state, command.item, command.judge)
    _not_recused(run, command.judge)
    return {"item": item.no}


def recuse(state: MatchState, command: RecuseJudge, at: int, facts: Facts) -> Payload:
    item, run = _unlocked(state, command.item, command.judge)
    _not_recused(run, command.judge)
    return {"item": item.no, "dropped": [w.seq for w in run.waiting.values() if w.judge == command.judge]}


def lock_panel(state: MatchState, command: LockPanel, at: int, facts: Facts) -> Payload:
    items = _round_to_lock(state) if command.whole_round else (guards.need_item(state, {"marking"}),)
    runs = [_run(item) for item in items]
    if waiting := [label for run in runs for label in _labels(run, [w.judge for w in run.waiting.values()])]:
        raise Refused("sheets-waiting", judges=list(dict.fromkeys(waiting)))
    missing = list(dict.fromkeys(label for run in runs for label in _labels(run, run.missing)))
    if missing and waits_for_all(guards.need_round(state)):
        raise Refused("panel-waits", judges=missing)
    # Also where a missing mark is left out: to go on without a judge is a decision, never the next touch of a key.
    if missing and not command.even_if_missing:
        raise Refused("marks-missing", judges=missing)
    if bare := [item for item in items if not any(sheet.state == "given" for sheet in _run(item).sheets.values())]:
        raise Refused("no-marks", items=[item.slot for item in bare])
    return {"items": [item.no for item in items]}


def waits_for_all(rule: Round) -> bool:
    """Whether the sheet lets no lock go without a judge who has neither marked, nor abstained, nor been recused."""
    return (rule.panel or PanelRule()).missing == "wait"


def _round_to_lock(state: MatchState) -> tuple[Item, ...]:
    """The open panels of the running round, once the item that is being shown is over."""
    guards.need_round(state)
    if state.stage not in guards.SETTLED | {"marking"}:
        raise WrongStage("item-running", stage=state.stage)
    if not state.open_panels:
        raise WrongStage("panel-not-open")
    return state.open_panels


def copy_mark(state: MatchState, command: CopyMark, at: int, facts: Facts) -> Payload:
    item, run = _unlocked(state, command.item, command.judge)
    _not_recused(run, command.judge)
    _check(state, item, command.marks)
    return {"item": item.no}


def ask_correction(state: MatchState, command: AskCorrection, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    item = guards.need_past_item(state, command.item)
    run = _member(item, command.judge)
    if run.locked is None:
        raise WrongStage("marks-not-locked")
    sheet = run.sheets.get(command.judge)
    if sheet is None or sheet.state != "given":
        raise Refused("no-sheet-to-correct")
    _check(state, item, command.marks)
    if dict(sheet.marks) == dict(command.marks):
        raise AlreadyDone("marks-unchanged")
    return {}


def decide_mark(state: MatchState, command: DecideMark, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    item = guards.need_past_item(state, command.item)
    run = _run(item)
    waiting = run.waiting.get(command.sheet)
    if waiting is None:
        raise NotFound("no-such-sheet", sheet=command.sheet)
    if command.accept:
        _not_recused(run, waiting.judge)
    if waiting.by == facts.actor:
        raise Forbidden("second-person-needed")
    return {"judge": waiting.judge}


def _run(item: Item) -> PanelRun:
    if item.panel is None:
        raise WrongStage("panel-not-open")
    return item.panel


def _item(state: MatchState, no: int | None) -> Item:
    """The item that marks are for.  An item that was thrown out, or left before its lock, takes none any more."""
    guards.need_open(state)
    item = guards.need_item(state) if no is None else guards.need_past_item(state, no)
    if item.voided:
        raise AlreadyDone("item-void", item=item.no)
    run = item.panel
    if run is not None and run.locked is None and item.stage != "marking" and item not in state.open_panels:
        raise WrongStage("item-stage", stage=item.stage)
    return item


def _unlocked(state: MatchState, no: int | None, judge: str) -> tuple[Item, PanelRun]:
    """The panel while its marks are not locked, with this judge on it."""
    item = _item(state, no)
    run = _member(item, judge)
    if run.locked is not None:
        raise WrongStage("marks-locked")
    return item, run


def _member(item: Item, judge: str) -> PanelRun:
    run = _run(item)
    if run.judge(judge) is None:
        raise Forbidden("not-on-panel")
    return run


def _not_recused(run: PanelRun, judge: str) -> None:
    if judge in run.sheets and run.sheets[judge].state == "recused":
        raise Refused("judge-recused")


def _rule(state: MatchState, item: Item) -> PanelRule:
    return state.rule_of(item.round).panel or PanelRule()


def _check(state: MatchState, item: Item, marks: Mapping[str, Decimal]) -> None:
    """Every criterion once, each mark within its range and on its step."""
    criteria = {criterion.id: criterion for criterion in criteria_of(_rule(state, item))}
    if set(marks) != set(criteria):
        missing = sorted(set(criteria) ^ set(marks))
        raise Invalid("criteria-incomplete", criteria=missing)
    for name, value in marks.items():
        check_mark(criteria[name], value)


def _labels(run: PanelRun, judges: list[str] | tuple[str, ...]) -> list[str]:
    return [member.label for member in run.judges if member.id in judges]
