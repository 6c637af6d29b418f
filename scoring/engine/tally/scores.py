"""One entry's score by a rule, stage by stage, exact, with every step of the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.codec import decimal_text
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.steps import Step
from scoring.engine.panel.subject_score import added_step, subject_score
from scoring.engine.panel.totals import round_step, rounding_fields
from scoring.engine.rounding import Number, Rounding, added, exact_text, rounded, times
from scoring.engine.tally.mark_table import EntryMarks
from scoring.engine.tally.rule import PanelStage, PointsRule, TallyRule

Status = Literal["scored", "waiting", "too_few", "not_in_stage"]


@dataclass(slots=True)
class StageScore:
    """The score of one entry in one stage.  ``score`` is None unless ``status`` is scored.

    ``judges``: each judge's weighted total as a mark · ``criteria``: the panel's score on each criterion (only if the
    rule drops marks by criterion) · ``waits``: judge → what the score waits for · ``panel``: what the panel gives,
    before points and roundings of the entry.
    """

    stage: str
    status: Status
    score: Number | None = None
    judges: Mapping[str, Mark] = field(default_factory=dict)
    criteria: Mapping[str, Number] = field(default_factory=dict)
    waits: dict[str, MarkState] = field(default_factory=dict)
    panel: Number | None = None


@dataclass(slots=True)
class EntryScore:
    """An entry's stages and its final score, None unless every stage is scored, or enough runs where the best count.

    ``exact`` is the final score before its rounding.
    """

    id: str
    group: str
    status: Status
    stages: tuple[StageScore, ...]
    score: Decimal | None
    steps: tuple[Step, ...] = ()
    exact: Number | None = None


KnownTotals = dict[tuple[str, str], dict[str, Mark]]
"""Judges' totals by stage and entry, then by judge."""


class Scorer:
    """Scores entries by one rule; ``explain`` collects the steps (and takes longer)."""

    def __init__(self, rule: TallyRule, *, explain: bool = False, known: KnownTotals | None = None) -> None:
        self.rule = rule
        self.known = known
        self.explain = explain
        self.rounding = rule.panel.rounding
        self.stages = rule.steps()
        self.criteria = {stage.id: rule.panel.criteria_at(stage.id) for stage in self.stages}
        self.optional = any(one.optional for one in rule.panel.criteria)
        self.factors = [one for one in rule.points if one.kind == "times"]
        self.steps: list[Step] = []

    def entry(self, entry: EntryMarks, panels: Mapping[tuple[str, str], Sequence[str]]) -> EntryScore:
        """The score of one entry, given the panel of each (stage, group)."""
        self.steps = []
        scores = []
        for stage in self.stages:
            panel = panels.get((stage.id, entry.group), ())
            scores.append(self._stage(stage, entry, panel))
        bad = self._without_score(scores) or self._without_factor(entry, scores)
        exact = None if bad else self._total(entry, scores)
        final = None if exact is None else self._published(exact)
        return EntryScore(entry.id, entry.group, bad or "scored", tuple(scores), final, tuple(self.steps), exact)

    def _without_score(self, scores: Sequence[StageScore]) -> Status | None:
        """Why there is no final score yet; where the best runs count, the others may lack, but none may wait."""
        bad = [one.status for one in scores if one.status != "scored"]
        if not bad:
            return None
        best = self.rule.total.best
        if best and "waiting" not in bad and len(scores) - len(bad) >= best:
            return None
        return "waiting" if best and "waiting" in bad else next(iter(bad), None)

    def _without_factor(self, entry: EntryMarks, scores: Sequence[StageScore]) -> Status | None:
        """A factor of the final score that has not come is waited for."""
        lacks = self._lacking("", entry) if self.rule.stages else []
        if not lacks:
            return None
        scores[-1].waits.update(dict.fromkeys(lacks, "missing"))
        return "waiting"

    def _lacking(self, stage: str, entry: EntryMarks) -> list[str]:
        """The factors of a stage that the entry has not."""
        return [one.id for one in self.factors if (one.stage or "") == stage and one.id not in entry.points]

    def _stage(self, stage: PanelStage, entry: EntryMarks, panel: Sequence[str]) -> StageScore:
        marks = entry.marks.get(stage.id)
        if not marks:
            self._step(stage.id, "", "not_in_stage")
            return StageScore(stage.id, "not_in_stage")
        criteria = self.criteria[stage.id]
        if self.optional:
            criteria = tuple(one for one in criteria if not one.optional or marks.get(one.id))
        known = None
        if self.known is not None and not self.optional:  # whether one is judged on it depends on who is there
            known = self.known.setdefault((stage.id, entry.id), {})
        found = subject_score(self.rule.panel, marks, panel, criteria, explain=self.explain, known=known)
        self.steps += [replace(step, stage=stage.id) for step in found.steps]
        result = StageScore(stage.id, "scored", None, found.judges, found.criteria)
        lacks = self._lacking(stage.id, entry)
        if found.value is None or lacks:
            result.waits = {judge: mark.state for judge, mark in found.waiting.items()}
            result.waits |= dict.fromkeys(lacks, "missing")
            result.status = "waiting" if result.waits else "too_few"
            return result
        result.panel = found.value
        value = self._points(stage.id, entry, found.value)
        result.score = self._round(stage.id, value, self.rounding.entry)
        return result

    def _points(self, stage: str, entry: EntryMarks, value: Number) -> Number:
        """The bonus, the deductions and the factors of a stage; ``""`` for those of the final score."""
        for one in self.rule.points:
            points = entry.points.get(one.id, Decimal(0))
            if one.kind == "order" or (one.stage or "") != stage or not (points or one.kind == "times"):
                continue
            if one.kind == "times":
                after, code = times(value, points), "factor"
            else:
                after = added([value, points if one.kind == "add" else -points])
                code = "bonus" if one.kind == "add" else "deduction"
            if self.explain:
                fields = {"before": exact_text(value), "points": decimal_text(points), "after": exact_text(after)}
                self._step(stage, one.id, code, **fields)
            value = after
        return value

    def _total(self, entry: EntryMarks, scores: Sequence[StageScore]) -> Number:
        """The final score before its rounding."""
        worths = []
        for stage, one in self._counting(scores):
            assert one.score is not None
            worth = times(one.score, stage.weight)
            if self.explain and (stage.weight != 1 or self.rounding.stage):
                self._step(
                    stage.id,
                    "",
                    "staged",
                    score=exact_text(one.score),
                    weight=exact_text(stage.weight),
                    worth=exact_text(worth),
                )
            worths.append(self._round(stage.id, worth, self.rounding.stage))
        value = added(worths)
        if len(worths) > 1 and self.explain:
            self.steps.append(added_step(worths))
        if self.rule.stages:
            value = self._points("", entry, value)
        total = self.rule.total
        if total.cap is not None and value > total.cap:
            self._step("", "", "cap", before=exact_text(value), after=decimal_text(total.cap))
            value = total.cap
        if total.floor is not None and value < total.floor:
            self._step("", "", "floor", before=exact_text(value), after=decimal_text(total.floor))
            value = total.floor
        return value

    def _counting(self, scores: Sequence[StageScore]) -> list[tuple[PanelStage, StageScore]]:
        """The stages that count: all of them, or the best runs, of equals the earlier ones."""
        runs = list(zip(self.stages, scores, strict=True))
        best = self.rule.total.best
        if not best:
            return runs
        scored = [(stage, one) for stage, one in runs if one.score is not None]
        kept = sorted(scored, key=lambda run: Fraction(run[1].score or 0), reverse=True)[:best]
        gone = [run for run in scored if run not in kept]
        if gone and self.explain:
            texts = [
                ", ".join(f"{s.name or s.id} {exact_text(one.score or Decimal(0))}" for s, one in some)
                for some in (kept, gone)
            ]
            self._step("", "", "best", count=str(best), kept=texts[0], gone=texts[1])
        return [run for run in runs if run in kept]

    def _published(self, value: Number) -> Decimal:
        final = self.rounding.final
        result = rounded(value, final.digits, final.mode)
        if self.explain:
            fields = {"before": exact_text(value), "after": format(result, "f")} | rounding_fields(final)
            self._step("", "", "final", **fields)
        return result

    def _round(self, stage: str, value: Number, step: Rounding | None) -> Number:
        if step is None:
            return value
        if self.explain:
            self.steps.append(replace(round_step(value, step, ""), stage=stage))
        return rounded(value, step.digits, step.mode)

    def _step(self, stage: str, of: str, code: str, **fields: str) -> None:
        if self.explain:
            self.steps.append(Step(code, fields, of, stage))


def points_of(rule: TallyRule, point_id: str) -> PointsRule:
    """The points of this id; the rule has them."""
    return next(one for one in rule.points if one.id == point_id)
