"""One entry's score by a rule, stage by stage, exact, with every step of the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.codec import decimal_text
from scoring.engine.panel.combine import PanelScore, combine_exact
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.rule import Criterion
from scoring.engine.panel.steps import Step
from scoring.engine.panel.totals import judge_total, rounding_fields, total_steps
from scoring.engine.rounding import Rounding, exact_text, rounded
from scoring.engine.tally.mark_table import EntryMarks
from scoring.engine.tally.rule import PanelStage, PointsRule, TallyRule

Status = Literal["scored", "waiting", "too_few", "not_in_stage"]
Number = Decimal | Fraction


@dataclass(slots=True)
class StageScore:
    """The score of one entry in one stage.  ``score`` is None unless ``status`` is scored.

    ``judges``: each judge's weighted total as a mark · ``criteria``: the panel's score on each criterion (only if the
    rule drops marks by criterion) · ``waits``: judge → what the score waits for.
    """

    stage: str
    status: Status
    score: Number | None = None
    judges: dict[str, Mark] = field(default_factory=dict)
    criteria: dict[str, Number] = field(default_factory=dict)
    waits: dict[str, MarkState] = field(default_factory=dict)


@dataclass(slots=True)
class EntryScore:
    """An entry's stages and its final score, None unless every stage is scored."""

    id: str
    group: str
    status: Status
    stages: tuple[StageScore, ...]
    score: Decimal | None
    steps: tuple[Step, ...] = ()


class Scorer:
    """Scores entries by one rule; ``explain`` collects the steps (and takes longer)."""

    def __init__(self, rule: TallyRule, *, explain: bool = False) -> None:
        self.rule = rule
        self.explain = explain
        self.rounding = rule.panel.rounding
        self.criteria = {stage.id: rule.panel.criteria_at(stage.id) for stage in rule.steps()}
        self.steps: list[Step] = []

    def entry(self, entry: EntryMarks, panels: Mapping[tuple[str, str], Sequence[str]]) -> EntryScore:
        """The score of one entry, given the panel of each (stage, group)."""
        self.steps = []
        scores = []
        for stage in self.rule.steps():
            panel = panels.get((stage.id, entry.group), ())
            scores.append(self._stage(stage, entry, panel))
        bad = next((one.status for one in scores if one.status != "scored"), None)
        final = None if bad else self._final(entry, scores)
        return EntryScore(entry.id, entry.group, bad or "scored", tuple(scores), final, tuple(self.steps))

    def _stage(self, stage: PanelStage, entry: EntryMarks, panel: Sequence[str]) -> StageScore:
        marks = entry.marks.get(stage.id)
        if not marks:
            self._step(stage.id, "", "not_in_stage")
            return StageScore(stage.id, "not_in_stage")
        criteria = tuple(one for one in self.criteria[stage.id] if not one.optional or marks.get(one.id))
        result = StageScore(stage.id, "scored")
        result.judges = {judge: self._judge_total(stage.id, judge, criteria, marks) for judge in panel}
        if self.rule.panel.combining.over == "totals":
            value = self._panel(result, "", list(result.judges.values()))
        else:
            value = self._by_criteria(result, criteria, marks, panel)
        if value is None:
            return result
        value = self._points(stage.id, entry, value)
        result.score = self._round(stage.id, "", value, self.rounding.entry)
        return result

    def _judge_total(
        self, stage: str, judge: str, criteria: Sequence[Criterion], marks: Mapping[str, Mapping[str, Mark]]
    ) -> Mark:
        """One judge's total, with its steps if the score is made from the totals."""
        own = {criterion: given[judge] for criterion, given in marks.items() if judge in given}
        if self.explain and self.rule.panel.combining.over == "totals":
            self._add(total_steps(self.rule.panel, judge, own, criteria), stage=stage)
        return judge_total(self.rule.panel, judge, own, criteria)

    def _by_criteria(
        self,
        result: StageScore,
        criteria: Sequence[Criterion],
        marks: Mapping[str, Mapping[str, Mark]],
        panel: Sequence[str],
    ) -> Number | None:
        """Every criterion's panel score by its weight, added."""
        value: Number = Decimal(0)
        worths = []
        for one in criteria:
            given = marks.get(one.id, {})
            score = self._panel(result, one.id, [given.get(j) or Mark(j, None, "missing") for j in panel])
            if score is None:
                continue
            score = self._round(result.stage, one.id, score, self.rounding.criterion)
            result.criteria[one.id] = score
            worth = score * one.weight if isinstance(score, Decimal) else score * Fraction(one.weight)
            if one.weight != 1 or self.rounding.weighted:
                self._step(
                    result.stage,
                    one.id,
                    "weighted",
                    score=exact_text(score),
                    weight=decimal_text(one.weight),
                    worth=exact_text(worth),
                )
            worth = self._round(result.stage, one.id, worth, self.rounding.weighted)
            worths.append(worth)
            value = _plus(value, worth)
        if result.status != "scored":
            return None
        if len(worths) > 1:
            self._step(result.stage, "", "added", terms=_sum(worths), total=exact_text(value))
        return value

    def _panel(self, result: StageScore, of: str, marks: Sequence[Mark]) -> Number | None:
        """The panel's score from its marks; None with the reason noted in ``result``."""
        score = combine_exact(marks, self.rule.panel.combining, explain=self.explain)
        self._add(score.steps, stage=result.stage, of=of)
        if score.exact is None:
            _note(result, score)
        return score.exact

    def _points(self, stage: str, entry: EntryMarks, value: Number) -> Number:
        """The bonus and the deductions of a stage; ``""`` for those of the final score."""
        for one in self.rule.points:
            points = entry.points.get(one.id, Decimal(0))
            if one.kind == "order" or (one.stage or "") != stage or not points:
                continue
            after = _plus(value, points if one.kind == "add" else -points)
            code = "bonus" if one.kind == "add" else "deduction"
            self._step(
                stage, one.id, code, before=exact_text(value), points=decimal_text(points), after=exact_text(after)
            )
            value = after
        return value

    def _final(self, entry: EntryMarks, scores: Sequence[StageScore]) -> Decimal:
        value: Number = Decimal(0)
        worths = []
        for stage, one in zip(self.rule.steps(), scores, strict=True):
            assert one.score is not None
            worth = one.score * stage.weight if isinstance(one.score, Decimal) else one.score * Fraction(stage.weight)
            if stage.weight != 1 or self.rounding.stage:
                self._step(
                    stage.id,
                    "",
                    "staged",
                    score=exact_text(one.score),
                    weight=decimal_text(stage.weight),
                    worth=exact_text(worth),
                )
            worth = self._round(stage.id, "", worth, self.rounding.stage)
            worths.append(worth)
            value = _plus(value, worth)
        if len(worths) > 1:
            self._step("", "", "added", terms=_sum(worths), total=exact_text(value))
        if self.rule.stages:
            value = self._points("", entry, value)
        final = self.rounding.final
        result = rounded(value, final.digits, final.mode)
        self._step("", "", "final", before=exact_text(value), after=format(result, "f"), **rounding_fields(final))
        return result

    def _round(self, stage: str, of: str, value: Number, step: Rounding | None) -> Number:
        if step is None:
            return value
        result = rounded(value, step.digits, step.mode)
        self._step(stage, of, "round", before=exact_text(value), after=format(result, "f"), **rounding_fields(step))
        return result

    def _step(self, stage: str, of: str, code: str, **fields: str) -> None:
        if self.explain:
            self.steps.append(Step(code, fields, of, stage))

    def _add(self, steps: Sequence[Step], *, stage: str, of: str | None = None) -> None:
        """The steps of the panel's own arithmetic, added to the steps of the entry."""
        self.steps += [Step(one.code, one.fields, one.of if of is None else of, stage) for one in steps]


def points_of(rule: TallyRule, point_id: str) -> PointsRule:
    """The points of this id; the rule has them."""
    return next(one for one in rule.points if one.id == point_id)


def _note(result: StageScore, score: PanelScore) -> None:
    result.waits |= {mark.judge: mark.state for mark in score.waiting}
    if result.status != "waiting":
        result.status = "waiting" if score.waiting else "too_few"


def _plus(one: Number, other: Number) -> Number:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one + other
    return Fraction(one) + Fraction(other)


def _sum(values: Sequence[Number]) -> str:
    return " + ".join(exact_text(value) for value in values)
