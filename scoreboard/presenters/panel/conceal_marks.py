"""Who may know which marks: a judge its own, the desks only who has marked, everybody all marks from the lock on.

The lock puts the marks on the big screen by the same entry, so from then on they are public.  A judge who is recused
from an item is not shown its marks even then, nor anything that follows from them except the team's score.
"""

from __future__ import annotations

from dataclasses import replace

from scoreboard.presenters.quiz.audience import Audience
from scoring.engine.panel.sitting import MarkSheet, Sitting
from scoring.engine.quiz.state import MatchState


def shown_seq(state: MatchState, audience: Audience) -> int:
    """The seq of a view: the last entry that its audience may know of.

    Desks have the ledger's own.  For everybody else a judge's mark sheet does not count as an entry; a judge's own mark
    sheets count for that judge, so that its view grows with what it did and with nothing that another judge did.
    """
    return state.seq if audience.desk else state.public_seq + state.private_counts.get(audience.voter, 0)


def for_desk(sitting: Sitting | None) -> Sitting | None:
    """What the host and the chief may know: before the lock who has marked, and only the marks copied from paper."""
    if sitting is None or sitting.locked is not None:
        return sitting
    sheets = {judge: _without_marks(sheet) for judge, sheet in sitting.mark_sheets.items()}
    return replace(sitting, mark_sheets=sheets, history=tuple(_without_marks(sheet) for sheet in sitting.history))


def for_seat(sitting: Sitting | None, audience: Audience) -> Sitting | None:
    """What a judge, a team or a screen may know.  Without seqs, which would show how much the others did."""
    if sitting is None:
        return None
    own = audience.ticket if audience.kind == "judge" else ""
    sheet = sitting.mark_sheets.get(own)
    recused = sheet is not None and sheet.state == "recused"
    waiting = [replace(w, seq=0) for w in sitting.waiting.values() if w.judge == own]
    bare = replace(sitting, history=(), waiting=dict(enumerate(waiting)))
    if sitting.locked is None or recused:
        member = tuple(judge for judge in sitting.judges if judge.id == own)
        sheets = {} if sheet is None else {own: replace(sheet, seq=0)}
        return replace(bare, judges=member, mark_sheets=sheets, forced=False)
    return replace(bare, mark_sheets={judge: replace(given, seq=0) for judge, given in sitting.mark_sheets.items()})


def _without_marks(sheet: MarkSheet) -> MarkSheet:
    return replace(sheet, marks={})
