"""Rules between the values of a panel rule: what a single value cannot show to be wrong.  A check gives findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding, finding
from scoring.engine.tally.panel_rule import NAMED, CriterionRule, PanelRule, PanelStage, PointsRule, TieRule


def check_panel_rule(rule: PanelRule) -> Iterator[Finding]:
    """Every finding on ``rule``."""
    for check in CHECKS:
        yield from check(rule)


def _names(rule: PanelRule) -> Iterator[Finding]:
    """A row of the table names a criterion or points by id or name: no two may answer to one word."""
    tables: tuple[tuple[str, Sequence[CriterionRule | PointsRule | PanelStage]], ...] = (
        ("criterion", (*rule.criteria, *rule.points)),
        ("stage", rule.stages),
    )
    for key, ones in tables:
        first: dict[str, str] = {}
        for no, one in enumerate(ones, start=1):
            points = key == "criterion" and no > len(rule.criteria)
            path: Path = ("points", no - len(rule.criteria)) if points else (key, no)
            for word in dict.fromkeys((one.id, one.name)):
                if word and word in first:
                    yield finding((*path, "id"), "twice", value=word, first=first[word])
                elif word:
                    first[word] = f"{path[0]}[{path[1]}]"


def _ranges(rule: PanelRule) -> Iterator[Finding]:
    for no, one in enumerate(rule.criteria, start=1):
        if one.high <= one.low:
            yield finding(("criterion", no, "high"), "range-empty", low=_text(one.low), high=_text(one.high))
        elif (one.high - one.low) % one.step:
            yield finding(("criterion", no, "step"), "step-misses-high", step=_text(one.step), high=_text(one.high))


def _stages(rule: PanelRule) -> Iterator[Finding]:
    known = [stage.id for stage in rule.stages]
    criteria = [(("criterion", no), one.stage) for no, one in enumerate(rule.criteria, start=1)]
    points = [(("points", no), one.stage) for no, one in enumerate(rule.points, start=1)]
    for path, named in (*criteria, *points):
        if named is not None and named not in known:
            yield finding((*path, "stage"), "no-such-stage", of=named, choices=_list(known))
    for no, stage in enumerate(rule.stages, start=1):
        if not rule.criteria_at(stage.id):
            yield finding(("stage", no), "stage-without-criteria", stage=stage.id)
    weights = [stage.weight for stage in rule.stages]
    if weights and sum(weights) != 1 and set(weights) != {Decimal(1)}:
        yield finding(("stage",), "stage-weights", sum=_text(sum(weights, Decimal(0))))


def _dropping(rule: PanelRule) -> Iterator[Finding]:
    panel = rule.panel
    dropped = panel.drop_high + panel.drop_low
    if dropped and panel.least <= dropped:
        yield finding(("panel", "least"), "least-drops-everything", least=panel.least, dropped=dropped)
    if dropped and panel.method == "median":
        yield finding(("panel", "method"), "median-drops", dropped=dropped)
    if panel.judges and panel.least > len(panel.judges) and dropped:
        yield finding(("panel", "least"), "least-above-panel", least=panel.least, judges=len(panel.judges))
    if panel.judges and panel.fewest > len(panel.judges):
        yield finding(("panel", "fewest"), "fewest-above-panel", fewest=panel.fewest, judges=len(panel.judges))
    for no, judge in enumerate(panel.judges, start=1):
        if judge in panel.judges[: no - 1]:
            yield finding(("panel", "judges"), "twice-in-list", value=judge)


def _rounding(rule: PanelRule) -> Iterator[Finding]:
    unused = "criterion" if rule.panel.over == "totals" else "judge"
    if getattr(rule.rounding, unused) is not None:
        yield finding(("rounding", unused), "rounding-not-used", step=unused, over=rule.panel.over)


def _sections(rule: PanelRule) -> Iterator[Finding]:
    for no, one in enumerate(rule.points, start=1):
        if one.section is not None and one.kind == "order":
            yield finding(("points", no, "section"), "order-in-section", of=one.section)


def _ranking(rule: PanelRule) -> Iterator[Finding]:
    if rule.rank.by != "score" and len(rule.stages) > 1:
        yield finding(("rank", "by"), "places-of-one-stage", by=rule.rank.by, stages=len(rule.stages))
    seen: list[TieRule] = []
    for no, tie in enumerate(rule.rank.ties, start=1):
        path: Path = ("rank", "tie", no)
        if tie in seen or tie.by == rule.rank.by:
            yield finding(path, "tie-twice", by=tie.by)
        seen.append(tie)
        yield from _link(rule, tie, path)


def _link(rule: PanelRule, tie: TieRule, path: Path) -> Iterator[Finding]:
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


def _one_stage(rule: PanelRule, tie: TieRule) -> bool:
    """Whether what is compared stands in one stage only, so that ``at`` need not be said."""
    of: list[CriterionRule] = []
    if tie.by == "criterion":
        of = [one for one in rule.criteria if one.id == tie.of]
    elif tie.by == "section":
        of = [one for one in rule.criteria if one.section == tie.of]
    stages = {one.stage for one in of}
    return None not in stages and len(stages) == 1


def _known(rule: PanelRule) -> dict[str, list[str]]:
    return {
        "criterion": [one.id for one in rule.criteria],
        "section": sorted({s for s in (*(c.section for c in rule.criteria), *(p.section for p in rule.points)) if s}),
        "stage": [stage.id for stage in rule.stages],
        "points": [one.id for one in rule.points],
    }


def _list(words: Iterable[str | None]) -> str:
    return " · ".join(sorted(word for word in words if word)) or "—"


def _text(number: Decimal) -> str:
    return decimal_text(Decimal(number))


CHECKS = (_names, _ranges, _stages, _dropping, _rounding, _sections, _ranking)
