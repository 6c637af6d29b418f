"""Rules between the values of a rule sheet: what a single value cannot show to be wrong.

A check gives findings; it never raises.  ``ROUND_CHECKS`` look at one round, ``SHEET_CHECKS`` at the whole sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.sheet import ZERO, Award, PanelCriterion, PanelRule, Points, Round, RuleSheet
from scoring.engine.quiz.sheet_schema import RESERVED_ROUND_IDS
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding

PARTS: dict[str, frozenset[str]] = {
    "press": frozenset({"press", "clue"}),
    "risk": frozenset({"risk"}),
    "panel": frozenset({"judged"}),
    "steps": frozenset({"ladder", "clue"}),
}
"""Which kinds of round must have a part; in every other kind it would do nothing, and is a fault."""

NO_OWN_POINTS = frozenset({"risk", "judged", "audience"})
"""Kinds worth their stake, their marks, or nothing: [round.points] would do nothing there."""

NO_POINTS = Points(ZERO)

PICKS: dict[str, frozenset[str]] = {
    "sequence": frozenset(
        {"individual", "team", "simultaneous", "press", "risk", "judged", "rapid", "ladder", "clue", "audience"}
    ),
    "draw": frozenset({"individual", "team", "simultaneous", "press", "risk", "judged", "rapid", "ladder", "clue"}),
    "own": frozenset({"individual", "team", "risk", "judged", "rapid", "ladder"}),
    "neighbour": frozenset({"assigned"}),
}
"""Who names the question, and in which kinds somebody is there to name it."""


def check_sheet(sheet: RuleSheet) -> Iterator[Finding]:
    """Every finding on ``sheet``: round after round, then the sheet as a whole."""
    for no, rule in enumerate(sheet.rounds, start=1):
        for check in ROUND_CHECKS:
            yield from check(rule, ("round", no))
        for check_in in PLACED_CHECKS:
            yield from check_in(sheet, rule, ("round", no))
    for check_all in SHEET_CHECKS:
        yield from check_all(sheet)


def _finding(path: Path, code: str, **fields: object) -> Finding:
    return Finding(path, code, tuple((k, str(v)) for k, v in fields.items()))


def _parts(rule: Round, path: Path) -> Iterator[Finding]:
    for part, kinds in PARTS.items():
        there = bool(getattr(rule, part))
        if there and rule.kind not in kinds:
            yield _finding((*path, part), "part-not-used", part=part, kind=rule.kind, choices=" · ".join(sorted(kinds)))
        if not there and rule.kind in kinds:
            yield _finding((*path, part), "part-missing", part=part, kind=rule.kind)


def _points(rule: Round, path: Path) -> Iterator[Finding]:
    if rule.kind in NO_OWN_POINTS:
        for part, present in (("points", rule.points != NO_POINTS), ("by_type", bool(rule.by_type))):
            if present:
                yield _finding((*path, part), "points-not-used", part=part, kind=rule.kind)
    elif rule.kind in PARTS["steps"]:
        if rule.by_type:
            yield _finding((*path, "by_type"), "points-not-used", part="by_type", kind=rule.kind)
    elif rule.points.right == 0:
        yield _finding((*path, "points", "right"), "right-worth-nothing")
    for kind in rule.by_type:
        if kind not in rule.types:
            yield _finding((*path, "by_type", kind), "type-not-asked", type=kind)
    for kind, count in Counter(rule.types).items():
        if count > 1:
            yield _finding((*path, "types"), "twice-in-list", value=kind)


def _press(rule: Round, path: Path) -> Iterator[Finding]:
    counted = rule.press is not None and rule.press.timing == "countdown"
    if counted and not rule.clocks.countdown:
        yield _finding((*path, "clocks", "countdown"), "countdown-missing")
    if rule.clocks.countdown and rule.press is not None and not counted:
        yield _finding((*path, "clocks", "countdown"), "countdown-not-used")
    if rule.press is None:
        return
    if rule.clocks.begin is None and rule.press.timing == "reading":
        yield _finding((*path, "clocks", "begin"), "begin-missing")
    if rule.press.after_wrong == "reopen" and rule.press.attempts < 2:
        yield _finding((*path, "press", "attempts"), "attempts-too-few", attempts=rule.press.attempts)
    if rule.press.after_wrong != "reopen" and rule.press.attempts != 1:
        yield _finding((*path, "press", "attempts"), "attempts-not-used", after_wrong=rule.press.after_wrong)
    for no, step in enumerate(rule.press.fouls[:-1], start=1):
        if step.then == "out":
            yield _finding((*path, "press", "fouls", no + 1), "foul-after-out", step=no + 1)
    if len(rule.press.fouls) > 1 and any(step.then == "none" and not step.points for step in rule.press.fouls[1:]):
        yield _finding((*path, "press", "fouls"), "foul-ladder-falls")


def _risk(sheet: RuleSheet, rule: Round, path: Path) -> Iterator[Finding]:
    if rule.risk is None:
        return
    values = [stake.points for stake in rule.risk.stakes]
    for value, count in Counter(values).items():
        if count > 1:
            yield _finding((*path, "risk", "stakes"), "twice-in-list", value=decimal_text(value))
    if not rule.risk.delegate:
        for key, default in (("delegate_right", "answerer"), ("delegate_wrong", "answerer_loses")):
            if getattr(rule.risk, key) != default:
                yield _finding((*path, "risk", key), "delegate-not-used", key=key)
    elif rule.risk.delegate_wrong in ("namer_loses", "namer_gains") and not rule.risk.minus:
        yield _finding((*path, "risk", "delegate_wrong"), "delegate-loses-nothing", choice=rule.risk.delegate_wrong)
    if rule.risk.distinct_from is not None:
        yield from _distinct(sheet, rule, (*path, "risk", "distinct_from"))


def _distinct(sheet: RuleSheet, rule: Round, path: Path) -> Iterator[Finding]:
    assert rule.risk is not None
    named = rule.risk.distinct_from
    earlier = sheet.rounds[: next(i for i, other in enumerate(sheet.rounds) if other is rule)]
    before = next((other for other in earlier if other.id == named), None)
    if before is None or before.risk is None:
        ids = " · ".join(other.id for other in earlier if other.risk is not None)
        yield _finding(path, "distinct-from-nothing" if not ids else "distinct-from-unknown", named=named, choices=ids)
    elif not rule.risk.may_pass:
        here, there = ({stake.points for stake in risk.stakes} for risk in (rule.risk, before.risk))
        if len(here) == 1 and here <= there:
            yield _finding(path, "distinct-leaves-nothing", named=named)


def _panel(rule: Round, path: Path) -> Iterator[Finding]:
    if rule.panel is None:
        return
    panel, at = rule.panel, (*path, "panel")
    whole = PanelRule()
    if panel.criteria and (panel.low, panel.high, panel.step, panel.levels) != (whole.low, whole.high, whole.step, ()):
        yield _finding((*at, "criteria"), "range-and-criteria")
    for place, criterion in enumerate(panel.criteria):
        yield from _range(criterion, (*at, "criteria", place))
    dropped = panel.drop_high + panel.drop_low
    yield from _range(panel, at)
    if dropped >= panel.judges:
        yield _finding((*at, "judges"), "drops-everything", dropped=dropped, judges=panel.judges)
    elif dropped:
        yield from _least(panel, dropped, (*at, "least"))


def _range(marks: PanelRule | PanelCriterion, at: Path) -> Iterator[Finding]:
    """The marks from ``low`` to ``high`` are some, and the steps end on the highest."""
    low, high, step = (decimal_text(value) for value in (marks.low, marks.high, marks.step))
    if marks.low >= marks.high:
        yield _finding((*at, "high"), "range-empty", low=low, high=high)
    elif (marks.high - marks.low) % marks.step:
        yield _finding((*at, "step"), "step-misses-high", step=step, high=high)


def _least(panel: PanelRule, dropped: int, path: Path) -> Iterator[Finding]:
    if panel.least > panel.judges:
        yield _finding(path, "least-above-panel", least=panel.least, judges=panel.judges)
    elif panel.least <= dropped:
        yield _finding(path, "least-drops-everything", least=panel.least, dropped=dropped)


def _steps(sheet: RuleSheet, rule: Round, path: Path) -> Iterator[Finding]:
    pairs = list(zip(rule.steps, rule.steps[1:], strict=False))
    if rule.kind == "clue" and any(later >= earlier for earlier, later in pairs):
        yield _finding((*path, "steps"), "steps-must-fall")
    if rule.kind == "ladder":
        if any(later < earlier for earlier, later in pairs):
            yield _finding((*path, "steps"), "steps-must-rise")
        if rule.items != 1:
            yield _finding((*path, "items"), "ladder-climbs-once", items=rule.items)
        if len(rule.steps) > sheet.members:
            yield _finding((*path, "steps"), "steps-above-members", steps=len(rule.steps), members=sheet.members)


def _turns(rule: Round, path: Path) -> Iterator[Finding]:
    if rule.kind == "assigned" and rule.pick != "neighbour":
        yield _finding((*path, "pick"), "assigned-needs-neighbour")
    elif rule.kind not in PICKS[rule.pick]:
        yield _finding((*path, "pick"), "pick-not-possible", pick=rule.pick, kind=rule.kind)
    if rule.may_pass and rule.kind == "risk":
        yield _finding((*path, "may_pass"), "pass-belongs-to-risk")
    elif rule.may_pass and rule.kind != "rapid":
        yield _finding((*path, "may_pass"), "pass-not-used", kind=rule.kind)
    if rule.id in RESERVED_ROUND_IDS:
        yield _finding((*path, "id"), "id-reserved", id=rule.id)


def _twice(sheet: RuleSheet) -> Iterator[Finding]:
    lists: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("round", "id", [r.id for r in sheet.rounds]),
        ("round", "name", [r.name for r in sheet.rounds]),
        ("token", "id", [t.id for t in sheet.tokens]),
        ("stage", "name", [s.name for s in sheet.stages]),
        ("award", "name", [a.name for a in sheet.awards]),
    )
    for table, key, values in lists:
        first: dict[str, int] = {}
        for no, value in enumerate(values, start=1):
            if value and value in first:
                yield _finding((table, no, key), "twice", value=value, first=f"{table}[{first[value]}]")
            first.setdefault(value, no)


def _ranking(sheet: RuleSheet) -> Iterator[Finding]:
    chain = sheet.ranking
    if chain and chain[0] != "score":
        yield _finding(("ranking",), "ranking-starts-otherwise", found=chain[0])
    for link, count in Counter(chain).items():
        if count > 1:
            yield _finding(("ranking",), "twice-in-list", value=link)
        if link.startswith("member_") and int(link.removeprefix("member_")) > sheet.members:
            yield _finding(("ranking",), "ranking-member-missing", link=link, members=sheet.members)
    if "tie_off" in chain and sheet.tie_off.mode == "none":
        yield _finding(("ranking",), "tie-off-is-none")
    if "tie_off" not in chain and sheet.tie_off.mode != "none":
        yield _finding(("tie_off", "mode"), "tie-off-not-ranked", mode=sheet.tie_off.mode)
    if sheet.tie_matters and sheet.tie_off.mode == "none":
        yield _finding(("tie_matters",), "tie-matters-not-used")
    if list(sheet.tie_matters) != sorted(set(sheet.tie_matters)):
        yield _finding(("tie_matters",), "tie-matters-order")


def _people(sheet: RuleSheet) -> Iterator[Finding]:
    if sheet.floor is not None and sheet.floor > sheet.base:
        yield _finding(("floor",), "floor-above-base", floor=decimal_text(sheet.floor), base=decimal_text(sheet.base))
    if sheet.substitutions and not sheet.reserves:
        yield _finding(("substitutions",), "substitution-without-reserves")


def _awards(sheet: RuleSheet) -> Iterator[Finding]:
    ranked = [(no, award) for no, award in enumerate(sheet.awards, start=1) if award.by_rank]
    for no, award in enumerate(sheet.awards, start=1):
        if award.ranks is not None:
            if award.count or not award.by_rank:
                yield _finding(("award", no, "ranks"), "award-said-twice")
            elif award.ranks[0] > award.ranks[1]:
                yield _finding(("award", no, "ranks"), "ranks-backwards", first=award.ranks[0], last=award.ranks[1])
        if not award.by_rank and not award.count:
            yield _finding(("award", no, "count"), "award-by-name-count")
    for no, award in ranked[:-1]:
        if award.ranks is None and not award.count:
            yield _finding(("award", no, "count"), "award-rest-not-last")
    yield from _award_lines(ranked)


def _award_lines(ranked: list[tuple[int, Award]]) -> Iterator[Finding]:
    said = [(no, award) for no, award in ranked if award.ranks is not None]
    counted = [no for no, award in ranked if award.ranks is None and award.count]
    if said and counted:
        yield _finding(("award", counted[0], "count"), "awards-mixed")
    expected = 1
    for no, award in said:
        assert award.ranks is not None
        if award.ranks[0] != expected and award.ranks[0] <= award.ranks[1]:
            yield _finding(("award", no, "ranks"), "ranks-not-next", first=award.ranks[0], expected=expected)
        expected = award.ranks[1] + 1


def _stages(sheet: RuleSheet) -> Iterator[Finding]:
    last = len(sheet.stages)
    for no, stage in enumerate(sheet.stages, start=1):
        if no == 1 and stage.carry:
            yield _finding(("stage", no, "carry"), "carry-from-nothing")
        if not stage.advance and not stage.runners_up and no < last:
            yield _finding(("stage", no, "advance"), "nobody-advances")
        if stage.runners_up and stage.groups == 1:
            yield _finding(("stage", no, "runners_up"), "runners-up-of-one-group")
        elif stage.runners_up > stage.groups:
            at = ("stage", no, "runners_up")
            yield _finding(at, "runners-up-above-groups", runners_up=stage.runners_up, groups=stage.groups)
        if stage.written and no > 1:
            yield _finding(("stage", no, "written"), "written-not-first")


ROUND_CHECKS: tuple[Callable[[Round, Path], Iterator[Finding]], ...] = (_parts, _points, _press, _panel, _turns)
PLACED_CHECKS: tuple[Callable[[RuleSheet, Round, Path], Iterator[Finding]], ...] = (_risk, _steps)
SHEET_CHECKS: tuple[Callable[[RuleSheet], Iterator[Finding]], ...] = (_twice, _ranking, _people, _awards, _stages)

LEAN_ON: dict[str, Path] = {
    "countdown-missing": ("press", "timing"),
    "countdown-not-used": ("press", "timing"),
    "begin-missing": ("press", "timing"),
    "ranking-member-missing": ("members",),
    "steps-above-members": ("members",),
    "floor-above-base": ("base",),
    "substitution-without-reserves": ("reserves",),
    "tie-off-is-none": ("tie_off", "mode"),
    "tie-off-not-ranked": ("ranking",),
    "tie-matters-not-used": ("tie_off", "mode"),
}
"""A finding's other value, in its round or in the sheet: where that one is faulty itself, nothing can be said."""


def speaks_of_bad(finding: Finding, bad: set[Path]) -> bool:
    """Whether a finding rests on a value (in ``bad``) that is faulty already and was only stood in for."""
    path = finding.path
    if path[:1] == ("round",) and (("round",) in bad or (*path[:2], "kind") in bad):
        return True
    if any(path[:n] in bad for n in range(1, len(path) + 1)):
        return True
    if lean := LEAN_ON.get(finding.code):
        return lean in bad or (*path[:2], *lean) in bad
    # Inside a round's part (its panel, its press) values are compared with their neighbours.
    return len(path) > 3 and any(other[:-1] == path[:-1] for other in bad)
