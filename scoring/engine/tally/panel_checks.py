"""Checks between the values of a panel rule, for faults that a single value does not show.  A check gives findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.panel.checks import check_range
from scoring.engine.panel.rule import Criterion
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
    if weights and sum(weights) != 1 and set(weights) != {Decimal(1)}:
        yield finding(("stage",), "stage-weights", sum=_text(sum(weights, Decimal(0))))


def _dropping(rule: TallyRule) -> Iterator[Finding]:
    combining = rule.panel.combining
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


def _rounding(rule: TallyRule) -> Iterator[Finding]:
    unused = "criterion" if rule.panel.combining.over == "totals" else "judge"
    if getattr(rule.panel.rounding, unused) is not None:
        yield finding(("rounding", unused), "rounding-not-used", step=unused, over=rule.panel.combining.over)


def _sections(rule: TallyRule) -> Iterator[Finding]:
    for no, one in enumerate(rule.points, start=1):
        if one.section is not None and one.kind == "order":
            yield finding(("points", no, "section"), "order-in-section", of=one.section)


def _ranking(rule: TallyRule) -> Iterator[Finding]:
    if rule.rank.by != "score" and len(rule.stages) > 1:
        yield finding(("rank", "by"), "places-of-one-stage", by=rule.rank.by, stages=len(rule.stages))
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


CHECKS = (_names, _ranges, _stages, _dropping, _rounding, _sections, _ranking)
