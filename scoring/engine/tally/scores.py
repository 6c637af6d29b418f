"""One entry's score by a rule, stage by stage, exact, with every step of the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import decimal_text
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.steps import Step
from scoring.engine.panel.subject_score import added, added_step, subject_score, times
from scoring.engine.panel.totals import round_step, rounding_fields
from scoring.engine.rounding import Number, Rounding, exact_text, rounded
from scoring.engine.tally.mark_table import EntryMarks
from scoring.engine.tally.rule import PanelStage, PointsRule, TallyRule

Status = Literal["scored", "waiting", "too_few", "not_in_stage"]


@dataclass(slots=True)
class StageScore:
    """The score of one entry in one stage.  ``score`` is None unless ``status`` is scored.

    ``judges``: each judge's weighted total as a mark · ``criteria``: the panel's score on each criterion (only if the
    rule drops marks by criterion) · ``waits``: judge → what the score waits for.
    """

    stage: str
    status: Status
    score: Number | None = None
    judges: Mapping[str, Mark] = field(default_factory=dict)
    criteria: Mapping[str, Number] = field(default_factory=dict)
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
        found = subject_score(self.rule.panel, marks, panel, criteria, explain=self.explain)
        self.steps += [replace(step, stage=stage.id) for step in found.steps]
        result = StageScore(stage.id, "scored", None, found.judges, found.criteria)
        if found.value is None:
            result.waits = {judge: mark.state for judge, mark in found.waiting.items()}
            result.status = "waiting" if result.waits else "too_few"
            return result
        value = self._points(stage.id, entry, found.value)
        result.score = self._round(stage.id, value, self.rounding.entry)
        return result

    def _points(self, stage: str, entry: EntryMarks, value: Number) -> Number:
        """The bonus and the deductions of a stage; ``""`` for those of the final score."""
        for one in self.rule.points:
            points = entry.points.get(one.id, Decimal(0))
            if one.kind == "order" or (one.stage or "") != stage or not points:
                continue
            after = added([value, points if one.kind == "add" else -points])
            code = "bonus" if one.kind == "add" else "deduction"
            self._step(
                stage, one.id, code, before=exact_text(value), points=decimal_text(points), after=exact_text(after)
            )
            value = after
        return value

    def _final(self, entry: EntryMarks, scores: Sequence[StageScore]) -> Decimal:
        worths = []
        for stage, one in zip(self.rule.steps(), scores, strict=True):
            assert one.score is not None
            worth = times(one.score, stage.weight)
            if stage.weight != 1 or self.rounding.stage:
                self._step(
                    stage.id,
                    "",
                    "staged",
                    score=exact_text(one.score),
                    weight=decimal_text(stage.weight),
                    worth=exact_text(worth),
                )
            worths.append(self._round(stage.id, worth, self.rounding.stage))
        value = added(worths)
        if len(worths) > 1 and self.explain:
            self.steps.append(added_step(worths))
        if self.rule.stages:
            value = self._points("", entry, value)
        final = self.rounding.final
        result = rounded(value, final.digits, final.mode)
        self._step("", "", "final", before=exact_text(value), after=format(result, "f"), **rounding_fields(final))
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
