"""Who may know which marks: a judge its own, the desks only who has marked, everybody all marks from the lock on.

The lock puts the marks on the big screen by the same entry, so from then on they are public.  A judge who is recused
from an item is not shown its marks even then, nor anything that follows from them except the team's score.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.panel.sitting import MarkSheet, Sitting


def for_desk(sitting: Sitting | None) -> Sitting | None:
    """What the host and the chief may know: before the lock who has marked, and only the marks copied from paper."""
    if sitting is None or sitting.locked is not None:
        return sitting
    sheets = {judge: _without_marks(sheet) for judge, sheet in sitting.mark_sheets.items()}
    return replace(sitting, mark_sheets=sheets, history=tuple(_without_marks(sheet) for sheet in sitting.history))


def for_seat(sitting: Sitting | None, own: str) -> Sitting | None:
    """What a judge, a team or a screen may know; ``own`` is the judge's id, ``""`` for all others.  Without seqs, which
    would show how much the others did."""
    if sitting is None:
        return None
    sheet = sitting.mark_sheets.get(own)
    waiting = [replace(w, seq=0) for w in sitting.waiting.values() if w.judge == own]
    bare = replace(sitting, history=(), counts_before=(), waiting=dict(enumerate(waiting)))
    if sitting.locked is None or sitting.recused(own):
        member = tuple(judge for judge in sitting.judges if judge.id == own)
        sheets = {} if sheet is None else {own: replace(sheet, seq=0)}
        return replace(bare, judges=member, mark_sheets=sheets, forced=False, audience=None)
    return replace(bare, mark_sheets={judge: replace(given, seq=0) for judge, given in sitting.mark_sheets.items()})


def _without_marks(sheet: MarkSheet) -> MarkSheet:
    return replace(sheet, marks={})
