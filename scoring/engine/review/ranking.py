"""The ranking of an award by its marks, and what the campaign proposes from it: who goes on, who is shortlisted.

The arithmetic is that of ``tally``; this module only gives it the marks of the sittings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import is_

from scoring.engine.errors import Invalid
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.result import marks_by_criterion
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import Sitting
from scoring.engine.review.campaign import Award, Campaign, Stage, scoring_rule
from scoring.engine.review.state import Judging, ReviewState, Shortlist, Subject
from scoring.engine.tally.mark_table import EntryMarks, MarkTable
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.tally import Result, Tally, tally


class _Newest:
    """The newest tallies: pages ask again and again for one whose marks are the very same values."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[str, tuple[object, ...], Tally]] = []

    def get(self, award: str, marked: tuple[object, ...]) -> Tally | None:
        """The tally of these marks; None if they are others."""
        for name, own, result in self._kept:
            if name == award and len(own) == len(marked) and all(map(is_, own, marked)):
                return result
        return None

    def put(self, award: str, marked: tuple[object, ...], result: Tally) -> Tally:
        """Keep ``result`` in place of the oldest one."""
        self._kept = [*self._kept[-self._most + 1 :], (award, marked, result)]
        return result


_KNOWN = _Newest(16)


@dataclass(frozen=True, slots=True)
class Proposal:
    """``order``: nominations that are in, best first · ``tied``: those that are level on the line and are not all in ·
    ``out``: the others, best first, those without a score at the end.

    ``tied`` are in neither of the other two: a person settles them.  ``room``: how many of them there is place for.
    """

    order: tuple[int, ...]
    tied: tuple[int, ...]
    out: tuple[int, ...]
    room: int

    @property
    def all(self) -> tuple[int, ...]:
        """Every nomination, best first."""
        return self.order + self.tied + self.out


def panel_rule(campaign: Campaign, award: Award, stage: str) -> PanelRule:
    """The rule by which one sitting of an award is scored in a stage of marks, with the criteria of that stage."""
    panel = scoring_rule(campaign, award).panel
    return replace(panel, criteria=panel.criteria_at(stage))


def subjects_of(state: ReviewState, judging: Judging) -> tuple[Subject, ...]:
    """The subjects of a stage of marks, in the order in which they are shown."""
    return tuple(state.subjects[no] for no in judging.subjects)


def few_judges(state: ReviewState, judging: Judging) -> tuple[tuple[int, int], ...]:
    """The nominations of a stage that will have no score, for too many of their judges are recused or abstain; each
    with the number of judges who have marked it or still may."""
    award = state.award(judging.award)
    assert award is not None
    method = panel_rule(state.rules, award, judging.stage).combining
    there = (one for one in subjects_of(state, judging) if not state.nominations[one.nomination].over)
    left = [(one.nomination, _left(one.sitting, method.abstained == "zero")) for one in there]
    return tuple((no, judges) for no, judges in left if judges < method.fewest)


def _left(sitting: Sitting, with_abstained: bool) -> int:
    """How many judges count, or still may: none where only those who abstain are left, for they mark nothing."""
    counted = Counter(sheet.state for sheet in sitting.mark_sheets.values())
    marking = counted["given"] + len(sitting.missing)
    return marking + (counted["abstained"] if marking and with_abstained else 0)


def award_tally(state: ReviewState, award_id: str, until: str = "") -> Tally | None:
    """The tally of an award over its locked stages of marks, up to the stage ``until`` ("" for all of them); None
    before any of them is locked.  Nominations that did not go on to the last of these stages are not in it."""
    locked = _locked(state, award_id, until)
    marked = (state.rules, *(part for judging in locked for part in (judging, *subjects_of(state, judging))))
    known = _KNOWN.get(award_id, marked)
    if known is not None:
        return known
    found = award_marks(state, award_id, until)
    return None if found is None else _KNOWN.put(award_id, marked, tally(*found))


def award_marks(state: ReviewState, award_id: str, until: str = "") -> tuple[TallyRule, MarkTable] | None:
    """What ``award_tally`` counts: the rule and the marks of the locked stages, entries by the nomination's number,
    judges by their ids."""
    locked = _locked(state, award_id, until)
    if not locked:
        return None
    award = state.award(award_id)
    assert award is not None
    rule = scoring_rule(state.rules, award)
    if any(one.sitting.forced for judging in locked for one in subjects_of(state, judging)):
        rule = replace(rule, panel=rule.panel.not_waiting())
    names = {judging.stage for judging in locked}
    rule = replace(rule, stages=tuple(stage for stage in rule.stages if stage.id in names))
    table = _table(state, locked, rule)
    return _with_ties_that_compare(rule, table), table


def _with_ties_that_compare(rule: TallyRule, table: MarkTable) -> TallyRule:
    """The rule, without those links of its tie chain that make places of the marks where these marks give none: a judge
    has not marked every nomination, or no judge marked one beside another.  What such a link would part stays level
    for the next one, and in the end for people."""
    plain = tuple(tie for tie in rule.rank.ties if tie.by not in ("borda", "majority"))
    if plain == rule.rank.ties:
        return rule
    try:
        tally(rule, table)
    except Invalid as error:
        if error.code != "marks-incomplete":
            raise
        return replace(rule, rank=replace(rule.rank, ties=plain))
    return rule


def _locked(state: ReviewState, award_id: str, until: str) -> Sequence[Judging]:
    """The locked stages of an award, up to ``until`` if that is one of them."""
    locked = [judging for judging in state.judging_of(award_id) if judging.locked is not None]
    stages = [judging.stage for judging in locked]
    return locked[: stages.index(until) + 1] if until in stages else locked


def _table(state: ReviewState, locked: Sequence[Judging], rule: TallyRule) -> MarkTable:
    last = subjects_of(state, locked[-1])
    entries = {one.nomination: EntryMarks(str(one.nomination), "") for one in last}
    panels: dict[tuple[str, str], tuple[str, ...]] = {}
    for judging in locked:
        judges = tuple(judge.id for judge in judging.judges)
        panels[judging.stage, ""] = judges
        for subject in subjects_of(state, judging):
            if subject.nomination in entries:
                entries[subject.nomination].marks[judging.stage] = _marks(subject, rule.panel, judges)
    return MarkTable({one.id: one for one in entries.values()}, panels)


def _marks(subject: Subject, rule: PanelRule, judges: Sequence[str]) -> dict[str, dict[str, Mark]]:
    """The marks of a sitting; a judge whom the nomination was not given to has no more to do with it than one who is
    recused."""
    found = marks_by_criterion(subject.sitting, rule)
    for given in found.values():
        for judge in judges:
            given.setdefault(judge, Mark(judge, None, "recused"))
    return found


def proposed(result: Tally, places: int, only: frozenset[int]) -> Proposal:
    """Who is in by ``result``, of the nominations ``only``; ``places`` 0 for all that have a rank."""
    lines = [one for one in result.results if int(one.entry) in only]
    ranked = [one for one in lines if one.rank is not None]
    rest = tuple(int(one.entry) for one in lines if one.rank is None)
    if not places or len(ranked) <= places:
        return Proposal(_numbers(ranked), (), rest, 0)
    edge = ranked[places].rank
    if ranked[places - 1].rank != edge:
        return Proposal(_numbers(ranked[:places]), (), _numbers(ranked[places:]) + rest, 0)
    inside = [one for one in ranked[:places] if one.rank != edge]
    tied = [one for one in ranked if one.rank == edge]
    after = ranked[len(inside) + len(tied) :]
    return Proposal(_numbers(inside), _numbers(tied), _numbers(after) + rest, places - len(inside))


def _numbers(lines: Sequence[Result]) -> tuple[int, ...]:
    return tuple(int(one.entry) for one in lines)


def going_on(state: ReviewState, award_id: str, stage: Stage) -> Proposal:
    """Who goes into a stage of marks: all accepted nominations into the first, else those that came through the stage
    before it."""
    accepted = frozenset(one.no for one in state.of_award(award_id) if one.status == "accepted")
    stages = state.rules.mark_stages()
    index = [one.id for one in stages].index(stage.id)
    before = stages[index - 1] if index else None
    result = award_tally(state, award_id, before.id) if before is not None else None
    if before is None or result is None:
        return Proposal(tuple(sorted(accepted)), (), (), 0)
    return proposed(result, before.through, accepted)


def shortlist_proposal(state: ReviewState, award: Award) -> Proposal | None:
    """The shortlist that the marks give; None before the last stage of marks is locked."""
    stages = state.rules.mark_stages()
    judging = state.judgings.get((stages[-1].id, award.id)) if stages else None
    if judging is None or judging.locked is None:
        return None
    result = award_tally(state, award.id)
    accepted = frozenset(one.no for one in state.of_award(award.id) if one.status == "accepted")
    return None if result is None else proposed(result, award.shortlist or award.places, accepted)


def proposal_then(state: ReviewState, award: Award, shortlist: Shortlist) -> Proposal:
    """The proposal from which a shortlist was fixed, with those who were removed or withdrawn since.  Where the rules
    or the marks of now give another one, what the shortlist itself says: a tie is not in that."""
    there = frozenset(
        one.no
        for one in state.of_award(award.id)
        if one.status == "accepted" or (one.ended is not None and one.ended.seq > shortlist.seq)
    )
    result = award_tally(state, award.id)
    found = None if result is None else proposed(result, award.shortlist or award.places, there)
    if found is not None and found.order + found.tied[: found.room] == shortlist.proposed:
        return found
    return Proposal(shortlist.proposed, (), (), 0)


def outdated(state: ReviewState, award: Award) -> bool:
    """Whether the shortlist has to be fixed again, for the stages give another one now.  Once it is published, its
    marks stay as they are."""
    proposal = None if state.notices_of(award.id) else shortlist_proposal(state, award)
    fixed = state.shortlists.get(award.id)
    if proposal is None or fixed is None:
        return False
    return proposal.order + proposal.tied[: proposal.room] != fixed.proposed


def listed(state: ReviewState, award_id: str) -> tuple[int, ...]:
    """The nominations on an award's shortlist now: without those that were removed, with those that came in for
    them."""
    shortlist = state.shortlists.get(award_id)
    if shortlist is None:
        return ()
    order = (*shortlist.order, *shortlist.fills)
    return tuple(no for no in order if not state.nominations[no].over)


def next_in_line(state: ReviewState, award: Award) -> int | None:
    """The nomination that the rule puts in a place that has become free; None if it stays empty or is withdrawn, or if
    nobody is left."""
    return next(iter(_waiting(state, award)), None)


def next_tied(state: ReviewState, award: Award) -> tuple[int, ...]:
    """The nominations that are level for a place that has become free, the one that ``next_in_line`` gives among them;
    () where nobody is level with it.  Those without a rank are level with each other."""
    waiting, result = _waiting(state, award), award_tally(state, award.id)
    if len(waiting) < 2 or result is None:
        return ()
    ranks = {int(one.entry): one.rank for one in result.results}
    level = tuple(no for no in waiting if ranks[no] == ranks[waiting[0]])
    return level if len(level) > 1 else ()


def _waiting(state: ReviewState, award: Award) -> tuple[int, ...]:
    """Who may come in for somebody who was removed, best first; () where the campaign lets nobody come in."""
    proposal = shortlist_proposal(state, award) if state.rules.decision.vacancy == "next" else None
    there = set(listed(state, award.id))
    order = () if proposal is None else proposal.all
    return tuple(no for no in order if no not in there and not state.nominations[no].over)
