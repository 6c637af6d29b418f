"""Checks between the values of one round of a rule sheet, for faults that a single value does not show.

A check gives findings; it never raises.  ``ROUND_CHECKS`` look at a round alone, ``PLACED_CHECKS`` also at its rule
sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from scoring.engine.codec import decimal_text
from scoring.engine.panel.audience import AudienceRule
from scoring.engine.panel.checks import check_range
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import BEGINS, PRESSED, ZERO, Points, Round, RoundKind, RuleSheet
from scoring.engine.quiz.rule_sheet_schema import RESERVED_ROUND_IDS
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding, finding

PARTS: dict[str, frozenset[str]] = {
    "press": PRESSED,
    "risk": frozenset({"risk"}),
    "panel": frozenset({"judged"}),
    "steps": frozenset({"ladder", "clue"}),
}
"""Which kinds of round must have a part; in every other kind the part has no effect, and is a fault."""

ONLY_IN: dict[str, frozenset[str]] = {
    "passes": frozenset({"rapid"}),
    "until": frozenset({"press", "clue", "simultaneous"}),
    "total": frozenset({"press", "clue", "simultaneous"}),
    "supporters": frozenset({"individual", "team", "risk", "assigned"}),
    "phones": frozenset({"audience"}),
}
"""Parts that a round may have, and the kinds in which they have an effect."""

NO_OWN_POINTS = frozenset({"risk", "judged", "audience"})
"""Kinds whose right answer is worth its stake, its marks, or nothing: [round.points] has no effect there."""

CLOCKS: dict[str, frozenset[RoundKind]] = {"begin": BEGINS, "press": PRESSED, "countdown": PRESSED}
"""The kinds of round in which a clock runs; in every other kind it has no effect, and is a fault."""

NO_POINTS = Points(ZERO)

PICKS: dict[str, frozenset[str]] = {
    "sequence": frozenset(
        {"individual", "team", "simultaneous", "press", "risk", "judged", "rapid", "ladder", "clue", "audience"}
    ),
    "draw": frozenset({"individual", "team", "simultaneous", "press", "risk", "judged", "rapid", "ladder", "clue"}),
    "own": frozenset({"individual", "team", "risk", "judged", "rapid", "ladder"}),
    "neighbour": frozenset({"assigned"}),
}
"""Who names the question, and the kinds of round in which somebody can name it."""


def _parts(rule: Round, path: Path) -> Iterator[Finding]:
    for part, kinds in PARTS.items():
        there = bool(getattr(rule, part))
        if there and rule.kind not in kinds:
            yield finding((*path, part), "part-not-used", part=part, kind=rule.kind, choices=" · ".join(sorted(kinds)))
        if not there and rule.kind in kinds:
            yield finding((*path, part), "part-missing", part=part, kind=rule.kind)
    for part, kinds in ONLY_IN.items():
        if getattr(rule, part) is not None and rule.kind not in kinds:
            yield finding((*path, part), "part-not-used", part=part, kind=rule.kind, choices=" · ".join(sorted(kinds)))


def _points(rule: Round, path: Path) -> Iterator[Finding]:
    if rule.kind in NO_OWN_POINTS:
        for part, present in (("points", rule.points != NO_POINTS), ("by_type", bool(rule.by_type))):
            if present:
                yield finding((*path, part), "points-not-used", part=part, kind=rule.kind)
    elif rule.kind in PARTS["steps"]:
        if rule.by_type:
            yield finding((*path, "by_type"), "points-not-used", part="by_type", kind=rule.kind)
    elif rule.points.right == 0:
        yield finding((*path, "points", "right"), "right-worth-nothing")
    for kind in rule.by_type:
        if kind not in rule.types:
            yield finding((*path, "by_type", kind), "type-not-asked", type=kind)
    for kind, count in Counter(rule.types).items():
        if count > 1:
            yield finding((*path, "types"), "twice-in-list", value=kind)


def _press(rule: Round, path: Path) -> Iterator[Finding]:
    counted = rule.press is not None and rule.press.timing == "countdown"
    if counted and not rule.clocks.countdown:
        yield finding((*path, "clocks", "countdown"), "countdown-missing")
    if rule.clocks.countdown and rule.press is not None and not counted:
        yield finding((*path, "clocks", "countdown"), "countdown-not-used")
    for clock, kinds in CLOCKS.items():
        if getattr(rule.clocks, clock) and rule.kind not in kinds:
            fields = {"clock": clock, "kind": rule.kind, "choices": " · ".join(sorted(kinds))}
            yield finding((*path, "clocks", clock), "clock-not-used", **fields)
    if rule.clocks.late is not None and rule.clocks.begin is None:
        yield finding((*path, "clocks", "late"), "late-without-begin")
    if rule.press is None:
        return
    if rule.clocks.begin is None and rule.press.timing == "reading":
        yield finding((*path, "clocks", "begin"), "begin-missing")
    if rule.press.after_wrong == "reopen" and rule.press.attempts < 2:
        yield finding((*path, "press", "attempts"), "attempts-too-few", attempts=rule.press.attempts)
    if rule.press.after_wrong != "reopen" and rule.press.attempts != 1:
        yield finding((*path, "press", "attempts"), "attempts-not-used", after_wrong=rule.press.after_wrong)
    if rule.press.second is not None and rule.press.after_wrong not in ("one_more", "reopen"):
        yield finding((*path, "press", "second"), "second-not-used", after_wrong=rule.press.after_wrong)
    elif rule.press.second is not None and rule.kind != "press":
        yield finding((*path, "press", "second"), "part-not-used", part="second", kind=rule.kind, choices="press")
    for no, step in enumerate(rule.press.fouls[:-1], start=1):
        if step.then == "out":
            yield finding((*path, "press", "fouls", no + 1), "foul-after-out", step=no + 1)
    if len(rule.press.fouls) > 1 and any(step.then == "none" and not step.points for step in rule.press.fouls[1:]):
        yield finding((*path, "press", "fouls"), "foul-ladder-falls")


def _risk(sheet: RuleSheet, rule: Round, path: Path) -> Iterator[Finding]:
    if rule.risk is None:
        return
    values = [stake.points for stake in rule.risk.stakes]
    for value, count in Counter(values).items():
        if count > 1:
            yield finding((*path, "risk", "stakes"), "twice-in-list", value=decimal_text(value))
    if not rule.risk.delegate:
        for key, default in (
            ("delegate_right", "answerer"),
            ("delegate_wrong", "answerer_loses"),
            ("must_delegate", False),
        ):
            if getattr(rule.risk, key) != default:
                yield finding((*path, "risk", key), "delegate-not-used", key=key)
    elif rule.risk.delegate_wrong in ("namer_loses", "namer_gains") and not rule.risk.minus:
        yield finding((*path, "risk", "delegate_wrong"), "delegate-loses-nothing", choice=rule.risk.delegate_wrong)
    if rule.risk.distinct_from is not None:
        yield from _distinct(sheet, rule, (*path, "risk", "distinct_from"))


def _distinct(sheet: RuleSheet, rule: Round, path: Path) -> Iterator[Finding]:
    assert rule.risk is not None
    named = rule.risk.distinct_from
    earlier = sheet.rounds[: next(i for i, other in enumerate(sheet.rounds) if other is rule)]
    before = next((other for other in earlier if other.id == named), None)
    if before is None or before.risk is None:
        ids = " · ".join(other.id for other in earlier if other.risk is not None)
        yield finding(path, "distinct-from-nothing" if not ids else "distinct-from-unknown", named=named, choices=ids)
    elif not rule.risk.may_pass:
        here, there = ({stake.points for stake in risk.stakes} for risk in (rule.risk, before.risk))
        if len(here) == 1 and here <= there:
            yield finding(path, "distinct-leaves-nothing", named=named)


def _panel(rule: Round, path: Path) -> Iterator[Finding]:
    if rule.panel is None:
        return
    panel, at = rule.panel, (*path, "panel")
    whole = PanelTable()
    if panel.criteria and (panel.low, panel.high, panel.step, panel.levels) != (whole.low, whole.high, whole.step, ()):
        yield finding((*at, "criteria"), "range-and-criteria")
    for place, criterion in enumerate(panel.criteria, start=1):
        yield from check_range(criterion.low, criterion.high, criterion.step, (*at, "criteria", place))
    if panel.audience is not None:
        yield from _audience(panel.audience, (*at, "audience"))
    dropped = panel.drop_high + panel.drop_low
    yield from check_range(panel.low, panel.high, panel.step, at)
    if dropped >= panel.judges:
        yield finding((*at, "judges"), "drops-everything", dropped=dropped, judges=panel.judges)
    elif dropped:
        yield from _least(panel, dropped, (*at, "least"))


def _audience(audience: AudienceRule, path: Path) -> Iterator[Finding]:
    if audience.count == "average" and audience.low >= audience.high:
        low, high = decimal_text(audience.low), decimal_text(audience.high)
        yield finding((*path, "high"), "range-empty", low=low, high=high)
    usual = AudienceRule(audience.weight)
    if audience.count == "votes" and (audience.low, audience.high) != (usual.low, usual.high):
        yield finding((*path, "count"), "audience-range-not-used")


def _least(panel: PanelTable, dropped: int, path: Path) -> Iterator[Finding]:
    if panel.least > panel.judges:
        yield finding(path, "least-above-panel", least=panel.least, judges=panel.judges)
    elif panel.least <= dropped:
        yield finding(path, "least-drops-everything", least=panel.least, dropped=dropped)


def _steps(sheet: RuleSheet, rule: Round, path: Path) -> Iterator[Finding]:
    pairs = list(zip(rule.steps, rule.steps[1:], strict=False))
    if rule.kind == "clue" and any(later >= earlier for earlier, later in pairs):
        yield finding((*path, "steps"), "steps-must-fall")
    if rule.kind == "ladder":
        if any(later < earlier for earlier, later in pairs):
            yield finding((*path, "steps"), "steps-must-rise")
        if rule.items != 1:
            yield finding((*path, "items"), "ladder-climbs-once", items=rule.items)
        if len(rule.steps) > sheet.members:
            yield finding((*path, "steps"), "steps-above-members", steps=len(rule.steps), members=sheet.members)


def _turns(rule: Round, path: Path) -> Iterator[Finding]:
    if rule.kind == "assigned" and rule.pick != "neighbour":
        yield finding((*path, "pick"), "assigned-needs-neighbour")
    elif rule.kind not in PICKS[rule.pick]:
        yield finding((*path, "pick"), "pick-not-possible", pick=rule.pick, kind=rule.kind)
    if rule.may_pass and rule.kind == "risk":
        yield finding((*path, "may_pass"), "pass-belongs-to-risk")
    elif rule.may_pass and rule.kind != "rapid":
        yield finding((*path, "may_pass"), "pass-not-used", kind=rule.kind)
    if rule.passes is not None and rule.kind == "rapid" and not rule.may_pass:
        yield finding((*path, "passes"), "passes-without-pass")
    if rule.id in RESERVED_ROUND_IDS:
        yield finding((*path, "id"), "id-reserved", id=rule.id)


ROUND_CHECKS: tuple[Callable[[Round, Path], Iterator[Finding]], ...] = (_parts, _points, _press, _panel, _turns)

PLACED_CHECKS: tuple[Callable[[RuleSheet, Round, Path], Iterator[Finding]], ...] = (_risk, _steps)
