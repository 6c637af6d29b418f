"""Judges' marks in the fold: the panel opens, sheets come and are replaced, the lock makes the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.quiz.change import edit_item, with_item
from scoring.engine.quiz.panel_run import MarkSheet, PanelJudge, PanelRun, Waiting, score
from scoring.engine.quiz.sheet import PanelRule
from scoring.engine.quiz.state import Item, MatchState, Outcome, Stage


def open_panel(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The panel sits; judges of the team's own unit are recused from the start."""
    if p.get("whole_round"):
        return _open_round(state, entry, p)
    return replace(with_item(state, stage="marking", panel=panel_of(entry, p)), clock=None, scene="question")


def _open_round(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The panel of the round: what is being shown is marked while it is shown, what is being marked stays open."""
    if p["current"]:
        state = with_item(state, panel=replace(panel_of(entry, p), whole=True))
    elif state.stage == "marking":
        state = with_item(state, panel=replace(_run(state.items[-1]), whole=True))
    return replace(state, round_panel=from_json(tuple[PanelJudge, ...], p["judges"]))


def panel_of(entry: Entry, p: Mapping[str, Any]) -> PanelRun:
    """The panel that an entry opens."""
    judges = from_json(tuple[PanelJudge, ...], p["judges"])
    sheets = {judge: MarkSheet(judge, "recused", {}, 1, entry.seq, entry.at) for judge in p["recused"]}
    return PanelRun(judges, entry.seq, sheets=sheets)


def enter_mark(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """A sheet from a tablet; after the lock it waits for the chief."""
    item = _item(state, p)
    marks = _marks(p["marks"])
    if p["late"]:
        return _wait(state, item, Waiting(p["judge"], "late", marks, entry.actor, "", entry.seq, entry.at))
    return _with_panel(state, item.no, _with_sheet(_run(item), p["judge"], "given", marks, entry))


def withdraw_mark(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The judge's sheet is back on its tablet."""
    item = _item(state, p)
    run = _run(item)
    sheets = {judge: sheet for judge, sheet in run.sheets.items() if judge != p["judge"]}
    history = (*run.history, run.sheets[p["judge"]])
    return _with_panel(state, item.no, replace(run, sheets=sheets, history=history))


def abstain(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """No mark, by choice."""
    item = _item(state, p)
    return _with_panel(state, item.no, _with_sheet(_run(item), p["judge"], "abstained", {}, entry))


def recuse(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """No mark, for the judge may not; what waited of the judge's is put away."""
    item = _item(state, p)
    run = _with_sheet(_run(item), p["judge"], "recused", {}, entry)
    waiting = {seq: sheet for seq, sheet in run.waiting.items() if seq not in p.get("dropped", ())}
    return _with_panel(state, item.no, replace(run, waiting=waiting))


def lock_panel(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The marks are locked, the team has its score; of a whole round every team, and the hall sees the first one's."""
    numbers = p.get("items") or [state.items[-1].no]
    for no in numbers:
        state = edit_item(state, no, lambda item: _locked(item, entry, forced=p["even_if_missing"]))
        state = _scored(state, _item(state, {"item": no}), entry.seq)
    panel = () if p.get("whole_round") else state.round_panel
    return replace(state, scene="marks", marks_item=numbers[0], round_panel=panel)


def _locked(item: Item, entry: Entry, *, forced: bool) -> Item:
    stage: Stage = "judged" if item.stage == "marking" else item.stage
    return replace(item, stage=stage, panel=replace(_run(item), locked=entry.seq, forced=forced))


def copy_mark(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """A sheet from paper waits for a second person."""
    item = _item(state, p) if p.get("item") else state.items[-1]
    sheet = Waiting(p["judge"], "paper", _marks(p["marks"]), entry.actor, entry.reason, entry.seq, entry.at)
    return _wait(state, item, sheet)


def ask_correction(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """A correction waits for a second person."""
    item = _item(state, p)
    sheet = Waiting(p["judge"], "correction", _marks(p["marks"]), entry.actor, entry.reason, entry.seq, entry.at)
    return _wait(state, item, sheet)


def decide_mark(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The second person has decided: the sheet counts from now, or is put away."""
    item = _item(state, p)
    run = _run(item)
    sheet = run.waiting[p["sheet"]]
    run = replace(run, waiting={seq: other for seq, other in run.waiting.items() if seq != p["sheet"]})
    if p["accept"]:
        source: Literal["tablet", "paper"] = "paper" if sheet.kind == "paper" else "tablet"
        run = _with_sheet(run, sheet.judge, "given", sheet.marks, entry, source)
    state = _with_panel(state, item.no, run)
    changed = state.item_no(item.no)
    assert changed is not None
    return _scored(state, changed, entry.seq) if run.locked is not None and p["accept"] else state


def _scored(state: MatchState, item: Item, seq: int) -> MatchState:
    """The team's line from the panel's score; a correction keeps the line's place and names itself.  No score, no line:
    it is not the same as 0."""
    rule = state.rule_of(item.round).panel or PanelRule()
    points = score(_run(item), rule).score
    if points is None:
        return state
    old = next((o for o in item.outcomes if o.cause == "answer"), None)
    assert item.answering is not None
    line = Outcome(
        item.answering, "answer", points, old.seq if old else seq, "right", item.question, item.seat,
        corrected_by=seq if old else None,
    )  # fmt: skip
    outcomes = (*(o for o in item.outcomes if o.cause != "answer"), line)
    fixed = replace(item, outcomes=outcomes, verdicts={**item.verdicts, item.answering: "right"})
    return edit_item(state, item.no, lambda _: fixed)


def not_shown(state: MatchState, entry: Entry) -> bool:
    """True where a decision on a sheet changes no score: before the lock, and where the sheet was refused; ``state`` is
    the one after the decision."""
    return not entry.payload["accept"] or _run(_item(state, entry.payload)).locked is None


def _item(state: MatchState, p: Mapping[str, Any]) -> Item:
    item = state.item_no(p["item"])
    assert item is not None
    return item


def _run(item: Item) -> PanelRun:
    assert item.panel is not None
    return item.panel


def _with_panel(state: MatchState, no: int, run: PanelRun) -> MatchState:
    return edit_item(state, no, lambda item: replace(item, panel=run))


def _wait(state: MatchState, item: Item, sheet: Waiting) -> MatchState:
    """Keep a sheet aside; a newer one of the same judge and kind takes the place of the older."""
    run = _run(item)
    others = {
        seq: other
        for seq, other in run.waiting.items()
        if (other.judge, other.kind) != (sheet.judge, sheet.kind)
    }  # fmt: skip
    return _with_panel(state, item.no, replace(run, waiting=others | {sheet.seq: sheet}))


def _with_sheet(
    run: PanelRun, judge: str, sheet_state: Literal["given", "abstained", "recused"], marks: Mapping[str, Decimal],
    entry: Entry, source: Literal["tablet", "paper"] = "tablet",
) -> PanelRun:  # fmt: skip
    """The panel with a judge's new sheet; the old one goes to the history."""
    old = run.sheets.get(judge)
    version = 1 + sum(sheet.judge == judge for sheet in run.history) + (old is not None)
    new = MarkSheet(judge, sheet_state, marks, version, entry.seq, entry.at, source)
    history = run.history if old is None else (*run.history, old)
    return replace(run, sheets={**run.sheets, judge: new}, history=history)


def _marks(data: Mapping[str, str]) -> dict[str, Decimal]:
    return {criterion: from_json(Decimal, value) for criterion, value in data.items()}
