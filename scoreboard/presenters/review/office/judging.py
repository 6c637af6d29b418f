"""The judging of an award as the office sees it: who may judge what, and how far it is, by state and never by mark; and
the shortlist that the marks give once they are locked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from scoreboard.presenters.remembered import Remembered
from scoreboard.presenters.review.rules import stage_rule
from scoring.engine.names import same_form
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.campaign import Award, Stage
from scoring.engine.review.decide_judging import judges_entered, recused_by_rule
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.ranking import (
    Proposal,
    award_marks,
    award_tally,
    few_judges,
    going_on,
    listed,
    shortlist_proposal,
    subjects_of,
)
from scoring.engine.review.state import Judging, ReviewState
from scoring.engine.rounding import rounded
from scoring.engine.tally.certainty import Cut, cut_lines, leave_one_out
from scoring.engine.tally.tally import Result, Tally, ranking_of, score_text

STATES = ("given", "missing", "waiting", "abstained", "recused")
"""The states of a mark sheet that the office counts."""

MOST_FOR_CERTAINTY = 120_000
"""Most marks that are ranked again while a page waits, over all judges who are left out in turn."""

FEWEST_LEFT_OUT = 5
"""So many judges are left out in turn however many marks there are."""

_CERTAINTIES: Remembered[Certainty | None] = Remembered(most=64)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A judge with the nominations from which the rules recuse it, and those of its relatives (``kin``), which
    somebody records."""

    judge: PanelJudge
    pledged: bool
    nominations: tuple[Nomination, ...]
    kin: tuple[Nomination, ...] = ()


Kin = Mapping[str, Sequence[str]]
"""The names of each judge's relatives, by the judge's id."""


@dataclass(frozen=True, slots=True)
class Tied:
    """A judge of an open stage who is not recused from the nomination of a relative; ``subject``: under which number
    that is marked."""

    judge: PanelJudge
    nomination: Nomination
    subject: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a stage for an award would do: who goes on, who is tied on the line, who is still on the way, which
    judges would be recused from what, which judges are nominees, or have the name of one.  ``short``: for whom too few
    judges would be left even if all marked."""

    going: tuple[Nomination, ...]
    tied: tuple[Nomination, ...]
    unfinished: tuple[Nomination, ...]
    judges: tuple[Suggested, ...]
    entered: tuple[tuple[PanelJudge, Nomination], ...]
    short: tuple[Short, ...] = ()


@dataclass(frozen=True, slots=True)
class Short:
    """A nomination with fewer judges than a score needs (``fewest``), and how many are left to it."""

    nomination: Nomination
    left: int
    fewest: int


def short_of_judges(state: ReviewState, judging: Judging) -> tuple[Short, ...]:
    """The nominations of an open stage that will have no score unless others join; () once it is locked."""
    if judging.locked is not None:
        return ()
    fewest = stage_rule(state, judging.award, judging.stage).combining.fewest
    return tuple(Short(state.nominations[no], left, fewest) for no, left in few_judges(state, judging))


def opening(
    state: ReviewState, award: Award, stage: Stage, judges: Sequence[PanelJudge], kin: Kin | None = None
) -> Opening:
    """What opening this stage would do now."""
    proposal = going_on(state, award.id, stage)
    own = list(state.of_award(award.id))
    going = tuple(state.nominations[no] for no in sorted(proposal.order + proposal.tied))
    unfinished = tuple(one for one in own if one.status in ("endorsing", "returned", "vetting"))
    tied = tuple(state.nominations[no] for no in proposal.tied)
    entered = judges_entered(state, judges)
    by_judge = suggested(state, judges, going, kin)
    fewest = stage_rule(state, award.id, stage.id).combining.fewest
    left = [(one, sum(one not in judge.nominations for judge in by_judge)) for one in going]
    short = tuple(Short(one, count, fewest) for one, count in left if judges and count < fewest)
    return Opening(going, tied, unfinished, by_judge, entered, short)


def suggested(
    state: ReviewState, judges: Sequence[PanelJudge], nominations: Sequence[Nomination], kin: Kin | None = None
) -> tuple[Suggested, ...]:
    """Each judge with those of the nominations from which the rules recuse it, and with those of its relatives."""
    recused = {one.no: set(recused_by_rule(state, one.no, judges)) for one in nominations}
    found = []
    for judge in judges:
        by_rule = tuple(one for one in nominations if judge.id in recused[one.no])
        own = tuple(one for one in nominations if one not in by_rule and is_kin(one, (kin or {}).get(judge.id, ())))
        found.append(Suggested(judge, judge.id in state.pledges, by_rule, own))
    return tuple(found)


def is_kin(nomination: Nomination, names: Sequence[str]) -> bool:
    """Whether the nominee has one of these names, however it is written."""
    return same_form(nomination.nominee) in {same_form(name) for name in names}


def tied(state: ReviewState, judging: Judging, kin: Kin) -> tuple[Tied, ...]:
    """Whose recusal the relatives of the judges suggest in an open stage; () once it is locked."""
    if judging.locked is not None:
        return ()
    return tuple(
        Tied(judge, state.nominations[one.nomination], one.no)
        for one in subjects_of(state, judging)
        if not state.nominations[one.nomination].over
        for judge in one.sitting.judges
        if not one.sitting.recused(judge.id) and is_kin(state.nominations[one.nomination], kin.get(judge.id, ()))
    )


def marked_by(state: ReviewState, judging: Judging, judge: str) -> tuple[int, ...]:
    """The nominations of a stage that were given to a judge."""
    given = (one for one in subjects_of(state, judging) if one.sitting.judge(judge) is not None)
    return tuple(one.nomination for one in given)


def in_groups(state: ReviewState, judging: Judging) -> bool:
    """Whether the judges of a stage do not all have the same nominations."""
    return len({frozenset(judge.id for judge in one.sitting.judges) for one in subjects_of(state, judging)}) > 1


def joining(
    state: ReviewState, judging: Judging, judges: Sequence[PanelJudge], kin: Kin | None = None
) -> tuple[Suggested, ...]:
    """The judges who are not in an open stage yet, with what the rules would recuse them from."""
    there = {judge.id for judge in judging.judges}
    marked = [state.nominations[one.nomination] for one in subjects_of(state, judging)]
    return suggested(state, [judge for judge in judges if judge.id not in there], marked, kin)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one judge, or one nomination, is: the number of its mark sheets by state.  ``subject``: the number under
    which a nomination is marked, 0 for a judge · ``unit``: who put the nomination forward."""

    name: str
    counts: Mapping[str, int]
    pledged: bool = True
    subject: int = 0
    unit: str = ""

    @property
    def ready(self) -> bool:
        """Whether nothing is missing and nothing waits for a second person."""
        return not self.counts.get("missing") and not self.counts.get("waiting")


def progress_of_judges(state: ReviewState, judging: Judging) -> tuple[Progress, ...]:
    """Each judge of an open or locked stage, in the order of the panel."""
    counts: dict[str, Counter[str]] = {judge.id: Counter() for judge in judging.judges}
    for subject in subjects_of(state, judging):
        for judge in subject.sitting.judges:
            counts[judge.id][_sheet(state, subject.no, judge.id)] += 1
    return tuple(Progress(judge.label, counts[judge.id], judge.id in state.pledges) for judge in judging.judges)


def progress_of_nominations(state: ReviewState, judging: Judging) -> tuple[tuple[Nomination, Progress], ...]:
    """Each nomination of a stage, in the order in which it is shown."""
    found = []
    for subject in subjects_of(state, judging):
        one = state.nominations[subject.nomination]
        counts = Counter(_sheet(state, subject.no, judge.id) for judge in subject.sitting.judges)
        found.append((one, Progress(one.nominee, counts, subject=subject.no, unit=one.unit_name)))
    return tuple(found)


def _sheet(state: ReviewState, subject: int, judge: str) -> str:
    sitting = state.subjects[subject].sitting
    if any(one.judge == judge for one in sitting.waiting.values()):
        return "waiting"
    sheet = sitting.mark_sheets.get(judge)
    return "missing" if sheet is None else sheet.state


@dataclass(frozen=True, slots=True)
class ListRow:
    """One nomination in a list that a person puts in order: its place ("" for none), and what is said of it."""

    no: int
    name: str
    unit: str
    place: int | str
    note: str = ""
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """The ranking of an award after the lock: its lines best first, and the shortlist that the campaign proposes."""

    tally: Tally
    lines: tuple[Result, ...]
    proposal: Proposal
    places: int


def ranked(state: ReviewState, award: Award) -> Ranked | None:
    """The ranking of an award; None before its last stage is locked."""
    proposal = shortlist_proposal(state, award)
    result = award_tally(state, award.id) if proposal is not None else None
    if proposal is None or result is None:
        return None
    return Ranked(result, result.results, proposal, award.shortlist or award.places)


def list_rows(state: ReviewState, found: Ranked, award: Award) -> tuple[ListRow, ...]:
    """The rows of the shortlist's form: the list there is, else the proposal; those who are tied on the line have no
    place until a person gives them one."""
    fixed = state.shortlists.get(award.id)
    order = listed(state, award.id) if fixed else found.proposal.order
    place = {no: number for number, no in enumerate(order, start=1)}
    scores = {int(one.entry): score_text(one) for one in found.lines}
    rows = []
    for no in (*order, *(no for no in found.proposal.all if no not in place)):
        one = state.nominations[no]
        tied = not fixed and no in found.proposal.tied
        rows.append(ListRow(no, one.nominee, one.unit_name, place.get(no, ""), scores.get(no, ""), tied))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the line below the last place is: the two beside it, the gap, how many judges' absence would change who
    is in, of how many that were left out in turn; ``all_judges``: how many there are."""

    inside: Nomination
    outside: Nomination
    gap: str
    shared: bool
    changes: int
    judges: int
    all_judges: int
    votes: tuple[tuple[int, int, int], ...]


def certainty(state: ReviewState, award: Award) -> Certainty | None:
    """How sure the cut line of an award is; None where everybody has a place, or nothing is locked.  Made once for the
    same marks."""
    judgings = state.judging_of(award.id)
    marked = (state.rules, *judgings, *(one for judging in judgings for one in subjects_of(state, judging)))
    return _CERTAINTIES.of((id(state.rules), award.id), marked, partial(_made_certainty, state, award))


def _made_certainty(state: ReviewState, award: Award) -> Certainty | None:
    marks, places = award_marks(state, award.id), award.shortlist or award.places
    if marks is None:
        return None
    rule, table = marks
    judges = tuple(dict.fromkeys(judge for panel in table.panels.values() for judge in panel))
    result = award_tally(state, award.id)
    assert result is not None
    tried = some_of(judges, MOST_FOR_CERTAINTY // max(1, len(judges) * len(table.entries) * len(rule.panel.criteria)))
    without, ranking = leave_one_out(table, result, places, tried), ranking_of(result)
    cuts = cut_lines(ranking, without, places)
    return next((_certainty(state, cut, len(without), len(judges), ranking.digits) for cut in cuts), None)


def some_of(judges: Sequence[str], most: int) -> tuple[str, ...]:
    """All judges, or as many as ``most`` and never fewer than a few, evenly over the order of the panel: the same ones
    every time."""
    count = max(most, FEWEST_LEFT_OUT)
    if count >= len(judges):
        return tuple(judges)
    return tuple(judges[at * (len(judges) - 1) // (count - 1)] for at in range(count))


def _certainty(state: ReviewState, cut: Cut, judges: int, all_judges: int, digits: int) -> Certainty:
    inside, outside = state.nominations[int(cut.inside)], state.nominations[int(cut.outside)]
    votes = tuple((one.more, one.same, one.less) for one in cut.votes)
    gap = "—" if cut.gap is None else format(rounded(cut.gap, digits), "f")
    return Certainty(inside, outside, gap, cut.shared, cut.changes, judges, all_judges, votes)
