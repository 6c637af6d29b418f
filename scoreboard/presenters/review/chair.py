"""The chair's wall: judges and subjects of every stage of marks, by how far they are and never by mark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.remembered import Remembered
from scoreboard.presenters.review.parts import CellState, LeftPart, ToOpenPart, WallJudgePart, WallPart, WallSubjectPart
from scoreboard.presenters.say import Say
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.review.campaign import Award, Stage
from scoring.engine.review.chairs import deputies
from scoring.engine.review.ranking import subjects_of
from scoring.engine.review.state import Judging, ReviewState, Subject

_SUBJECTS: Remembered[WallSubjectPart] = Remembered()

ON_ITS_WAY = ("endorsing", "returned", "vetting")


def walls_part(state: ReviewState, say: Say) -> list[WallPart]:
    """Every stage that was opened, award after award; from the concealed state."""
    return [_wall(state, *one, say) for one in _opened(state)]


def to_open_part(state: ReviewState) -> list[ToOpenPart]:
    """The next stage of every award that has something to mark."""
    return [
        {
            "stage": stage.id,
            "stage_name": stage.name,
            "award": award.id,
            "award_name": award.name,
            "nominations": sum(one.status == "accepted" for one in state.of_award(award.id)),
            "unfinished": sum(one.status in ON_ITS_WAY for one in state.of_award(award.id)),
        }
        for award, stage in _next_stages(state)
    ]


def left_part(state: ReviewState, awards: frozenset[str]) -> list[LeftPart]:
    """The awards that a chair does not lead, with who does."""
    return [
        {"award": one.id, "award_name": one.name, "deputies": [deputy.label for deputy in deputies(state, one.id)]}
        for one in (state.rules.awards if awards else ())
        if one.id in awards
    ]


def _next_stages(state: ReviewState) -> Iterator[tuple[Award, Stage]]:
    for award in state.rules.awards:
        opened = state.judging_of(award.id)
        rest = [stage for stage in state.rules.mark_stages() if stage.id not in {one.stage for one in opened}]
        there = any(one.status == "accepted" for one in state.of_award(award.id))
        if rest and there and all(one.locked is not None for one in opened):
            yield award, rest[0]


def _opened(state: ReviewState) -> Iterator[tuple[Award, Stage, Judging]]:
    for award in state.rules.awards:
        for judging in state.judging_of(award.id):
            stage = state.stage(judging.stage)
            assert stage is not None
            yield award, stage, judging


def _wall(state: ReviewState, award: Award, stage: Stage, judging: Judging, say: Say) -> WallPart:
    subjects = [
        _SUBJECTS.of(
            (id(state.campaign), one.no),
            (one, state.nominations[one.nomination], judging.judges),
            partial(_subject, state, one, judging.judges),
        )
        for one in subjects_of(state, judging)
    ]
    there = [one["cells"] for one in subjects if not one["over"]]
    cells = [cell for row in there for cell in row if cell not in ("none", "recused")]
    return {
        "stage": stage.id,
        "stage_name": stage.name,
        "award": award.id,
        "award_name": award.name,
        "locked": judging.locked is not None,
        "judges": [_judge(state, one, [row[at] for row in there], say) for at, one in enumerate(judging.judges)],
        "subjects": subjects,
        "given": sum(cell in ("given", "abstained") for cell in cells),
        "expected": len(cells),
    }


def _judge(state: ReviewState, judge: PanelJudge, column: list[CellState], say: Say) -> WallJudgePart:
    return {
        "judge": judge.id,
        "label": seat_name("judge", judge.label, say),
        "unit": judge.organisation,
        "pledged": judge.id in state.pledges,
        "missing": column.count("missing"),
    }


def _subject(state: ReviewState, subject: Subject, judges: tuple[PanelJudge, ...]) -> WallSubjectPart:
    nomination = state.nominations[subject.nomination]
    return {
        "item": subject.no,
        "nomination": nomination.no,
        "name": nomination.nominee,
        "unit": nomination.unit_name,
        "over": nomination.over,
        "cells": [cell_state(subject.sitting, judge.id) for judge in judges],
        "waiting": len(subject.sitting.waiting),
    }


def cell_state(sitting: Sitting, judge: str) -> CellState:
    """How far one judge is with one subject."""
    if sitting.judge(judge) is None:
        return "none"
    if any(sheet.judge == judge for sheet in sitting.waiting.values()):
        return "waiting"
    sheet = sitting.mark_sheets.get(judge)
    return "missing" if sheet is None else sheet.state
