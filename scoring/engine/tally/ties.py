"""The chain that orders entries: the score or the judges' places, then each tie link of the rule, as comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from operator import itemgetter

from scoring.engine.errors import Invalid
from scoring.engine.panel.combine import combine_exact
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import Criterion, PanelRule
from scoring.engine.panel.totals import ENDLESS_PLACES, weighted_marks, worth
from scoring.engine.ranking import Comparison
from scoring.engine.rounding import Number, added, exact_text, mean, rounded
from scoring.engine.tally.mark_table import EntryMarks
from scoring.engine.tally.placings import Marks, borda, majority
from scoring.engine.tally.rule import TallyRule, TieRule
from scoring.engine.tally.scores import EntryScore, StageScore, points_of


def chain(rule: TallyRule, scores: Sequence[EntryScore], entries: Mapping[str, EntryMarks]) -> list[Comparison]:
    """The comparisons for these entries (all of them scored, of one group), in the order of the rule."""
    links = [_first(rule, scores)]
    links += [LINKS[tie.by](_Case(rule, tie, scores, entries)) for tie in rule.rank.ties]
    return links


def link_code(tie: TieRule) -> str:
    """How a link is named in results: ``criterion:创新性``, ``first_places``."""
    named = tie.by if tie.of is None else f"{tie.by}:{tie.of}"
    return named if tie.at is None else f"{named}@{tie.at}"


def by_exact(
    code: str, value: Callable[[str], Number], *, high_first: bool = True, margin: Decimal | None = None
) -> Comparison:
    """A comparison of exact numbers, fractions included; only the entries that are compared are computed.

    ``margin``: a number is level with the best of a part if it is at most this much from it.
    """
    known = cache(value)
    text = cache(lambda one: exact_text(known(one)))

    def split(group: Sequence[str]) -> Sequence[Sequence[str]]:
        levels: dict[tuple[int, int], tuple[Number, list[str]]] = {}  # by the ratio: a fraction is slow to hash
        for one in group:
            number = known(one)
            levels.setdefault(number.as_integer_ratio(), (number, []))[1].append(one)
        ordered = sorted(levels.values(), key=itemgetter(0), reverse=high_first)
        if margin is None:
            return [level for _, level in ordered]
        parts: list[list[str]] = []
        best: Number = Decimal(0)
        for number, level in ordered:
            if parts and abs(Fraction(best) - Fraction(number)) <= margin:
                parts[-1] += level
            else:
                parts.append(level)
                best = number
        return parts

    def explain(above: str, below: str) -> Mapping[str, str]:
        return {"above": text(above), "below": text(below)}

    return Comparison(code, split, explain)


def judge_totals(scores: Sequence[EntryScore], stage: str) -> dict[str, dict[str, Decimal]]:
    """Judge → entry → that judge's total in a stage, given ones only."""
    found: dict[str, dict[str, Decimal]] = {}
    for one in scores:
        for judge, mark in _stage_of(one, stage).judges.items():
            if mark.value is not None:
                found.setdefault(judge, {})[one.id] = mark.value
    return found


def place_marks(scores: Sequence[EntryScore], stage: str) -> Marks:
    """The judges' totals of a stage, to be made into places: a judge may lack only entries that the judge is recused
    from.

    Raises ``Invalid("marks-incomplete", judge=…, entries=…)`` for the first judge without a total for another reason.
    """
    lacking: dict[str, list[str]] = {}
    for one in scores:
        for judge, mark in _stage_of(one, stage).judges.items():
            if mark.value is None and mark.state != "recused":
                lacking.setdefault(judge, []).append(one.id)
    if lacking:
        judge = min(lacking)
        raise Invalid("marks-incomplete", judge=judge, entries=sorted(lacking[judge]))
    return judge_totals(scores, stage)


def _first(rule: TallyRule, scores: Sequence[EntryScore]) -> Comparison:
    stage = rule.steps()[0].id
    if rule.rank.by == "borda":
        return by_exact("borda", borda(place_marks(scores, stage)).__getitem__)
    if rule.rank.by == "majority":
        return majority(place_marks(scores, stage))
    if rule.rank.before_rounding:
        exact = {one.id: one.exact for one in scores if one.exact is not None}
        return by_exact("exact", exact.__getitem__, margin=rule.rank.margin)
    final = {one.id: one.score for one in scores if one.score is not None}
    return by_exact("score", final.__getitem__, margin=rule.rank.margin)


class _Case:
    """Makes one link of the chain into a comparison of these entries."""

    def __init__(
        self, rule: TallyRule, tie: TieRule, scores: Sequence[EntryScore], entries: Mapping[str, EntryMarks]
    ) -> None:
        self.rule, self.tie, self.scores, self.entries = rule, tie, scores, entries
        self.of = str(tie.of)
        self.code = link_code(tie)
        named = (one.stage for one in rule.panel.criteria if tie.of in (one.id, one.section) and one.stage)
        first = next(named, rule.steps()[0].id)
        self.stage = first if tie.at is None else tie.at
        """The stage whose marks are compared."""
        self.criteria = rule.panel.criteria_at(self.stage)
        self.by_id = {one.id: one for one in scores}

    def totals(self) -> Marks:
        """Judge → entry → total, of all entries."""
        return judge_totals(self.scores, self.stage)

    def given(self, entry: str) -> list[Decimal]:
        """The judges' totals of one entry."""
        judges = _stage_of(self.by_id[entry], self.stage).judges.values()
        return [mark.value for mark in judges if mark.value is not None]


def _criterion(case: _Case) -> Comparison:
    """The panel's score on one criterion, with the same dropping as everywhere."""
    rules = [one for one in case.criteria if one.id == case.of]
    return by_exact(case.code, lambda entry: _of_criteria(case, entry, rules))


def _section(case: _Case) -> Comparison:
    """The weighted sum of a section's criteria, with the points that belong to it."""
    rules = [one for one in case.criteria if one.section == case.of]
    signs = {one.id: 1 if one.kind == "add" else -1 for one in case.rule.points if one.section == case.of}

    def value(entry: str) -> Number:
        given = case.entries[entry].points
        points = sum((sign * given.get(name, Decimal(0)) for name, sign in signs.items()), Decimal(0))
        return Fraction(_of_criteria(case, entry, rules)) + Fraction(points)

    return by_exact(case.code, value)


def _of_criteria(case: _Case, entry: str, rules: Sequence[Criterion]) -> Number:
    """The panel's score on some criteria: their panel scores by weight, or its judges' marks on them combined."""
    rule, found = case.rule, _stage_of(case.by_id[entry], case.stage)
    if rule.panel.combining.over == "criteria":
        step, value = rule.panel.rounding.weighted, Fraction(0)
        for one in rules:
            if one.id in found.criteria:
                weighted = Fraction(found.criteria[one.id]) * Fraction(one.factor)
                value += Fraction(rounded(weighted, step.digits, step.mode)) if step else weighted
        return value
    if len(rules) == len(case.criteria) and not rule.panel.rounding.judge:
        return found.panel or Fraction(0)  # the whole of what the panel gave
    given = case.entries[entry].marks.get(case.stage, {})
    judges = [judge for judge, total in found.judges.items() if total.value is not None]
    marks = [Mark(judge, _on(rule.panel, rules, given, judge)) for judge in judges]
    return combine_exact(marks, rule.panel.combining, explain=False).exact or Fraction(0)


def _on(
    panel: PanelRule, criteria: Sequence[Criterion], given: Mapping[str, Mapping[str, Mark]], judge: str
) -> Decimal:
    """A judge's total on some criteria, each mark counted, weighted and rounded as in the score; a criterion that is
    not judged adds nothing.  ``rounding.judge`` is of a judge's whole total and not applied to a part of it."""
    marks = [given.get(one.id, {}).get(judge) or Mark(judge, None, "missing") for one in criteria]
    counted = [worth(mark, panel.combining) for mark in marks]
    total = added(weighted_marks(panel, criteria, counted))
    return total if isinstance(total, Decimal) else rounded(total, ENDLESS_PLACES)


def _stage(case: _Case) -> Comparison:
    return by_exact(case.code, lambda entry: _stage_of(case.by_id[entry], case.of).score or Decimal(0))


def _points(case: _Case) -> Comparison:
    """More of added points is better, less of deducted ones; lots by number, and entries without one last."""
    kind = points_of(case.rule, case.of).kind
    none = Decimal(10**9) if kind == "order" else Decimal(0)
    return by_exact(
        case.code, lambda entry: case.entries[entry].points.get(case.of, none), high_first=kind in ("add", "times")
    )


def _first_places(case: _Case) -> Comparison:
    """How many judges put the entry first of all in its group (a shared first place counts)."""
    best = cache(lambda: {judge: max(given.values()) for judge, given in case.totals().items()})

    def count(entry: str) -> Number:
        judges = _stage_of(case.by_id[entry], case.stage).judges
        return Decimal(sum(judges[judge].value == most for judge, most in best().items()))

    return by_exact(case.code, count)


def _borda(case: _Case) -> Comparison:
    """Made when a tie needs it, since it asks for marks that a result without a tie may lack."""
    points = cache(lambda: borda(place_marks(case.scores, case.stage)))
    return by_exact(case.code, lambda entry: points()[entry])


def _majority(case: _Case) -> Comparison:
    """Made when a tie needs it, as for Borda points."""
    found = cache(lambda: majority(place_marks(case.scores, case.stage)))
    return Comparison(
        case.code,
        lambda group: found().split(group),
        lambda above, below: found().explain(above, below),
    )


def _all_marks(case: _Case) -> Comparison:
    """The mean of all judges' totals, nothing dropped."""
    return by_exact(case.code, lambda entry: mean(case.given(entry)) if case.given(entry) else Decimal(0))


def _highest(case: _Case) -> Comparison:
    return by_exact(case.code, lambda entry: max(case.given(entry), default=Decimal(0)))


def _lowest(case: _Case) -> Comparison:
    return by_exact(case.code, lambda entry: min(case.given(entry), default=Decimal(0)))


def _stage_of(score: EntryScore, stage: str) -> StageScore:
    return next(one for one in score.stages if one.stage == stage)


LINKS: Mapping[str, Callable[[_Case], Comparison]] = {
    "criterion": _criterion,
    "section": _section,
    "stage": _stage,
    "points": _points,
    "first_places": _first_places,
    "borda": _borda,
    "majority": _majority,
    "all_marks": _all_marks,
    "highest": _highest,
    "lowest": _lowest,
}
