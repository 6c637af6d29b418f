"""What the chair's pages of forms show: one subject with its sheets, one stage with its ranking.

Both are built from the chair's concealed state, so that no mark is shown before the lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from typing_extensions import TypedDict

from scoreboard.presenters.panel.mark_parts import PanelPart
from scoreboard.presenters.panel.marks import sitting_part
from scoreboard.presenters.review.chair import walls_part
from scoreboard.presenters.review.conceal import for_chair
from scoreboard.presenters.review.parts import WallPart
from scoreboard.presenters.review.rules import stage_rule
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.errors import Refused
from scoring.engine.panel.decide import waits_for_all
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.result import totals
from scoring.engine.review.ranking import Proposal, award_tally, shortlist_proposal, subjects_of
from scoring.engine.review.state import Judging, ReviewState, Shortlist
from scoring.engine.second_person import own_part
from scoring.engine.tally.tally import Result
from scoring.usecases.review.what_if import Move, moves_if_accepted


class MovePart(TypedDict):
    """A nomination that would move, and who put it forward; "" for no score or no rank."""

    name: str
    unit: str
    before: str
    after: str
    rank_before: str
    rank_after: str


class SubjectPagePart(TypedDict):
    """A subject's page.  ``moves``: by the number of each sheet that waits after the lock · ``mine``: the sheets that
    this seat itself gave, which somebody else decides."""

    item: int
    nomination: int
    name: str
    unit: str
    stage: str
    stage_name: str
    award: str
    award_name: str
    locked: bool
    panel: PanelPart
    marks: dict[str, dict[str, str]]
    moves: dict[int, list[MovePart]]
    mine: list[int]


class RankedPart(TypedDict):
    """A line of the ranking.  ``judges``: what each judge gave in this stage, in the order of the wall, a number or the
    word for none · ``proposed``: in by the rule, level on the line, or out; ``place``: its place on the list
    that is fixed or, before, that the rule proposes, 0 for none."""

    nomination: int
    name: str
    unit: str
    rank: str
    tied: bool
    score: str
    stages: list[str]
    judges: list[str]
    proposed: str
    place: int


class StagePagePart(TypedDict):
    """A stage's page.  ``missing``: judges with sheets that are not there, and how many · ``waits``: the rule waits for
    every judge, and the lock cannot go on without one · ``fewest``: so many marks must count · ``sure``: the shortlist
    can be fixed here · ``room``: places for those who are level on the line · ``order``: name and unit of each on the
    shortlist that was fixed, and of who came in since; ``gone`` and ``came`` say so · ``fixed``: that shortlist."""

    wall: WallPart
    minutes: str
    missing: list[tuple[str, int]]
    waiting: int
    waits: bool
    fewest: int
    stages: list[str]
    ranking: list[RankedPart]
    sure: bool
    tied: bool
    room: int
    places: int
    order: list[tuple[str, str, Literal["", "gone", "came"]]]
    fixed: Shortlist | None
    shortlist_seen: int


def subject_part(state: ReviewState, no: int, actor: str, device: str, say: Say) -> SubjectPagePart:
    """The page of a subject for the person ``actor`` at ``device``."""
    known = for_chair(state)
    subject = known.subjects[no]
    award, stage = known.award(subject.award), known.stage(subject.stage)
    assert award is not None
    assert stage is not None
    nomination = known.nominations[subject.nomination]
    panel = sitting_part(
        subject.sitting, stage_rule(known, award.id, subject.stage), nomination.nominee, say, desk=True, own=""
    )
    return {
        "item": no,
        "nomination": nomination.no,
        "name": nomination.nominee,
        "unit": nomination.unit_name,
        "stage": stage.id,
        "stage_name": stage.name,
        "award": award.id,
        "award_name": award.name,
        "locked": subject.sitting.locked is not None,
        "panel": panel,
        "marks": {sheet["judge"]: sheet["marks"] for sheet in panel.get("sheets", [])},
        "moves": {seq: _moves(known, no, seq) for seq in subject.sitting.waiting},
        "mine": [
            seq for seq, sheet in subject.sitting.waiting.items() if own_part([(sheet.by, sheet.device)], actor, device)
        ],
    }


def _moves(state: ReviewState, no: int, sheet: int) -> list[MovePart]:
    try:
        return [_move(state, move) for move in moves_if_accepted(state, no, sheet)]
    except Refused:  # it can only be turned down any more: a notice stands, or the nomination is over
        return []


def _move(state: ReviewState, move: Move) -> MovePart:
    nomination = state.nominations[move.nomination]
    return {
        "name": nomination.nominee,
        "unit": nomination.unit_name,
        "before": _text(move.score[0]),
        "after": _text(move.score[1]),
        "rank_before": str(move.rank[0] or ""),
        "rank_after": str(move.rank[1] or ""),
    }


def stage_part(state: ReviewState, stage_id: str, award_id: str, say: Say) -> StagePagePart:
    """The page of a stage of an award."""
    known = for_chair(state)
    judging, award = known.judgings[stage_id, award_id], known.award(award_id)
    assert award is not None
    wall = next(one for one in walls_part(known, say) if (one["stage"], one["award"]) == (stage_id, award_id))
    rule = stage_rule(known, award.id, stage_id)
    last = known.judging_of(award_id)[-1].stage == stage_id
    proposal = shortlist_proposal(known, award) if last and judging.locked is not None else None
    fixed = known.shortlists.get(award_id)
    return {
        "wall": wall,
        "minutes": judging.minutes,
        "missing": [(one["label"], one["missing"]) for one in wall["judges"] if one["missing"]],
        "waiting": sum(one["waiting"] for one in wall["subjects"]),
        "waits": waits_for_all(rule),
        "fewest": rule.combining.fewest,
        "stages": [one.name for one in known.rules.mark_stages()] if len(known.rules.mark_stages()) > 1 else [],
        "ranking": _ranking(known, judging, proposal, say, fixed) if judging.locked is not None else [],
        "sure": proposal is not None and not known.notices_of(award_id),
        "tied": proposal is not None and bool(proposal.tied),
        "room": proposal.room if proposal else 0,
        "places": award.shortlist or award.places,
        "shortlist_seen": fixed.seq if fixed else 0,
        "order": _order(known, fixed) if fixed else [],
        "fixed": fixed,
    }


def _order(state: ReviewState, fixed: Shortlist) -> list[tuple[str, str, Literal["", "gone", "came"]]]:
    found: list[tuple[str, str, Literal["", "gone", "came"]]] = []
    for no in (*fixed.order, *fixed.fills):
        one = state.nominations[no]
        found.append((one.nominee, one.unit_name, "gone" if one.over else "came" if no in fixed.fills else ""))
    return found


def _ranking(
    state: ReviewState, judging: Judging, proposal: Proposal | None, say: Say, fixed: Shortlist | None
) -> list[RankedPart]:
    result = award_tally(state, judging.award, judging.stage)
    assert result is not None
    rule = stage_rule(state, judging.award, judging.stage)
    order = fixed.order if fixed else proposal.order if proposal else ()
    given = {
        one.nomination: {mark.judge: mark for mark in totals(one.sitting, rule)} for one in subjects_of(state, judging)
    }
    return [
        _line(
            state,
            line,
            [_given(given[int(line.entry)].get(judge.id), say) for judge in judging.judges],
            proposal,
            order,
        )
        for line in result.results
    ]


def _given(mark: Mark | None, say: Say) -> str:
    """A judge's total, or why there is none; "–" where the subject was not given to the judge."""
    if mark is None:
        return "–"
    return say(f"display.marks.{mark.state}") if mark.value is None else decimal_text(mark.value)


def _line(
    state: ReviewState, line: Result, judges: list[str], proposal: Proposal | None, order: Sequence[int]
) -> RankedPart:
    nomination = state.nominations[int(line.entry)]
    return {
        "nomination": nomination.no,
        "name": nomination.nominee,
        "unit": nomination.unit_name,
        "rank": str(line.rank or ""),
        "tied": line.tied,
        "score": _text(line.score.score),
        "stages": [_text(one.score) for one in line.score.stages],
        "judges": judges,
        "proposed": _proposed(nomination.no, proposal),
        "place": order.index(nomination.no) + 1 if nomination.no in order else 0,
    }


def _proposed(no: int, proposal: Proposal | None) -> str:
    if proposal is None:
        return ""
    return "in" if no in proposal.order else "tied" if no in proposal.tied else "out"


def _text(value: Decimal | Fraction | None) -> str:
    """A score; one that is no decimal, because the rule rounds only at the end, with four digits."""
    if isinstance(value, Fraction):
        value = (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.0001"))
    return "" if value is None else decimal_text(value)
