"""Judges' marks of one item: who has marked, and from the lock on every mark with the arithmetic in words.

Everything is built from the concealed state, so that a concealed mark cannot be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.panel.mark_parts import (
    CriterionPart,
    OwnSheetPart,
    PanelPart,
    PanelSeatPart,
    SheetPart,
    ShownMarksPart,
    VersionPart,
    WaitingPart,
)
from scoreboard.presenters.panel.mark_words import lines_of, script_of
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.views import JudgeMe, MarkedPart, RequestedPart
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.panel.combine import PanelScore
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.result import score, sheet_total, totals
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import MarkSheet, Sitting, WaitingSheet
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.state import Item, MatchState


def panel_part(state: MatchState, item: Item, audience: Audience, say: Say) -> PanelPart | None:
    """The panel of one item as far as the state tells; None where no panel sat."""
    sitting = item.panel
    if sitting is None:
        return None
    rule = rule_of(state, item)
    part: PanelPart = {
        "state": "open" if sitting.locked is None else "locked",
        "whole": sitting.whole,
        "criteria": criteria_part(rule),
    }
    if audience.desk:
        part["judges"] = [_seat(sitting, judge.id, say) for judge in sitting.judges]
        part["waiting"] = [_waiting(sitting, rule, sitting.waiting[seq], say) for seq in sorted(sitting.waiting)]
        part["history"] = [_version(sitting, rule, sheet, say) for sheet in sitting.history]
    if sitting.locked is not None and not _recused(sitting, audience.ticket):
        result = score(sitting, rule)
        names = {judge.id: label_of(sitting, judge.id, say) for judge in sitting.judges}
        team = state.team(item.answering).name if item.answering else ""
        part["sheets"] = [_sheet(sitting, mark, names, result) for mark in totals(sitting, rule)]
        part["score"] = None if result.score is None else decimal_text(result.score)
        part["lines"] = lines_of(result, names, say)
        part["script"] = script_of(result, names, team, say)
    return part


def shown_marks(state: MatchState, audience: Audience, say: Say) -> ShownMarksPart | None:
    """Whose marks the big screen shows now; None in every other scene."""
    item = state.item_no(state.marks_item or 0) if state.scene == "marks" else None
    panel = panel_part(state, item, audience, say) if item is not None and not item.voided else None
    if item is None or panel is None:
        return None
    return {"item": item.no, "slot": item.slot, "team": item.answering, "panel": panel}


def own_part(state: MatchState, item: Item | None, ticket: str) -> JudgeMe:
    """What one judge has given to the current item and to the others of the running round."""
    sitting = item.panel if item else None
    sheet = sitting.mark_sheets.get(ticket) if sitting else None
    marked = [one for one in state.items if _sat(state, one, ticket)]
    sits = sitting is not None and sitting.judge(ticket) is not None
    return {
        "ticket": ticket,
        "verdict": item.votes.get(f"ticket:{ticket}") if item else None,
        "panel": sits,
        "recused": sitting is not None and _recused(sitting, ticket),
        "sheet": _own_sheet(state, item, sheet) if item and sheet else None,
        "requests": _requests(state, item, ticket) if item and sitting else [],
        "criteria": criteria_part(rule_of(state, state.items[-1])) if marked else [],
        "marked": [_marked(state, one, ticket) for one in marked],
    }


def rule_of(state: MatchState, item: Item) -> PanelRule:
    """The panel's rule for an item."""
    return panel_rule(state.rule_of(item.round).panel)


def criteria_part(rule: PanelRule) -> list[CriterionPart]:
    """What a judge marks by; one criterion without a name where the panel marks as a whole."""
    return [
        {
            "id": criterion.id,
            "name": criterion.name,
            "low": decimal_text(criterion.low),
            "high": decimal_text(criterion.high),
            "step": decimal_text(criterion.step),
            "weight": decimal_text(criterion.weight),
            "levels": list(criterion.levels),
        }
        for criterion in rule.criteria
    ]


def _seat(sitting: Sitting, judge: str, say: Say) -> PanelSeatPart:
    sheet = sitting.mark_sheets.get(judge)
    waits = any(sheet.judge == judge for sheet in sitting.waiting.values())
    return {
        "judge": judge,
        "label": label_of(sitting, judge, say),
        "state": "waiting" if waits else "missing" if sheet is None else sheet.state,
        "source": sheet.source if sheet else None,
    }


def _waiting(sitting: Sitting, rule: PanelRule, sheet: WaitingSheet, say: Say) -> WaitingPart:
    """With its marks also before the lock: what came on paper is compared with the paper by the second person."""
    return {
        "sheet": sheet.seq,
        "judge": sheet.judge,
        "label": label_of(sitting, sheet.judge, say),
        "kind": sheet.kind,
        "marks": _texts(sheet.marks),
        "total": _total(rule, sheet.judge, sheet.marks),
        "by": sheet.by,
        "reason": sheet.reason,
        "at": sheet.at,
    }


def _version(sitting: Sitting, rule: PanelRule, sheet: MarkSheet, say: Say) -> VersionPart:
    return {"judge": sheet.judge, "label": label_of(sitting, sheet.judge, say), **_one_version(rule, sheet)}


def _one_version(rule: PanelRule, sheet: MarkSheet) -> OwnSheetPart:
    return {
        "state": sheet.state,
        "marks": _texts(sheet.marks),
        "total": _total(rule, sheet.judge, sheet.marks),
        "version": sheet.version,
        "source": sheet.source,
        "at": sheet.at,
    }


def _sheet(sitting: Sitting, mark: Mark, names: Mapping[str, str], result: PanelScore) -> SheetPart:
    high = {dropped.judge for dropped in result.dropped_high}
    low = {dropped.judge for dropped in result.dropped_low}
    given = sitting.mark_sheets.get(mark.judge)
    return {
        "judge": mark.judge,
        "label": names[mark.judge],
        "state": mark.state,
        "marks": _texts(given.marks) if given else {},
        "total": None if mark.value is None or mark.state != "given" else decimal_text(mark.value),
        "dropped": "high" if mark.judge in high else "low" if mark.judge in low else None,
    }


def _own_sheet(state: MatchState, item: Item, sheet: MarkSheet) -> OwnSheetPart:
    return _one_version(rule_of(state, item), sheet)


def _requests(state: MatchState, item: Item, ticket: str) -> list[RequestedPart]:
    assert item.panel is not None
    rule = rule_of(state, item)
    return [
        {
            "kind": sheet.kind,
            "marks": _texts(sheet.marks),
            "total": _total(rule, ticket, sheet.marks),
            "reason": sheet.reason,
            "at": sheet.at,
        }
        for sheet in item.panel.waiting.values()
        if sheet.judge == ticket and sheet.kind != "paper"
    ]


def _sat(state: MatchState, item: Item, ticket: str) -> bool:
    """The judge sat on this item of the running round, or of the one that has ended last."""
    here = item.round == state.items[-1].round and item.seq > state.round_seq
    return here and item.panel is not None and item.panel.judge(ticket) is not None


def _marked(state: MatchState, item: Item, ticket: str) -> MarkedPart:
    assert item.panel is not None
    sheet = item.panel.mark_sheets.get(ticket)
    return {
        "item": item.no,
        "slot": item.slot,
        "team": item.answering,
        "locked": item.panel.locked is not None,
        "voided": item.voided,
        "sheet": _own_sheet(state, item, sheet) if sheet else None,
        "requests": _requests(state, item, ticket),
    }


def _recused(sitting: Sitting, ticket: str) -> bool:
    sheet = sitting.mark_sheets.get(ticket)
    return sheet is not None and sheet.state == "recused"


def label_of(sitting: Sitting, judge: str, say: Say) -> str:
    """What a judge's card says; a seat without a name of its own is called by its role in the words of ``say``."""
    member = sitting.judge(judge)
    return seat_name("judge", member.label, say) if member else ""


def _texts(marks: Mapping[str, Decimal]) -> dict[str, str]:
    return {criterion: decimal_text(value) for criterion, value in marks.items()}


def _total(rule: PanelRule, judge: str, marks: Mapping[str, Decimal]) -> str | None:
    value = sheet_total(rule, judge, marks) if marks else None
    return None if value is None else decimal_text(value)
