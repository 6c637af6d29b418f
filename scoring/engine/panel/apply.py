"""What an entry does to a sitting: it adds or replaces a mark sheet, or locks the sitting.  It decides and refuses
nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.panel.sitting import MarkSheet, PanelJudge, Sitting, WaitingSheet

SheetState = Literal["given", "abstained", "recused"]
Source = Literal["tablet", "paper"]
Waits = Literal["late", "paper", "correction"]


def opened(entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """The sitting that an entry opens, by the facts of ``decide.open_sitting``."""
    judges = from_json(tuple[PanelJudge, ...], p["judges"])
    sheets = {judge: MarkSheet(judge, "recused", {}, 1, entry.seq, entry.at) for judge in p["recused"]}
    return Sitting(judges, entry.seq, mark_sheets=sheets)


def joined(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """Further judges are on the panel; those who may not mark this subject are recused at once."""
    judges = from_json(tuple[PanelJudge, ...], p["judges"])
    sheets = {judge: MarkSheet(judge, "recused", {}, 1, entry.seq, entry.at) for judge in p["recused"]}
    return replace(sitting, judges=(*sitting.judges, *judges), mark_sheets={**sitting.mark_sheets, **sheets})


def entered(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """A mark sheet from a tablet; after the lock it waits for the chief judge."""
    if p["late"]:
        return _wait(sitting, _waiting("late", entry, p, reason=""))
    return _with_sheet(sitting, entry, p["judge"], "given", _marks(p))


def withdrawn(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """The judge's mark sheet goes back to its tablet."""
    sheets = {judge: sheet for judge, sheet in sitting.mark_sheets.items() if judge != p["judge"]}
    return replace(sitting, mark_sheets=sheets, history=(*sitting.history, sitting.mark_sheets[p["judge"]]))


def abstained(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """The judge abstains: no mark, by choice."""
    return _with_sheet(sitting, entry, p["judge"], "abstained", {})


def recused(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """The judge is recused: no mark.  A mark sheet of this judge that waits is dropped."""
    now = _with_sheet(sitting, entry, p["judge"], "recused", {})
    return replace(now, waiting={seq: one for seq, one in now.waiting.items() if seq not in p.get("dropped", ())})


def lifted(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """The judge is missing again: neither the recusal nor what was given before it counts."""
    return withdrawn(sitting, entry, p)


def copied(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """A mark sheet from paper waits for a second person."""
    return _wait(sitting, _waiting("paper", entry, p, reason=entry.reason))


def asked(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """A correction waits for a second person."""
    return _wait(sitting, _waiting("correction", entry, p, reason=entry.reason))


def decided(sitting: Sitting, entry: Entry, p: Mapping[str, Any]) -> Sitting:
    """The second person has decided: the mark sheet counts from now, or is dropped."""
    sheet = sitting.waiting[p["sheet"]]
    now = replace(sitting, waiting={seq: other for seq, other in sitting.waiting.items() if seq != p["sheet"]})
    if not p["accept"]:
        return now
    source: Source = "paper" if sheet.kind == "paper" else "tablet"
    return _with_sheet(now, entry, sheet.judge, "given", sheet.marks, source)


def locked(sitting: Sitting, entry: Entry, *, forced: bool) -> Sitting:
    """The marks are locked; ``forced``: without waiting for missing marks."""
    return replace(sitting, locked=entry.seq, forced=forced)


def _waiting(kind: Waits, entry: Entry, p: Mapping[str, Any], *, reason: str) -> WaitingSheet:
    return WaitingSheet(p["judge"], kind, _marks(p), entry.actor, reason, entry.seq, entry.at, entry.device)


def _wait(sitting: Sitting, sheet: WaitingSheet) -> Sitting:
    """Keep a mark sheet waiting; a newer one of the same judge and kind replaces the older one."""
    others = {
        seq: other for seq, other in sitting.waiting.items() if (other.judge, other.kind) != (sheet.judge, sheet.kind)
    }
    return replace(sitting, waiting=others | {sheet.seq: sheet})


def _with_sheet(
    sitting: Sitting,
    entry: Entry,
    judge: str,
    state: SheetState,
    marks: Mapping[str, Decimal],
    source: Source = "tablet",
) -> Sitting:
    """A judge's new mark sheet; the old one goes to the history."""
    old = sitting.mark_sheets.get(judge)
    version = 1 + sum(sheet.judge == judge for sheet in sitting.history) + (old is not None)
    new = MarkSheet(judge, state, marks, version, entry.seq, entry.at, source)
    history = sitting.history if old is None else (*sitting.history, old)
    return replace(sitting, mark_sheets={**sitting.mark_sheets, judge: new}, history=history)


def _marks(p: Mapping[str, Any]) -> dict[str, Decimal]:
    return {criterion: _mark(value) for criterion, value in p["marks"].items()}


@lru_cache(4096)
def _mark(text: str) -> Decimal:
    """A fold reads the same few marks ten thousands of times."""
    return from_json(Decimal, text)
