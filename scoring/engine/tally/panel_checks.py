"""Checks between the values of a panel rule, for faults that a single value does not show.  A check gives findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.panel.checks import check_range
from scoring.engine.panel.rule import Criterion, PanelMethod
from scoring.engine.rounding import added, exact_text
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding, finding
from scoring.engine.tally.rule import NAMED, PanelStage, PointsRule, TallyRule, TieRule


def check_panel_rule(rule: TallyRule) -> Iterator[Finding]:
    """Every finding on ``rule``."""
    for check in CHECKS:
        yield from check(rule)


def _names(rule: TallyRule) -> Iterator[Finding]:
    """A row of the table names a criterion or points by id or name, so no two of them may have the same id or name."""
    tables: tuple[tuple[str, Sequence[Criterion | PointsRule | PanelStage]], ...] = (
        ("criterion", (*rule.panel.criteria, *rule.points)),
        ("stage", rule.stages),
    )
    for key, ones in tables:
        first: dict[str, str] = {}
        for no, one in enumerate(ones, start=1):
            points = key == "criterion" and no > len(rule.panel.criteria)
            path: Path = ("points", no - len(rule.panel.criteria)) if points else (key, no)
            for word in dict.fromkeys((one.id, one.name)):
                if word and word in first:
                    yield finding((*path, "id"), "twice", value=word, first=first[word])
                elif word:
                    first[word] = f"{path[0]}[{path[1]}]"


def _ranges(rule: TallyRule) -> Iterator[Finding]:
    for no, one in enumerate(rule.panel.criteria, start=1):
        yield from check_range(one.low, one.high, one.step, ("criterion", no))


def _stages(rule: TallyRule) -> Iterator[Finding]:
    known = [stage.id for stage in rule.stages]
    criteria = [(("criterion", no), one.stage) for no, one in enumerate(rule.panel.criteria, start=1)]
    points = [(("points", no), one.stage) for no, one in enumerate(rule.points, start=1)]
    for path, named in (*criteria, *points):
        if named is not None and named not in known:
            yield finding((*path, "stage"), "no-such-stage", of=named, choices=_list(known))
    for no, stage in enumerate(rule.stages, start=1):
        if not rule.panel.criteria_at(stage.id):
            yield finding(("stage", no), "stage-without-criteria", stage=stage.id)
    weights = [stage.weight for stage in rule.stages]
    total = added(weights)
    if rule.total.best and len(set(weights)) > 1:
        yield finding(("stage",), "best-weights")
    elif not rule.total.best and weights and total != 1 and set(weights) != {Decimal(1)}:
        yield finding(("stage",), "stage-weights", sum=exact_text(total))


def _dropping(rule: TallyRule) -> Iterator[Finding]:
    combining = rule.panel.combining
    yield from _drops(combining)
    dropped = combining.drop_high + combining.drop_low
    if dropped and combining.least <= dropped:
        yield finding(("panel", "least"), "least-drops-everything", least=combining.least, dropped=dropped)
    if dropped and combining.method == "median":
        yield finding(("panel", "method"), "median-drops", dropped=dropped)
    if combining.judges and combining.least > len(combining.judges) and dropped:
        yield finding(("panel", "least"), "least-above-panel", least=combining.least, judges=len(combining.judges))
    if combining.judges and combining.fewest > len(combining.judges):
        yield finding(("panel", "fewest"), "fewest-above-panel", fewest=combining.fewest, judges=len(combining.judges))
    for no, judge in enumerate(combining.judges, start=1):
        if judge in combining.judges[: no - 1]:
            yield finding(("panel", "judges"), "twice-in-list", value=judge)


def _drops(combining: PanelMethod) -> Iterator[Finding]:
    """Drops by the number of marks: each from more marks than the one before it, and each leaves some."""
    bound = combining.bound
    if bound is not None and (bound.points is None) == (bound.percent is None):
        yield finding(("panel", "bound"), "bound-one-of")
    if bound is not None and combining.method == "median":
        yield finding(("panel", "bound"), "bound-median")
    if combining.drops and (combining.drop_high or combining.drop_low):
        yield finding(("panel", "drops"), "drops-twice")
    if combining.drops and combining.method == "median":
        yield finding(("panel", "method"), "median-drops", dropped=sum(one.high + one.low for one in combining.drops))
    for no, one in enumerate(combining.drops, start=1):
        if one.high + one.low >= one.judges:
            yield finding(("panel", "drops", no), "drops-leave-nothing", judges=one.judges, dropped=one.high + one.low)
        if no > 1 and one.judges <= combining.drops[no - 2].judges:
            yield finding(("panel", "drops", no, "judges"), "drops-not-rising", judges=one.judges)


def _total(rule: TallyRule) -> Iterator[Finding]:
    total = rule.total
    if total.floor is not None and total.cap is not None and total.floor > total.cap:
        yield finding(("total", "floor"), "floor-above-cap", floor=_text(total.floor), cap=_text(total.cap))
    if not total.best:
        return
    if total.best >= len(rule.stages):
        yield finding(("total", "best"), "best-of-too-few", best=total.best, stages=len(rule.stages))
    for no, tie in enumerate(rule.rank.ties, start=1):
        if tie.by in ("first_places", "borda", "majority"):
            yield finding(("rank", "tie", no), "best-has-no-places", by=tie.by)


def _endless(rule: TallyRule) -> Iterator[Finding]:
    """A judge's total by a weight of ⅓ has no end.  A score is made of panel scores on the criteria, or of rounded
    totals."""
    steps = rule.panel.rounding
    exact = rule.panel.combining.over == "totals" and not steps.judge and not steps.weighted
    all_marks = not steps.judge and not steps.weighted and any(tie.by == "all_marks" for tie in rule.rank.ties)
    for no, one in enumerate(rule.panel.criteria, start=1):
        if one.share != 1 and (exact or all_marks):
            yield finding(("criterion", no, "weight"), "weight-endless", weight=exact_text(one.factor))


def _rounding(rule: TallyRule) -> Iterator[Finding]:
    unused = "criterion" if rule.panel.combining.over == "totals" else "judge"
    if getattr(rule.panel.rounding, unused) is not None:
        yield finding(("rounding", unused), "rounding-not-used", step=unused, over=rule.panel.combining.over)


def _sections(rule: TallyRule) -> Iterator[Finding]:
    """A section is a sum: what adds or takes no points has no place in it."""
    codes = {"order": "order-in-section", "times": "factor-in-section"}
    for no, one in enumerate(rule.points, start=1):
        if one.section is not None and one.kind in codes:
            yield finding(("points", no, "section"), codes[one.kind], of=one.section)


def _ranking(rule: TallyRule) -> Iterator[Finding]:
    if rule.rank.by != "score" and len(rule.stages) > 1:
        yield finding(("rank", "by"), "places-of-one-stage", by=rule.rank.by, stages=len(rule.stages))
    if rule.rank.by != "score" and (rule.rank.before_rounding or rule.rank.margin is not None):
        yield finding(("rank", "by"), "rank-of-scores", by=rule.rank.by)
    seen: list[TieRule] = []
    for no, tie in enumerate(rule.rank.ties, start=1):
        path: Path = ("rank", "tie", no)
        if tie in seen or tie.by == rule.rank.by:
            yield finding(path, "tie-twice", by=tie.by)
        seen.append(tie)
        yield from _link(rule, tie, path)


def _link(rule: TallyRule, tie: TieRule, path: Path) -> Iterator[Finding]:
    if tie.by not in NAMED:
        if tie.of is not None:
            yield finding((*path, "of"), "tie-of-not-used", by=tie.by)
    else:
        known = _known(rule)[tie.by]
        if tie.of is None:
            yield finding((*path, "of"), "tie-of-missing", by=tie.by, choices=_list(known))
        elif tie.of not in known:
            yield finding((*path, "of"), f"no-such-{tie.by}", of=tie.of, choices=_list(known))
    stages = [stage.id for stage in rule.stages]
    if tie.at is not None and tie.at not in stages:
        yield finding((*path, "at"), "no-such-stage", of=tie.at, choices=_list(stages))
    if tie.at is None and len(stages) > 1 and tie.by not in ("stage", "points") and not _one_stage(rule, tie):
        yield finding((*path, "at"), "tie-at-missing", by=tie.by, choices=_list(stages))


def _one_stage(rule: TallyRule, tie: TieRule) -> bool:
    """Whether what is compared is in one stage only, so that ``at`` is not needed."""
    of: list[Criterion] = []
    if tie.by == "criterion":
        of = [one for one in rule.panel.criteria if one.id == tie.of]
    elif tie.by == "section":
        of = [one for one in rule.panel.criteria if one.section == tie.of]
    stages = {one.stage for one in of}
    return None not in stages and len(stages) == 1


def _known(rule: TallyRule) -> dict[str, list[str]]:
    criteria = rule.panel.criteria
    sections = {*(one.section for one in criteria), *(one.section for one in rule.points)}
    return {
        "criterion": [one.id for one in criteria],
        "section": sorted(section for section in sections if section),
        "stage": [stage.id for stage in rule.stages],
        "points": [one.id for one in rule.points],
    }


def _list(words: Iterable[str | None]) -> str:
    return " · ".join(sorted(word for word in words if word)) or "—"


def _text(number: Decimal) -> str:
    return decimal_text(Decimal(number))


CHECKS = (_names, _ranges, _stages, _dropping, _total, _endless, _rounding, _sections, _ranking)
