"""The values of a review's papers, from its state: what stands in a paper is what was decided, noticed or marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scoreboard.exports.papers.ballots import Vote
from scoreboard.exports.papers.certificates import Certificate
from scoreboard.exports.papers.commendation import Commendation, Commended
from scoreboard.exports.papers.forms import Value
from scoreboard.exports.papers.lists import AwardList, Nominee, Winner, named_alone
from scoreboard.exports.papers.marks import JudgeTotal, MarkLine, MarkSummary
from scoreboard.exports.papers.minutes import Minutes, Outcome, Resolution
from scoreboard.exports.papers.revocation import Lost, RevocationDecision
from scoreboard.exports.papers.words import day_of, with_unit, word
from scoreboard.exports.tally.wording import Wording
from scoreboard.i18n.catalogue import saying_in_review
from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.review.endorser import own_order
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.result import score, totals
from scoring.engine.review import guards
from scoring.engine.review.campaign import Award, Stage
from scoring.engine.review.chairs import standing
from scoring.engine.review.guards import places_of
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.notices import in_public_order
from scoring.engine.review.ranking import award_tally, listed, panel_rule
from scoring.engine.review.state import DecisionMade, DecisionVerdict, ReviewState
from scoring.engine.rulefile.printed import Lang
from scoring.usecases.review.records import NominationText

Texts = Mapping[int, NominationText]
"""The newest text of each nomination, by its number; one whose text is gone is not in it."""

OUTCOMES: Mapping[DecisionVerdict, Outcome] = {"pass": "passed", "fail": "failed", "defer": "deferred"}


def form_values(text: NominationText) -> dict[str, Value]:
    """What a form says, personal fields too, as ``forms.form_paper`` takes it."""
    said = {**text.values, **text.personal}
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in said.items()}


def award_list(state: ReviewState, award: Award, numbers: Sequence[int], texts: Texts | None = None) -> AwardList:
    """These nominations of an award in this order; with their deeds where ``texts`` has them."""
    found = tuple(_winner(state.nominations[no], texts or {}) for no in numbers)
    return AwardList(award.name, named_alone(award.kind, found), award.kind == "person")


def _winner(one: Nomination, texts: Texts) -> Winner:
    text = texts.get(one.no)
    deeds = "" if text is None else "".join(text.values.get("deeds", ()))
    return Winner(one.nominee, one.owner, deeds)


def chair_recusals(state: ReviewState, awards: Sequence[str], lang: Lang = "zh") -> str:
    """Which chair stepped aside from what in these awards, and who led them instead, a line each; "" for nobody."""
    words = saying_in_review(lang, state.rules.chair)
    return "\n".join(
        words(
            "award_papers.review.chair_recused",
            no=f"{one.nomination:04}",
            name=state.nominations[one.nomination].nominee,
            reason=one.reason,
            deputy=seat_name("chair", one.deputy.label, words),
        )
        for award in awards
        for one in standing(state, award)
    )


def minutes_of(state: ReviewState, lang: Lang = "zh") -> tuple[Minutes, ...]:
    """The meetings of the deciding bodies, each of a body, a day and those who were there, in the order in which they
    were recorded; place, chair and recorder are filled in by hand."""
    made = sorted(state.decisions, key=lambda one: (one.day, state.rules.decision.by.index(one.body)))
    meetings = []
    by_meeting: dict[tuple[date, str, int, int], list[DecisionMade]] = {}
    for one in made:
        by_meeting.setdefault((one.day, one.body, one.members, one.present), []).append(one)
    for (day, body, expected, present), decisions in by_meeting.items():
        resolutions = []
        for one in decisions:
            award = state.award(one.award)
            name = award.name if award else one.award
            names = _called(state, award, one.winners, lang)
            listing = word(lang, "review.between").join(names)
            key = "review.resolved_person" if award and award.kind == "person" else "review.resolved"
            text = word(lang, key, award=name, count=len(names), names=listing) if names else ""
            if one.turned_down:
                down = word(lang, "review.between").join(_called(state, award, one.turned_down, lang))
                text = word(lang, "review.turned_down", award=name, names=down, why=one.text)
            matter = word(lang, "list_of", award=name)
            resolutions.append(Resolution(matter, one.yes, one.no, one.abstain, OUTCOMES[one.verdict], text))
        recusals = chair_recusals(state, tuple(dict.fromkeys(one.award for one in decisions)), lang)
        when, resolved = day_of(day, lang), tuple(resolutions)
        meetings.append(
            Minutes(state.rules.name, body, when, "", "", "", expected, present, "", resolved, recusals=recusals)
        )
    return tuple(meetings)


def _called(state: ReviewState, award: Award | None, numbers: Sequence[int], lang: Lang) -> tuple[str, ...]:
    """Nominees in a sentence, each with its organisation where its name does not say whose it is: two people may have
    one name."""
    found = tuple(_winner(state.nominations[no], {}) for no in numbers)
    return tuple(with_unit(lang, one.name, one.unit) for one in (named_alone(award.kind, found) if award else found))


@dataclass(frozen=True, slots=True)
class Issued:
    """How an office issues a document: its number, to whom it goes, its date (None: by hand), and whether with a red
    head."""

    number: str = ""
    addressees: str = ""
    on: date | None = None
    head: bool = False


def commendation_of(
    state: ReviewState, kind: str = "decision", lang: Lang = "zh", issued: Issued | None = None
) -> Commendation:
    """What the last body decided for the awards that are public, with what was taken back since; sealed by hand, and
    numbered and dated by hand where ``issued`` does not say it."""
    how = issued or Issued()
    given = [
        Commended(award.kind, award_list(state, award, in_public_order(state, award.id, made.winners)))
        for award in state.rules.awards
        if award.id in state.published and (made := state.decided(award.id)) is not None and made.winners
    ]
    campaign = state.rules
    basis = word(lang, "review.basis_decision", campaign=campaign.name, organiser=campaign.organiser)
    return Commendation(
        "circular" if kind == "circular" else "decision",
        campaign.name,
        basis,
        tuple(given),
        (campaign.organiser,),
        how.on,
        how.number,
        addressees=how.addressees,
        head=how.head,
        lost=_lost(state),
    )


def certificates_of(state: ReviewState, lang: Lang = "zh") -> tuple[Certificate, ...]:
    """A certificate for each winner of the awards that are public, but for those whose award was taken back.  It has
    the day on which the award became public, whenever it is printed."""
    campaign, found = state.rules, list[Certificate]()
    for award in campaign.awards:
        made = state.decided(award.id) if award.id in state.published else None
        standing = tuple(no for _, no in state.standing_winners(award.id))
        winners = award_list(state, award, standing).names if made is not None else ()
        day = day_of(guards.day_of(campaign, state.published_at[award.id]), lang) if winners else ""
        found += [
            Certificate(one.name, one.unit, award.name, campaign.name, campaign.organiser, day) for one in winners
        ]
    return tuple(found)


def revocation_of(state: ReviewState) -> RevocationDecision:
    """What was taken back after it was published, by the body that decided last."""
    return RevocationDecision(state.rules.name, state.rules.decision.by[-1], _lost(state))


def _lost(state: ReviewState) -> tuple[Lost, ...]:
    """Every award that was taken back, in order."""
    found = []
    for one in state.revocations:
        award, nomination = state.award(one.award), state.nominations[one.nomination]
        name = award.name if award else one.award
        found.append(Lost(name, nomination.nominee, nomination.owner, one.ground, one.day))
    return tuple(found)


def vote_of(state: ReviewState, award: Award) -> Vote:
    """What a committee votes on for an award: its shortlist, or all that passed vetting where there is none yet."""
    numbers = listed(state, award.id) or tuple(one.no for one in state.of_award(award.id) if one.status == "accepted")
    found = award_list(state, award, numbers)
    return Vote(state.rules.name, award.name, places_of(state, award), found.names)


def forward_lists(state: ReviewState, texts: Texts) -> tuple[AwardList, ...]:
    """Who goes up to the higher level, award by award; nobody whose award was taken back."""
    chosen = {
        award.id: [no for no in state.forward.get(award.id, ()) if state.revoked(award.id, no) is None]
        for award in state.rules.awards
    }
    return tuple(award_list(state, award, chosen[award.id], texts) for award in state.rules.awards if chosen[award.id])


def winners_with_deeds(state: ReviewState, texts: Texts) -> tuple[AwardList, ...]:
    """The winners of the awards that are public with what they did, for the media; nobody whose award was taken
    back."""
    return tuple(
        award_list(state, award, in_public_order(state, award.id, [no for _, no in standing]), texts)
        for award in state.rules.awards
        if award.id in state.published and (standing := state.standing_winners(award.id))
    )


def collected(state: ReviewState, award: Award | None = None) -> tuple[Nominee, ...]:
    """Every nomination that stands, of one award or of all: those of each recommending unit, which is the last level on
    their way, in that unit's own order."""
    found = []
    for one in state.rules.awards:
        if award is not None and one.id != award.id:
            continue
        standing = [nomination for nomination in state.of_award(one.id) if not nomination.over]
        for last in dict.fromkeys(each.way[-1] for each in standing if each.way):
            put = {each.no: place for place, each in enumerate(own_order(state, one.id, last.organisation))}
            own = sorted((each for each in standing if each.way[-1:] == (last,)), key=lambda each: _place(put, each))
            found += [
                Nominee(one.name, place, each.nominee, each.unit_name, by=last.name)
                for place, each in enumerate(own, start=1)
            ]
    return tuple(found)


def _place(put: Mapping[int, int], one: Nomination) -> tuple[int, int]:
    """Where a unit put this nomination; one that has not come up to it yet stands behind, by its number."""
    return put.get(one.no, len(put)), one.no


def mark_summary(state: ReviewState, award: Award, stage: Stage, lang: Lang = "zh") -> MarkSummary | None:
    """The totals of the judges in one locked stage of an award, best first; None before its lock."""
    judging = state.judgings.get((stage.id, award.id))
    result = award_tally(state, award.id, stage.id) if judging is not None and judging.locked is not None else None
    if judging is None or result is None:
        return None
    rule = panel_rule(state.rules, award, stage.id)
    names = {one.id: one.name for one in award.criteria}
    names |= {one.id: one.name for one in state.rules.mark_stages()}
    wording = Wording(lang, names, "nominee")
    sittings = {state.subjects[no].nomination: state.subjects[no].sitting for no in judging.subjects}
    lines = []
    for one in result.results:
        sitting = sittings.get(int(one.entry))
        if sitting is None:
            continue
        panel = score(sitting, rule)
        dropped = {mark.judge for mark in (*panel.dropped_high, *panel.dropped_low)}
        own = {mark.judge: mark for mark in totals(sitting, rule)}
        because = "" if one.decided_by == "score" or one.rank is None else wording.decided(one)
        marks = tuple(_total(own.get(judge.id), judge.id, dropped) for judge in judging.judges)
        nominee = state.nominations[int(one.entry)].nominee
        lines.append(MarkLine(nominee, marks, one.score.score, one.rank, one.tied, because))
    title = f"{award.name} · {stage.name}" if len(state.rules.mark_stages()) > 1 else award.name
    labels = tuple(judge.label for judge in judging.judges)
    note = chair_recusals(state, (award.id,), lang)
    return MarkSummary(title, labels, tuple(lines), result.rule.panel.rounding.final.digits, note)


def _total(mark: Mark | None, judge: str, dropped: set[str]) -> JudgeTotal:
    """A judge who is not in the panel of this entry has no more to do with it than one who is recused."""
    if mark is None:
        return JudgeTotal(None, "recused")
    if mark.state != "given":
        return JudgeTotal(None, mark.state)
    return JudgeTotal(mark.value, "dropped" if judge in dropped else "given")
