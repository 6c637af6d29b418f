"""A judge's own part of a review: what it has to mark, and how far it is."""

from __future__ import annotations

from functools import partial

from scoreboard.presenters.panel.marks import criteria_part, own_requests, own_sheet
from scoreboard.presenters.remembered import Remembered
from scoreboard.presenters.review.parts import ReviewJudgeMe, ReviewMarkedPart
from scoreboard.presenters.review.rules import stage_rule
from scoring.engine.panel.rule import PanelRule
from scoring.engine.review.state import ReviewState, Subject

_MARKED: Remembered[ReviewMarkedPart] = Remembered()


def judge_me(state: ReviewState, ticket: str) -> ReviewJudgeMe:
    """From the concealed state."""
    stages = {_key(one): (one.award, one.stage) for one in state.subjects.values()}
    rules = {key: stage_rule(state, *stage) for key, stage in stages.items()}
    return {
        "ticket": ticket,
        "pledged": ticket in state.pledges,
        "criteria": {key: criteria_part(rule) for key, rule in rules.items()},
        "marked": [
            _MARKED.of(
                (ticket, one.no),
                (one, state.nominations[one.nomination], state.campaign),
                partial(_marked, state, one, rules[_key(one)], ticket),
            )
            for one in state.subjects.values()
        ],
    }


def _key(subject: Subject) -> str:
    return f"{subject.award}/{subject.stage}"


def _marked(state: ReviewState, subject: Subject, rule: PanelRule, ticket: str) -> ReviewMarkedPart:
    award, stage = state.award(subject.award), state.stage(subject.stage)
    nomination = state.nominations[subject.nomination]
    assert award is not None
    assert stage is not None
    return {
        "item": subject.no,
        "criteria": _key(subject),
        "stage": stage.id,
        "stage_name": stage.name,
        "award": award.id,
        "award_name": award.name,
        "nomination": nomination.no,
        "name": nomination.nominee,
        "unit": "" if subject.sitting.recused(ticket) else nomination.unit_name,
        "version": nomination.form.version,
        "locked": subject.sitting.locked is not None,
        "voided": nomination.over and nomination.status != "removed",  # by an objection, of which no judge is told
        "sheet": own_sheet(subject.sitting, rule, ticket),
        "requests": own_requests(subject.sitting, rule, ticket),
    }
