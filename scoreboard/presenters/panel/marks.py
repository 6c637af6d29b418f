"""Judges' marks of one sitting: who has marked, and from the lock on every mark with the arithmetic in words.

Everything is built from the concealed sitting, so that a concealed mark cannot be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.panel.mark_parts import (
    AudiencePart,
    CriterionPart,
    OwnSheetPart,
    PanelPart,
    PanelSeatPart,
    RequestedPart,
    SheetPart,
    VersionPart,
    WaitingPart,
)
from scoreboard.presenters.panel.mark_words import audience_said, lines_of, script_of
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.panel.audience import AudienceRule
from scoring.engine.panel.combine import PanelScore
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.result import audience_total, score, sheet_total, totals
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import MarkSheet, Sitting, WaitingSheet


def sitting_part(sitting: Sitting, rule: PanelRule, subject: str, say: Say, *, desk: bool, own: str) -> PanelPart:
    """A sitting as a view has it.

    ``subject``: the name of what was marked, for the host to read aloud.  ``desk``: with who has marked, what waits and
    what was replaced.  ``own``: the id of the judge who looks, ``""`` for all others; a recused judge is not shown the
    marks.
    """
    part: PanelPart = {
        "state": "open" if sitting.locked is None else "locked",
        "whole": sitting.whole,
        "criteria": criteria_part(rule),
    }
    if sitting.told is not None:
        part["count"] = {"given": sitting.told[0], "of": sitting.told[1]}
    if rule.audience is not None and (desk or (sitting.locked is not None and not sitting.recused(own))):
        part["audience"] = _audience(sitting, rule, rule.audience)
    if desk:
        part["judges"] = [_seat(sitting, judge.id, say) for judge in sitting.judges]
        part["waiting"] = [_waiting(sitting, rule, sitting.waiting[seq], say) for seq in sorted(sitting.waiting)]
        part["history"] = [_version(sitting, rule, sheet, say) for sheet in sitting.history]
    if sitting.locked is not None and not sitting.recused(own):
        result = score(sitting, rule)
        names = {judge.id: label_of(sitting, judge.id, say) for judge in sitting.judges}
        part["sheets"] = [_sheet(sitting, mark, names, result) for mark in totals(sitting, rule)]
        part["score"] = None if result.score is None else decimal_text(result.score)
        part["lines"] = lines_of(result, names, say)
        part["script"] = script_of(result, names, subject, say, audience_said(part.get("audience"), say))
    return part


def own_sheet(sitting: Sitting, rule: PanelRule, judge: str) -> OwnSheetPart | None:
    """The mark sheet of one judge; None where it has given none."""
    sheet = sitting.mark_sheets.get(judge)
    return _one_version(rule, sheet) if sheet else None


def own_requests(sitting: Sitting, rule: PanelRule, judge: str) -> list[RequestedPart]:
    """What one judge sent after the lock and nobody has decided on."""
    return [
        {
            "kind": sheet.kind,
            "marks": _texts(sheet.marks),
            "total": _total(rule, judge, sheet.marks),
            "reason": sheet.reason,
            "at": sheet.at,
        }
        for sheet in sitting.waiting.values()
        if sheet.judge == judge and sheet.kind != "paper"
    ]


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


def _audience(sitting: Sitting, rule: PanelRule, own: AudienceRule) -> AudiencePart:
    given, mark = sitting.audience, audience_total(sitting, rule)
    return {
        "name": own.name,
        "weight": decimal_text(own.weight),
        "state": "missing" if given is None else "none" if given.count.none else "given",
        "count": given.count.text if given is not None else "",
        "total": None if mark is None else decimal_text(mark),
    }


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
    given, member = sitting.mark_sheets.get(mark.judge), sitting.judge(mark.judge)
    shown: SheetPart = {
        "judge": mark.judge,
        "label": names[mark.judge],
        "state": mark.state,
        "marks": _texts(given.marks) if given else {},
        "total": None if mark.value is None or mark.state != "given" else decimal_text(mark.value),
        "dropped": "high" if mark.judge in high else "low" if mark.judge in low else None,
    }
    if member is not None and member.organisation:
        shown["unit"] = member.organisation
    return shown


def label_of(sitting: Sitting, judge: str, say: Say) -> str:
    """What a judge's card says; a seat without a name of its own is called by its role in the words of ``say``."""
    member = sitting.judge(judge)
    return seat_name("judge", member.label, say) if member else ""


def _texts(marks: Mapping[str, Decimal]) -> dict[str, str]:
    return {criterion: decimal_text(value) for criterion, value in marks.items()}


def _total(rule: PanelRule, judge: str, marks: Mapping[str, Decimal]) -> str | None:
    value = sheet_total(rule, judge, marks) if marks else None
    return None if value is None else decimal_text(value)
