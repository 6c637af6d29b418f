"""Guards of judges' marks in a match: which item a mark sheet is for, and whose panel opens and locks.

``panel.decide`` says what is then allowed for the item's sitting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scoring.engine.errors import AlreadyDone, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.panel import decide
from scoring.engine.panel.commands import AskCorrection, DecideMark
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.quiz import guards
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.decide_counts import need_counts
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.state import Item, MatchState

InSitting = Callable[[Sitting, Any, PanelRule], Payload]
"""A guard of ``panel.decide``: from the sitting, the command and the panel's rule to the entry's facts."""
Guard = Callable[[MatchState, Any, int, Facts], Payload]
"""A guard of a match, as ``Kind.decide``."""


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
    """Every item of the round from now on; also the current one if it is still being shown."""
    if state.round_panel:
        raise AlreadyDone("panel-open")
    if not facts.judges:
        raise Refused("no-judges")
    item = state.item
    current = item is not None and item.panel is None and item.stage in ("reading", "answering")
    return panel_for(state, facts.judges, item.team if item is not None and current else None) | {"current": current}


def panel_for(state: MatchState, judges: tuple[PanelJudge, ...], team: str | None) -> Payload:
    """Who is on the panel of a team's item, and which of them are recused from it."""
    rule = panel_rule(guards.need_round(state).panel)
    return decide.open_sitting(rule, judges, state.team(team).organisation if team else "")


def on_open_item(guard: InSitting) -> Guard:
    """The guard of a match that is this one for the item that takes marks; the item's number joins the entry."""

    def decided(state: MatchState, command: Any, at: int, facts: Facts) -> Payload:
        item = _item(state, command.item)
        return {"item": item.no} | guard(_sitting(item), command, _rule(state, item))

    return decided


def ask_correction(state: MatchState, command: AskCorrection, at: int, facts: Facts) -> Payload:
    item = _past_item(state, command.item)
    return decide.ask(_sitting(item), command, _rule(state, item))


def decide_mark(state: MatchState, command: DecideMark, at: int, facts: Facts) -> Payload:
    return decide.decide(_sitting(_past_item(state, command.item)), command, facts.actor, facts.device)


def lock_panel(state: MatchState, command: LockPanel, at: int, facts: Facts) -> Payload:
    items = _round_to_lock(state) if command.whole_round else (guards.need_item(state, {"marking"}),)
    rule = panel_rule(guards.need_round(state).panel)
    sittings = [(item.slot, _sitting(item)) for item in items]
    decide.need_ready(sittings, rule, even_if_missing=command.even_if_missing)
    need_counts(state, items, at_lock=True)
    return {"items": [item.no for item in items]}


def _round_to_lock(state: MatchState) -> tuple[Item, ...]:
    """The open panels of the running round, after the item that is being shown is over."""
    guards.need_round(state)
    if state.stage not in guards.SETTLED | {"marking"}:
        raise WrongStage("item-running", stage=state.stage)
    if not state.open_panels:
        raise WrongStage("panel-not-open")
    return state.open_panels


def _past_item(state: MatchState, no: int) -> Item:
    """Any item that was played."""
    guards.need_open(state)
    return guards.need_past_item(state, no)


def _item(state: MatchState, no: int | None) -> Item:
    """The item that the marks are for.  An item that was thrown out, or left before its lock, takes no more marks."""
    guards.need_open(state)
    item = guards.need_item(state) if no is None else guards.need_past_item(state, no)
    if item.voided:
        raise AlreadyDone("item-void", item=item.no)
    sitting = item.panel
    if sitting is not None and sitting.locked is None and item.stage != "marking" and item not in state.open_panels:
        raise WrongStage("item-stage", stage=item.stage)
    return item


def _sitting(item: Item) -> Sitting:
    if item.panel is None:
        raise WrongStage("panel-not-open")
    return item.panel


def _rule(state: MatchState, item: Item) -> PanelRule:
    return panel_rule(state.rule_of(item.round).panel)
