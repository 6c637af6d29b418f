"""The usual values of a rule sheet as a form: what organisers change from match to match, round by round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from scoreboard.presenters.usual_values import Group, UsualValue
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.rule_sheet import BEGINS, PRESSED, Clocks, Points, Round, RuleSheet
from scoring.engine.quiz.rule_sheet_document import DocumentText
from scoring.engine.rulefile.edit import Value
from scoring.engine.rulefile.lines import Path

WORDS = "rules_form"
"""Where the form has its words."""

YES_OR_NO = ("true", "false")
ANNOUNCED = ("at_once", "after_next")
SECTIONS = (
    "purpose",
    "bodies",
    "when_where",
    "eligibility",
    "duties",
    "discipline",
    "failures",
    "appeals",
    "interpretation",
    "signed",
)
"""Sections of the printed rules, a clause a line."""


def usual_values(sheet: RuleSheet) -> tuple[Group, ...]:
    """The form of a rule sheet, in the order of a match."""
    rounds = enumerate(sheet.rounds, start=1)
    return (
        Group("basics", "", tuple(_basics(sheet))),
        *(Group(rule.kind, rule.name, tuple(_round(rule, ("round", no))), ("round", no)) for no, rule in rounds),
        Group("tie_off", "", tuple(_tie_off(sheet))),
        *(
            Group("award", award.name, tuple(_award(sheet, no)), ("award", no))
            for no, award in enumerate(sheet.awards, start=1)
        ),
        Group("freeze", "", tuple(_freeze(sheet))),
        Group("document", "", tuple(_document(sheet.document or DocumentText()))),
    )


def _basics(sheet: RuleSheet) -> Iterator[UsualValue]:
    yield UsualValue(("name",), "name", "text", sheet.name)
    yield UsualValue(("base",), "base", "points", _text(sheet.base))
    yield UsualValue(("floor",), "floor", "points", _text(sheet.floor), needed=False)
    for key in ("members", "reserves", "substitutions", *(() if sheet.contest else ("spares",))):
        yield UsualValue((key,), key, "number", str(getattr(sheet, key)))
    yield UsualValue(("chief",), "chief", "text", sheet.chief, needed=False)
    if (contest := sheet.contest) is not None:
        yield UsualValue(("contest", "entry"), "entry", "text", contest.entry, needed=False)
        yield UsualValue(("contest", "announce"), "announce", "choice", contest.announce, choices=ANNOUNCED)


def _round(rule: Round, path: Path) -> Iterator[UsualValue]:
    yield UsualValue((*path, "name"), "round_name", "text", rule.name)
    if rule.kind != "ladder":
        yield UsualValue((*path, "items"), f"items_{rule.kind}", "number", str(rule.items))
    if rule.steps:
        yield UsualValue((*path, "steps"), "steps", "steps", "、".join(map(decimal_text, rule.steps)))
    if rule.kind not in ("risk", "judged", "audience"):
        yield from _points(rule, rule.points, (*path, "points"))
    yield from _clocks(rule, rule.clocks, (*path, "clocks"))
    if rule.total is not None or rule.kind in PRESSED | {"simultaneous"}:
        yield _number((*path, "total"), "total", rule.total)
    if rule.kind == "audience":
        yield _number((*path, "phones"), "phones", rule.phones)
    if rule.kind == "rapid":
        yield UsualValue((*path, "may_pass"), "may_pass", "choice", _yes(rule.may_pass), choices=YES_OR_NO)
    yield from _press(rule, (*path, "press"))
    yield from _risk(rule, (*path, "risk"))
    yield from _panel(rule, (*path, "panel"))


def _points(rule: Round, points: Points, path: Path) -> Iterator[UsualValue]:
    if not rule.steps:
        yield UsualValue((*path, "right"), "right", "points", _text(points.right))
    yield UsualValue((*path, "wrong"), "wrong", "points", _text(points.wrong))
    if rule.kind == "simultaneous":
        yield UsualValue((*path, "blank"), "blank", "points", _text(points.blank))
    else:
        yield UsualValue((*path, "timeout"), "timeout", "points", _text(points.timeout), needed=False)


def _clocks(rule: Round, clocks: Clocks, path: Path) -> Iterator[UsualValue]:
    if rule.kind != "risk":  # each stake has its own
        label = "run" if rule.kind == "rapid" else "answer"
        yield UsualValue((*path, "answer"), label, "number", str(clocks.answer))
    if rule.kind in PRESSED:
        yield _number((*path, "press"), "press", clocks.press)
        yield UsualValue((*path, "countdown"), "countdown", "number", str(clocks.countdown))
    if rule.kind in BEGINS:
        yield _number((*path, "begin"), "begin", clocks.begin)


def _press(rule: Round, path: Path) -> Iterator[UsualValue]:
    if (press := rule.press) is None:
        return
    timings, ends = ("start", "countdown", "reading"), ("close", "audience", "one_more", "reopen")
    yield UsualValue((*path, "timing"), "timing", "choice", press.timing, choices=timings)
    yield UsualValue((*path, "after_wrong"), "after_wrong", "choice", press.after_wrong, choices=ends)
    yield UsualValue((*path, "attempts"), "attempts", "number", str(press.attempts))
    yield UsualValue((*path, "nobody"), "nobody", "choice", press.nobody, choices=("audience", "void", "again"))


def _risk(rule: Round, path: Path) -> Iterator[UsualValue]:
    if (risk := rule.risk) is None:
        return
    stakes = "\n".join(f"{decimal_text(stake.points)} {stake.clock}" for stake in risk.stakes)
    orders = ("low", "high", "station", "reverse_station")
    yield UsualValue((*path, "stakes"), "stakes", "stakes", stakes)
    yield UsualValue((*path, "minus"), "minus", "choice", _yes(risk.minus), choices=YES_OR_NO)
    yield UsualValue((*path, "order"), "risk_order", "choice", risk.order, choices=orders)
    yield UsualValue((*path, "may_pass"), "risk_pass", "choice", _yes(risk.may_pass), choices=YES_OR_NO)


def _panel(rule: Round, path: Path) -> Iterator[UsualValue]:
    if (panel := rule.panel) is None:
        return
    yield UsualValue((*path, "judges"), "judges", "number", str(panel.judges))
    if not panel.criteria:
        yield UsualValue((*path, "low"), "low", "points", _text(panel.low))
        yield UsualValue((*path, "high"), "high", "points", _text(panel.high))
    for key in ("drop_high", "drop_low", "least", "digits"):
        yield UsualValue((*path, key), key, "number", str(getattr(panel, key)))
    yield UsualValue((*path, "show_count"), "show_count", "choice", _yes(panel.show_count), choices=YES_OR_NO)
    if (audience := panel.audience) is not None:
        here = (*path, "audience")
        yield UsualValue((*here, "weight"), "audience_weight", "points", _text(audience.weight))
        yield UsualValue((*here, "count"), "audience_count", "choice", audience.count, choices=("votes", "average"))
        yield UsualValue((*here, "when"), "audience_when", "choice", audience.when, choices=("lock", "end"))
        yield UsualValue((*here, "size"), "audience_size", "number", str(audience.size))
    for no, one in enumerate(panel.criteria, start=1):
        yield UsualValue((*path, "criteria", no, "name"), "criterion", "name", one.name)
        yield UsualValue((*path, "criteria", no, "high"), "criterion_high", "points", _text(one.high))


def _tie_off(sheet: RuleSheet) -> Iterator[UsualValue]:
    rule, modes = sheet.tie_off, ("press", "risk", "judged", "none")
    yield UsualValue(("tie_off", "mode"), "mode", "choice", rule.mode, choices=modes)
    yield UsualValue(("tie_off", "answer"), "answer", "number", str(rule.answer))
    yield UsualValue(("tie_off", "press"), "press", "number", str(rule.press))
    yield UsualValue(("award_ties",), "award_ties", "choice", sheet.award_ties, choices=("order", "all", "none"))


def _award(sheet: RuleSheet, no: int) -> Iterator[UsualValue]:
    award, path = sheet.awards[no - 1], ("award", no)
    yield UsualValue((*path, "name"), "award_name", "name", award.name)
    if award.ranks is None:
        yield UsualValue((*path, "count"), "count", "number", str(award.count))
        yield UsualValue((*path, "by_rank"), "by_rank", "choice", _yes(award.by_rank), choices=YES_OR_NO)
    if not award.by_rank or award.rule:
        yield UsualValue((*path, "rule"), "award_rule", "text", " ".join(award.rule.splitlines()), needed=False)


def _freeze(sheet: RuleSheet) -> Iterator[UsualValue]:
    """When the table is frozen (封榜): not at all by the rules, or with a round or after so many of its items."""
    rule, rounds = sheet.freeze, sheet.rounds
    choices, names = ("", *(one.id for one in rounds)), ("", *(one.name for one in rounds))
    yield UsualValue(
        FREEZE, "freeze_round", "choice", rule.round if rule else "", needed=False, choices=choices, names=names
    )
    yield UsualValue(("freeze", "after"), "freeze_after", "number", str(rule.after) if rule else "", needed=False)


FREEZE: Path = ("freeze", "round")


def meant(values: Mapping[Path, Value]) -> Mapping[Path, Value]:
    """What a form says, with the whole table of the freeze gone where no round is chosen."""
    gone = {path[:-1] for path, value in values.items() if value is None and path == FREEZE}
    return {path: value for path, value in values.items() if path[:-1] not in gone} | dict.fromkeys(gone)


def _document(document: DocumentText) -> Iterator[UsualValue]:
    yield UsualValue(("document", "title"), "title", "text", document.title, needed=False)
    for section in SECTIONS:
        clauses = "\n".join(" ".join(clause.splitlines()) for clause in getattr(document, section))
        yield UsualValue(("document", section), section, "lines", clauses, needed=False)
    dated = "" if document.dated is None else document.dated.isoformat()
    yield UsualValue(("document", "dated"), "dated", "day", dated, needed=False)


def _number(path: Path, label: str, value: int | None) -> UsualValue:
    return UsualValue(path, label, "number", "" if value is None else str(value), needed=False)


def _text(points: Decimal | None) -> str:
    return "" if points is None else decimal_text(points)


def _yes(value: bool) -> str:
    return "true" if value else "false"
