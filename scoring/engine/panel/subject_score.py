"""What a panel gives one subject by its rule: over the judges' totals or over the criteria, with each rounding on the
way.  The lock of a panel and a tally both use it."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from scoring.engine.panel.combine import PanelScore, combine_exact
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import Criterion, PanelRule
from scoring.engine.panel.steps import Step
from scoring.engine.panel.totals import round_step, total_steps, totals_of
from scoring.engine.rounding import Number, Rounding, added, exact_text, rounded, times


class SubjectScore(NamedTuple):
    """What a panel gives one subject, before the rounding of the entry.

    ``value``: None while it waits or if too few marks count · ``judges``: each judge's weighted total as a mark ·
    ``criteria``: the panel's score on each criterion (only if the rule combines over criteria) · ``panels``: what was
    done with the marks, over totals one value, over criteria one each.
    """

    value: Number | None
    judges: Mapping[str, Mark]
    criteria: Mapping[str, Number]
    panels: tuple[PanelScore, ...]
    steps: tuple[Step, ...] = ()

    @property
    def waiting(self) -> dict[str, Mark]:
        """Judge → a mark that the score waits for."""
        return {mark.judge: mark for one in self.panels for mark in one.waiting}


def subject_score(
    rule: PanelRule,
    marks: Mapping[str, Mapping[str, Mark]],
    judges: Sequence[str],
    criteria: Sequence[Criterion] | None = None,
    *,
    explain: bool = True,
    known: MutableMapping[str, Mark] | None = None,
) -> SubjectScore:
    """The score of one subject from its marks: criterion → judge → mark, of the ``judges`` on its panel.

    ``criteria``: those that are judged, else all of the rule.  Without ``explain`` there are no steps.
    ``known``: judges' totals of these very marks and criteria; those that it lacks are put into it.
    Raises ``Invalid("drops-everything")``.
    """
    judged = rule.criteria if criteria is None else criteria
    if known is None:
        totals = totals_of(rule, judges, marks, judged)
    else:
        known.update(totals_of(rule, [one for one in judges if one not in known], marks, judged))
        totals = {judge: known[judge] for judge in judges}
    if rule.combining.over == "criteria":
        return _over_criteria(rule, marks, totals, judged, explain=explain)
    steps: list[Step] = []
    for judge in judges if explain else ():
        own = {one: given[judge] for one, given in marks.items() if judge in given}
        steps += total_steps(rule, judge, own, judged)
    panel = combine_exact(list(totals.values()), rule.combining, explain=explain)
    return SubjectScore(panel.exact, totals, {}, (panel,), (*steps, *panel.steps))


def _over_criteria(
    rule: PanelRule,
    marks: Mapping[str, Mapping[str, Mark]],
    totals: Mapping[str, Mark],
    criteria: Sequence[Criterion],
    *,
    explain: bool,
) -> SubjectScore:
    """Every criterion's panel score by its weight, added."""
    panels, scores, worths = [], {}, []
    steps: list[Step] = []
    for one in criteria:
        given = marks.get(one.id, {})
        of_panel = [given.get(judge) or Mark(judge, None, "missing") for judge in totals]
        panel = combine_exact(of_panel, rule.combining, explain=explain)
        panels.append(panel)
        steps += [replace(step, of=one.id) for step in panel.steps]
        if panel.exact is None:
            continue
        score = _round(steps, one.id, panel.exact, rule.rounding.criterion)
        scores[one.id] = score
        worth = times(score, one.factor)
        if one.factor != 1 or rule.rounding.weighted:
            fields = {"score": exact_text(score), "weight": exact_text(one.factor), "worth": exact_text(worth)}
            steps.append(Step("weighted", fields, one.id))
        worths.append(_round(steps, one.id, worth, rule.rounding.weighted))
    value = added(worths) if len(worths) == len(panels) else None
    if value is not None and len(worths) > 1:
        steps.append(added_step(worths))
    return SubjectScore(value, totals, scores, tuple(panels), tuple(steps) if explain else ())


def _round(steps: list[Step], of: str, value: Number, rounding: Rounding | None) -> Number:
    if rounding is None:
        return value
    steps.append(round_step(value, rounding, of))
    return rounded(value, rounding.digits, rounding.mode)


def added_step(values: Sequence[Number]) -> Step:
    """The step that adds these values."""
    terms = " + ".join(exact_text(value) for value in values)
    return Step("added", {"terms": terms, "total": exact_text(added(values))})
