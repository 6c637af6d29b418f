"""Which commands a sitting allows: each guard returns the facts of the entry, or refuses with a named error.

The job decides who may give a command and which sitting it means, before it calls these guards.  All but ``decide``
take the panel's rule, so that a job can call them alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Forbidden, Invalid, NotFound, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form
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
from scoring.engine.panel.rule import PanelRule, check_mark
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.second_person import own_part


def open_sitting(rule: PanelRule, judges: tuple[PanelJudge, ...], organisation: str) -> Payload:
    """Who is on the panel of a subject that comes from ``organisation`` (``""`` for none), and which of them are
    recused because they come from the same organisation."""
    home = same_form(organisation)
    own = {judge.id for judge in judges if home and same_form(judge.organisation) == home}
    recused = [judge.id for judge in judges if rule.same_organisation_recused and judge.id in own]
    return {"judges": to_json(judges), "recused": recused}


def enter(sitting: Sitting, command: EnterMark, rule: PanelRule) -> Payload:
    """A judge's mark sheet; after the lock it is late."""
    _need_member(sitting, command.judge)
    _need_not_recused(sitting, command.judge)
    _check(rule, command.marks)
    late, sheet = sitting.locked is not None, sitting.mark_sheets.get(command.judge)
    # A judge who was recorded as abstained may still send a mark sheet: the tablet may have been offline at that time.
    if late and sheet is not None and sheet.state == "given":
        raise AlreadyDone("marks-locked")
    return {"late": late}


def withdraw(sitting: Sitting, command: WithdrawMark, rule: PanelRule) -> Payload:
    """A mark sheet that was given goes back to its judge."""
    _need_unlocked(sitting, command.judge)
    _need_not_recused(sitting, command.judge)
    if command.judge not in sitting.mark_sheets:
        raise Refused("nothing-to-withdraw")
    return {}


def abstain(sitting: Sitting, command: AbstainMark, rule: PanelRule) -> Payload:
    """A judge abstains."""
    _need_unlocked(sitting, command.judge)
    _need_not_recused(sitting, command.judge)
    return {}


def recuse(sitting: Sitting, command: RecuseJudge, rule: PanelRule) -> Payload:
    """A judge is recused; a mark sheet of this judge that waits is dropped."""
    _need_unlocked(sitting, command.judge)
    _need_not_recused(sitting, command.judge)
    return {"dropped": [sheet.seq for sheet in sitting.waiting.values() if sheet.judge == command.judge]}


def lift(sitting: Sitting, command: LiftRecusal, rule: PanelRule) -> Payload:
    """A declared recusal is taken back before the lock.  One that the rules demanded when the panel opened stays: the
    print says that they do."""
    _need_unlocked(sitting, command.judge)
    if not sitting.recused(command.judge):
        raise AlreadyDone("judge-not-recused")
    if sitting.mark_sheets[command.judge].seq == sitting.opened:
        raise Refused("recused-by-rule")
    return {}


def copy(sitting: Sitting, command: CopyMark, rule: PanelRule) -> Payload:
    """A judge's mark sheet from paper."""
    _need_unlocked(sitting, command.judge)
    _need_not_recused(sitting, command.judge)
    _check(rule, command.marks)
    return {}


def ask(sitting: Sitting, command: AskCorrection, rule: PanelRule) -> Payload:
    """Other marks for a mark sheet after the lock."""
    _need_member(sitting, command.judge)
    if sitting.locked is None:
        raise WrongStage("marks-not-locked")
    sheet = sitting.mark_sheets.get(command.judge)
    if sheet is None or sheet.state != "given":
        raise Refused("no-sheet-to-correct")
    _check(rule, command.marks)
    if dict(sheet.marks) == dict(command.marks):
        raise AlreadyDone("marks-unchanged")
    return {}


def decide(sitting: Sitting, command: DecideMark, actor: str, device: str = "") -> Payload:
    """A mark sheet that waits is decided by another person than the one who gave it, and on another device: one browser
    may hold the cards of two people.  ``device`` "" is no device, as for a command that is only tried."""
    waiting = sitting.waiting.get(command.sheet)
    if waiting is None:
        raise NotFound("no-such-sheet", sheet=command.sheet)
    if command.accept:
        _need_not_recused(sitting, waiting.judge)
    own = own_part([(waiting.by, waiting.device)], actor, device)
    if own == "person":
        raise Forbidden("second-person-needed")
    if own is not None:
        raise Forbidden("second-device-needed")
    return {"judge": waiting.judge}


def need_ready(sittings: Sequence[tuple[int, Sitting]], rule: PanelRule, *, even_if_missing: bool) -> None:
    """These sittings may be locked together; each comes with the number of its subject, for the refusal if that has no
    marks.

    Raises ``Refused``: ``sheets-waiting``, ``panel-waits``, ``marks-missing``, ``no-marks``.
    """
    ones = [sitting for _, sitting in sittings]
    waiting = [label for one in ones for label in one.labels(sheet.judge for sheet in one.waiting.values())]
    if waiting:
        raise Refused("sheets-waiting", judges=list(dict.fromkeys(waiting)))
    missing = list(dict.fromkeys(label for one in ones for label in one.labels(one.missing)))
    if missing and waits_for_all(rule):
        raise Refused("panel-waits", judges=missing)
    # This holds also if the rule leaves out a missing mark: people must decide to go on without a judge.
    if missing and not even_if_missing:
        raise Refused("marks-missing", judges=missing)
    if bare := [subject for subject, sitting in sittings if not sitting.marked]:
        raise Refused("no-marks", items=bare)


def waits_for_all(rule: PanelRule) -> bool:
    """Whether the lock waits for every judge who has neither marked, nor abstained, nor been recused."""
    return rule.combining.missing == "wait"


def _need_member(sitting: Sitting, judge: str) -> None:
    if sitting.judge(judge) is None:
        raise Forbidden("not-on-panel")


def _need_unlocked(sitting: Sitting, judge: str) -> None:
    _need_member(sitting, judge)
    if sitting.locked is not None:
        raise WrongStage("marks-locked")


def _need_not_recused(sitting: Sitting, judge: str) -> None:
    if sitting.recused(judge):
        raise Refused("judge-recused")


def _check(rule: PanelRule, marks: Mapping[str, Decimal]) -> None:
    """Every criterion occurs once, each mark in its range and on its step."""
    criteria = {criterion.id: criterion for criterion in rule.criteria}
    if set(marks) != set(criteria):
        raise Invalid("criteria-incomplete", criteria=sorted(set(criteria) ^ set(marks)))
    for name, value in marks.items():
        check_mark(criteria[name], value)
