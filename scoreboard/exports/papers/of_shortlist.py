"""The minutes of the meeting that fixed a shortlist, from a review's state: what the stages gave, what was decided, and
each difference between them in a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from scoreboard.exports.papers.lists import Winner
from scoreboard.exports.papers.of_review import award_list, chair_recusals
from scoreboard.exports.papers.shortlist import ListMinutes, Proposed
from scoreboard.exports.papers.words import day_of, with_unit, word
from scoreboard.i18n.catalogue import say
from scoring.engine.errors import Refused
from scoring.engine.review import guards
from scoring.engine.review.campaign import Award
from scoring.engine.review.ranking import Proposal, award_tally, outdated, proposal_then, subjects_of
from scoring.engine.review.state import ReviewState, Shortlist
from scoring.engine.rulefile.printed import Lang
from scoring.engine.tally.tally import Result

Names = Mapping[int, Winner]


def list_minutes_of(state: ReviewState, award: Award, lang: Lang = "zh") -> ListMinutes:
    """The meeting that fixed the list of an award as it stands now; raises ``WrongStage("shortlist-missing")``, and
    ``Refused("shortlist-outdated")`` where it has to be fixed again, for nobody signs a list that marks contradict."""
    fixed = guards.need_shortlist(state, award.id)
    if outdated(state, award):
        raise Refused("shortlist-outdated", award=award.id)
    proposal = proposal_then(state, award, fixed)
    result = award_tally(state, award.id)
    lines = {int(one.entry): one for one in result.results} if result is not None else {}
    vacancies = [one for one in state.vacancies if one.award == award.id and one.settled is not None]
    numbers = (
        *proposal.order, *proposal.tied, *fixed.order,
        *(no for one in vacancies for no in (one.removed, one.filled_by) if no is not None),
    )  # fmt: skip
    order = tuple(dict.fromkeys(numbers))
    names = dict(zip(order, award_list(state, award, order).names, strict=True))
    digits = result.rule.panel.rounding.final.digits if result is not None else 0
    later = []
    for one in vacancies:
        fields = {"removed": _called(names, one.removed, lang)}
        if one.filled_by is None:
            later.append(word(lang, "shortlist.not_filled", **fields))
        else:
            later.append(word(lang, "shortlist.filled", came=_called(names, one.filled_by, lang), **fields))
    return ListMinutes(
        state.rules.name,
        award.name,
        day_of(guards.day_of(state.rules, fixed.at), lang),
        award.shortlist or award.places,
        fixed.present,
        tuple(_proposed(lines[no], names[no], digits) for no in (*proposal.order, *proposal.tied)),
        tuple(names[no] for no in fixed.order),
        _recusals(state, award, names, lang),
        _tie(proposal, fixed, lines, names, lang),
        _departures(proposal, fixed, lines, names, lang),
        fixed.why,
        tuple(later),
    )


def _proposed(line: Result, name: Winner, digits: int) -> Proposed:
    score = line.score.score
    return Proposed(line.rank or 0, name, "" if score is None else format(score, f".{digits}f"), line.tied)


def _called(names: Names, no: int, lang: Lang) -> str:
    return with_unit(lang, names[no].name, names[no].unit)


def _all_called(names: Names, numbers: Sequence[int], lang: Lang) -> str:
    return word(lang, "review.between").join(_called(names, no, lang) for no in numbers)


def _recusals(state: ReviewState, award: Award, names: Names, lang: Lang) -> str:
    """Which chair stepped aside, and which judge was recused from whom of those whom the paper names."""
    recused: dict[str, dict[int, None]] = {}
    for judging in state.judging_of(award.id):
        labels = {one.id: one.label for one in judging.judges}
        for subject in subjects_of(state, judging):
            for judge, sheet in subject.sitting.mark_sheets.items():
                if sheet.state == "recused" and subject.nomination in names and judge in labels:
                    recused.setdefault(labels[judge], {})[subject.nomination] = None
    told = [
        word(lang, "shortlist.judge_recused", judge=label, names=_all_called(names, tuple(numbers), lang))
        for label, numbers in recused.items()
    ]
    chairs = chair_recusals(state, (award.id,), lang)
    return "\n".join(([chairs] if chairs else []) + told)


def _tie(proposal: Proposal, fixed: Shortlist, lines: Mapping[int, Result], names: Names, lang: Lang) -> str:
    """How those who were level on the line were settled; "" where nobody was."""
    if not proposal.tied:
        return ""
    chosen = [no for no in fixed.order if no in proposal.tied]
    fields = {
        "names": _all_called(names, proposal.tied, lang),
        "rank": lines[proposal.tied[0]].rank,
        "room": proposal.room,
        "how": say(lang, f"review_chair.equals_{fixed.equals}"),
    }
    if not chosen:
        return word(lang, "shortlist.tie_nobody", **fields)
    return word(lang, "shortlist.tie_settled", chosen=_all_called(names, chosen, lang), **fields)


def _departures(
    proposal: Proposal, fixed: Shortlist, lines: Mapping[int, Result], names: Names, lang: Lang
) -> tuple[str, ...]:
    """Each nomination that stands elsewhere than the stages put it, in a sentence: on the list first, as it is decided,
    then those who were left out."""
    settled = tuple(no for no in fixed.order if no in proposal.tied)
    plain = proposal.order + settled
    stayed = kept_in_order([plain.index(no) for no in fixed.order if no in plain])
    moved = [(no, place) for place, no in enumerate(fixed.order, 1) if no not in plain or plain.index(no) not in stayed]

    def told(key: str, no: int, **more: object) -> str:
        line = lines[no]
        if line.rank is None:
            rank = word(lang, "shortlist.no_rank")
        else:
            rank = word(lang, "event.rank_tied" if line.tied else "event.rank", rank=line.rank)
        return word(lang, f"shortlist.{key}", name=_called(names, no, lang), rank=rank, **more)

    return (
        *(told("placed", no, place=place) for no, place in moved),
        *(told("left_out", no) for no in proposal.order if no not in fixed.order),
    )


def kept_in_order(places: Sequence[int]) -> frozenset[int]:
    """The most of these places that stand in rising order, so that the fewest have moved."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    found: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(last)
        last = before[last]
    return frozenset(found)
