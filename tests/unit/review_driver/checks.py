"""What is true of a review at every moment, whatever was done."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from scoring.engine.review import notices
from scoring.engine.review.progress import overview, owed, tasks
from scoring.engine.review.ranking import award_tally, listed
from scoring.engine.review.review import fold
from scoring.engine.review.state import ReviewState, Subject
from tests.unit.engine.review.whole_way import noon
from tests.unit.review_driver.offers import offers
from tests.unit.review_driver.office import UNITS, Office
from tests.unit.review_driver.rules import OFFICIAL

ROLES = ("organiser", "unit", "endorser", "office", "clerk", "judge", "chair", "approver", "host", "public")


def lists_are_true(state: ReviewState) -> None:
    """Whoever is on a list was accepted; a published award names people of its list, all of them noticed."""
    for award in state.rules.awards:
        there = listed(state, award.id)
        assert len(set(there)) == len(there)
        assert all(state.nominations[no].status == "accepted" for no in there)
        if award.id in state.published:
            made = state.decided(award.id)
            assert made is not None
            assert set(made.winners) <= set(there)
            assert not notices.to_name(state, award.id) or notices.is_true(state, award.id)
            assert not any(found.award == award.id and found.settled is None for found in state.vacancies)


def nobody_is_entered_twice(state: ReviewState) -> None:
    """One nominee of one unit stands once in an award, or once in all."""
    entered = [
        (one.nominee, one.unit, "" if state.rules.one_award else one.award)
        for one in state.nominations.values()
        if not one.over
    ]
    assert len(set(entered)) == len(entered)


def quotas_hold(state: ReviewState) -> None:
    """No unit has more nominations of an award than its quota."""
    for award in state.rules.awards:
        for unit in (*UNITS, "t"):
            own = [one for one in state.of_award(award.id) if not one.over and one.agreed_by(unit)]
            assert award.quota is None or len(own) <= award.quota


def the_fold_is_the_state(one: Office) -> None:
    """The entries alone give the state."""
    assert fold(one.entries) == one.state


def desks_can_be_drawn(one: Office, random: Random) -> None:
    """What is offered and what waits can be said for everybody."""
    role, at = random.choice(ROLES), noon(one.day)
    organisation = random.choice((*UNITS, "t")) if role in ("unit", "endorser") else ""
    offers(one.state, role, organisation, at, actor="ticket:j1", calendar=OFFICIAL)  # type: ignore[arg-type]
    overview(one.state, at)
    tuple(owed(one.state, [(unit, unit) for unit in UNITS], at))


DONE_BY = {
    "enter": "nomination.submit",
    "correct": "nomination.submit",
    "endorse": "nomination.endorse",
    "vet": "nomination.vet",
    "confirm-paper": "paper.confirm",
    "pledge": "judge.pledge",
    "open-judging": "judging.open",
    "decide-sheet": "mark.decide",
    "fix-shortlist": "shortlist.fix",
    "open-notice": "notice.open",
    "admit-objection": "objection.admit",
    "answer-objection": "objection.close",
    "fill-vacancy": "vacancy.fill",
    "decide": "decision.record",
    "publish": "result.publish",
    "put-forward": "result.put-forward",
}
"""The command with which a task is done, where one command does it."""


def tasks_can_be_done(one: Office) -> None:
    """Whoever is told to do something, and is not late, is offered the command for it."""
    at = noon(one.today)
    for role, organisation in (("unit", "u1"), ("endorser", "t"), ("office", ""), ("chair", ""), ("approver", "")):
        given = (one.state, role, organisation, at)
        kinds = {(offer.kind, offer.award) for offer in offers(*given, actor="ticket:x", calendar=OFFICIAL)}  # type: ignore[arg-type]
        for task in tasks(*given, actor="ticket:x"):  # type: ignore[arg-type]
            kind = DONE_BY.get(task.code)
            if kind is not None and not task.late:
                assert (kind, task.award) in kinds or (kind, "") in kinds, (role, task)


def totals_are_right(state: ReviewState) -> None:
    """Every score is what a second scorer, written from docs/tally.md, makes of the mark sheets."""
    for award in state.rules.awards:
        found = award_tally(state, award.id)
        for line in found.results if found else ():
            assert line.score.score == _score(state, award.id, int(line.entry)), (award.id, line.entry)


def _score(state: ReviewState, award: str, no: int) -> Decimal | None:
    locked = [one for one in state.judging_of(award) if one.locked is not None]
    forced = any(state.subjects[number].sitting.forced for one in locked for number in one.subjects)
    total = Fraction(0)
    for one in locked:
        subject = next((state.subjects[n] for n in one.subjects if state.subjects[n].nomination == no), None)
        value = None if subject is None else _of_panel(state, subject, forced=forced)
        if value is None:
            return None
        weight = next(stage.weight for stage in state.rules.stages if stage.id == one.stage)
        total += value * Fraction(weight)
    exact = Decimal(total.numerator) / Decimal(total.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _of_panel(state: ReviewState, subject: Subject, *, forced: bool) -> Fraction | None:
    panel, award = state.rules.panel, state.award(subject.award)
    assert award is not None
    counted: list[Fraction] = []
    for judge in subject.sitting.judges:
        sheet = subject.sitting.mark_sheets.get(judge.id)
        state_of = "missing" if sheet is None else sheet.state
        if sheet is not None and state_of == "given":
            points = sum(
                (
                    Fraction(sheet.marks[item.id]) * Fraction(item.weight)
                    for item in award.criteria
                    if item.id in sheet.marks
                ),
                Fraction(0),
            )
            counted.append(_two(points))
        elif state_of == "missing" and _late(subject, judge.id):
            if not forced:
                return None
        elif state_of == "missing" and panel.missing == "wait" and not forced:
            return None
        elif (panel.missing if state_of == "missing" else panel.abstained) == "zero" and state_of != "recused":
            counted.append(Fraction(0))
    if len(counted) < panel.fewest:
        return None
    if len(counted) >= panel.least and panel.drop_high:
        counted = sorted(counted)[1:-1]
    return sum(counted, Fraction(0)) / len(counted)


def _late(subject: Subject, judge: str) -> bool:
    return any(one.judge == judge and one.kind == "late" for one in subject.sitting.waiting.values())


def _two(points: Fraction) -> Fraction:
    return Fraction((Decimal(points.numerator) / points.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP))
