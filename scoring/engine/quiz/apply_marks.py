"""Judges' marks in the fold of a match: which item an entry is for, and what a lock scores.

``panel.apply`` says what the entry does to the item's sitting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.panel import apply
from scoring.engine.panel.result import score
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.quiz.change import edit_item, with_item
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.state import Item, MatchState, Outcome, Stage

InSitting = Callable[[Sitting, Entry, Mapping[str, Any]], Sitting]
"""An effect of ``panel.apply``: the sitting after an entry."""
Effect = Callable[[MatchState, Entry, Mapping[str, Any]], MatchState]
"""An effect of a match, as ``Kind.apply``."""


def open_panel(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The panel of an item is open; judges of the team's own organisation are recused from the start."""
    if p.get("whole_round"):
        return _open_round(state, entry, p)
    return replace(with_item(state, stage="marking", panel=apply.opened(entry, p)), clock=None, scene="question")


def _open_round(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The panel of the round is open: each item is marked while it is shown, and its marks stay open until the round is
    locked."""
    if p["current"]:
        state = with_item(state, panel=replace(apply.opened(entry, p), whole=True))
    elif state.stage == "marking":
        state = with_item(state, panel=replace(_sitting(state.items[-1]), whole=True))
    return replace(state, round_panel=from_json(tuple[PanelJudge, ...], p["judges"]))


def in_sitting(effect: InSitting) -> Effect:
    """The effect of a match that is this one on the sitting of the item that an entry names."""

    def applied(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
        item = _item(state, p)
        panel = effect(_sitting(item), entry, p)
        return edit_item(state, item.no, lambda one: replace(one, panel=panel))

    return applied


def decide_mark(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """A mark sheet that is accepted after the lock changes the item's score."""
    after = in_sitting(apply.decided)(state, entry, p)
    return after if not_shown(after, entry) else scored(after, _item(after, p), entry.seq)


def lock_panel(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The marks are locked and the team has its score; if a whole round is locked, every team has its score, the hall
    sees the first team's marks, and those of the others wait for their showing.  In a contest of performances the marks
    may wait until the next entry has performed."""
    numbers = p.get("items") or [state.items[-1].no]
    for no in numbers:
        state = edit_item(state, no, lambda item: _locked(item, entry, forced=p["even_if_missing"]))
        state = scored(state, _item(state, {"item": no}), entry.seq)
    if not p.get("whole_round") and state.contest is not None and state.contest.announce == "after_next":
        return replace(state, unshown=(*(no for no in state.unshown if no != numbers[0]), numbers[0]))
    panel = () if p.get("whole_round") else state.round_panel
    waiting = (*(no for no in state.unshown if no != numbers[0]), *numbers[1:])
    return replace(state, scene="marks", marks_item=numbers[0], unshown=waiting, round_panel=panel)


def not_shown(state: MatchState, entry: Entry) -> bool:
    """True if a decision on a mark sheet changes no score: before the lock, or if the mark sheet was refused; ``state``
    is the one after the decision."""
    return not entry.payload["accept"] or _sitting(_item(state, entry.payload)).locked is None


def _locked(item: Item, entry: Entry, *, forced: bool) -> Item:
    stage: Stage = "judged" if item.stage == "marking" else item.stage
    return replace(item, stage=stage, panel=apply.locked(_sitting(item), entry, forced=forced))


def scored(state: MatchState, item: Item, seq: int) -> MatchState:
    """The team's line from the panel's score; a correction keeps the line's place and is named in it.  Without a score
    there is no line, because no score is not 0."""
    rule = panel_rule(state.rule_of(item.round).panel)
    points = score(_sitting(item), rule).score
    if points is None:
        return state
    old = next((o for o in item.outcomes if o.cause == "answer"), None)
    assert item.answering is not None
    line = Outcome(
        item.answering,
        "answer",
        points,
        old.seq if old else seq,
        "right",
        item.question,
        item.seat,
        corrected_by=seq if old else None,
    )
    outcomes = (*(o for o in item.outcomes if o.cause != "answer"), line)
    fixed = replace(item, outcomes=outcomes, verdicts={**item.verdicts, item.answering: "right"})
    return edit_item(state, item.no, lambda _: fixed)


def _item(state: MatchState, p: Mapping[str, Any]) -> Item:
    """The item that an entry names.  An old entry of a mark sheet from paper names none; it means the last item."""
    item = state.item_no(p["item"]) if p.get("item") else state.items[-1]
    assert item is not None
    return item


def _sitting(item: Item) -> Sitting:
    assert item.panel is not None
    return item.panel
