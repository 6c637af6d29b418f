"""Everything that is missing anywhere in a review, and who is to be asked for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.review.held import held_about
from scoreboard.presenters.review.office.steps import AwardLine, award_lines
from scoreboard.presenters.review.office.words import Words
from scoring.engine.review import guards
from scoring.engine.review.campaign import Award, Deadline
from scoring.engine.review.decide_nomination import missing_sign_offs
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.progress import owed
from scoring.engine.review.ranking import subjects_of
from scoring.engine.review.state import ReviewState
from scoring.usecases.records import Organisation

GROUPS = (
    "vetting",
    "sign-off",
    "paper",
    "sheet",
    "objection",
    "vacancy",
    "opinion",
    "correction",
    "entry",
    "pledge",
    "mark",
    "step",
)
"""Kinds of missing things: first those that wait for the office itself."""

OWN = frozenset({"vetting", "sign-off", "paper", "sheet", "objection", "vacancy"})
"""What waits for the office; of the next steps of awards those that it takes itself do too."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """One missing thing: its group, who has to supply it, what it is about, its last day, the page to look at it, the
    organisation to chase ("" for none), and the role that takes it where it is a step of an award.  ``shut``: late, and
    taken no more but from paper that came in time."""

    group: str
    who: str
    about: str
    until: Deadline | None = None
    page: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    organisation: str = ""
    late: bool = False
    role: str = ""
    shut: bool = False

    @property
    def of_office(self) -> bool:
        """Whether it waits for the office."""
        return self.group in OWN or self.role == "office"


@dataclass(frozen=True, slots=True)
class Chased:
    """An organisation that is waited for: its record (None if the register has it no more), its name, what is missing,
    the first last day of it."""

    organisation: Organisation | None
    name: str
    things: tuple[Lacking, ...]
    until: Deadline | None

    @property
    def late(self) -> bool:
        """Whether something of it is late."""
        return any(one.late for one in self.things)


def lacking(
    state: ReviewState,
    at: int,
    w: Words,
    units: Sequence[tuple[str, str]] = (),
    lines: Sequence[AwardLine] | None = None,
) -> tuple[Lacking, ...]:
    """Everything that is missing at ``at`` (ms since the epoch), by group.  ``units``: id and name of those who may
    nominate; while entries are open, those without a nomination are missing.  ``lines``: the awards with their next
    steps, where the page has them already."""
    found = [
        *_owed(state, at, w, units),
        *_of_vetting(state, w),
        *_of_judges(state, w),
        *_of_sheets(state, w),
        *_of_office(state, at, w),
        *_steps(award_lines(state, at) if lines is None else lines, w),
    ]
    return tuple(sorted(found, key=lambda one: (GROUPS.index(one.group), not one.late)))


_OWED = {"enter": "entry", "correct": "correction", "endorse": "opinion"}


def _owed(state: ReviewState, at: int, w: Words, units: Sequence[tuple[str, str]]) -> Iterator[Lacking]:
    """What units and levels owe, as the engine says it."""
    entry, awards = w.say("review_office.missing.entry"), _awards(state)
    for one in owed(state, units, at):
        about, page, values = entry, "", dict[str, Any]()
        if one.nomination:
            about = _about(awards, state.nominations[one.nomination])
            page, values = "nomination", {"no": one.nomination}
        yield Lacking(
            _OWED[one.code], one.name, about, one.due, page, values, one.organisation, one.late, shut=one.shut
        )


def _of_vetting(state: ReviewState, w: Words) -> Iterator[Lacking]:
    office, awards = w.say("common.role.office"), _awards(state)
    for one in state.nominations.values():
        if one.status == "vetting":
            page: Mapping[str, Any] = {"no": one.no}
            about = _about(awards, one)
            for department in missing_sign_offs(state.rules, awards[one.award], one):
                yield Lacking("sign-off", department, about, None, "nomination", page)
            yield Lacking("vetting", office, about, None, "nomination", page)


def _awards(state: ReviewState) -> Mapping[str, Award]:
    return {award.id: award for award in state.rules.awards}


def _about(awards: Mapping[str, Award], one: Nomination) -> str:
    award = awards.get(one.award)
    return f"{one.nominee} · {award.name if award else one.award}"


def _of_judges(state: ReviewState, w: Words) -> Iterator[Lacking]:
    unpledged, named = set[str](), dict[str, str]()
    for (stage_id, award_id), judging in state.judgings.items():
        if judging.locked is not None:
            continue
        stage, award = state.stage(stage_id), state.award(award_id)
        named |= {one.id: seat_name("judge", one.label, w.say) for one in judging.judges}
        missing: dict[str, int] = defaultdict(int)
        for subject in subjects_of(state, judging):
            if not state.nominations[subject.nomination].over:
                for judge in subject.sitting.missing:
                    missing[judge] += 1
        page = {"award": award_id, "stage": stage_id}
        name = f"{award.name if award else award_id} · {stage.name if stage else stage_id}"
        for judge, count in missing.items():
            about = w.say("review_office.missing.sheets", name=name, count=count)
            yield Lacking("mark", named[judge], about, None, "judging_stage", page)
        unpledged |= {judge.id for judge in judging.judges if judge.id not in state.pledges}
    for judge in sorted(unpledged):
        yield Lacking("pledge", named[judge], w.say("review_office.missing.pledge"), None, "judging")


def _of_sheets(state: ReviewState, w: Words) -> Iterator[Lacking]:
    """Mark sheets that wait for a second person: from paper, late, or corrected after the lock."""
    awards, second = _awards(state), w.say("review_office.missing.second")
    for no, subject in state.subjects.items():
        if subject.sitting.waiting:
            about = _about(awards, state.nominations[subject.nomination])
            text = w.say("review_office.missing.sheet", about=about, count=len(subject.sitting.waiting))
            yield Lacking("sheet", second, text, None, "review_chair.subject", {"no": no})


def _of_office(state: ReviewState, at: int, w: Words) -> Iterator[Lacking]:
    day = guards.day_of(state.rules, at)
    office = w.say("common.role.office")
    for held in state.held.values():
        name = held_about(state, held, w.say)
        about = w.say("review_office.missing.held", name=name, time=w.time(held.at), who=w.person(held.by))
        yield Lacking("paper", w.say("review_office.missing.second"), about, None, "review_clerk.home")
    for one in state.objections:
        if one.open:
            about = w.say("review_office.calendar.answer", no=one.no)
            page = {"no": one.no}
            late = day > one.answer_by
            yield Lacking("objection", office, about, Deadline(one.answer_by), "objection", page, "", late)
    for vacancy in state.vacancies:
        if vacancy.settled is None:
            about = _about(_awards(state), state.nominations[vacancy.removed])
            yield Lacking("vacancy", office, about, None, "vacancies")


def _steps(lines: Sequence[AwardLine], w: Words) -> Iterator[Lacking]:
    """The next steps of awards that are not missing by another name already."""
    for line in lines:
        step = line.step
        if step.code not in ("collect", "over", "standing", "wait", "vet", "marking", "vacancy", "objections"):
            about = f"{line.award.name} · {step.text(w)}"
            yield Lacking(
                "step", w.say(f"common.role.{step.role}"), about, None, step.page, step.values, role=step.role
            )


def to_chase(things: Sequence[Lacking], organisations: Mapping[str, Organisation]) -> tuple[Chased, ...]:
    """The organisations that are waited for: those with something late first, then as ``things``
    has them: who owes a correction before who has not entered, units in the order of the register."""
    by_organisation: dict[str, list[Lacking]] = defaultdict(list)
    for one in things:
        if one.organisation:
            by_organisation[one.organisation].append(one)
    found = []
    for organisation, own in by_organisation.items():
        days = [one.until for one in own if one.until is not None]
        first = min(days, key=lambda due: due.day) if days else None
        found.append(Chased(organisations.get(organisation), own[0].who, tuple(own), first))
    return tuple(sorted(found, key=lambda one: not one.late))


def message(chased: Chased, w: Words, *, title: str, link: str) -> str:
    """The message to an organisation that is waited for, as it is sent to a chat group: what, until when, where.  A day
    that is over is called so, and stands beside each thing where they differ."""
    same = len({(one.until, _how(one)) for one in chased.things}) == 1
    lines = [f"{number}. {_asked(one, w, alone=not same)}" for number, one in enumerate(chased.things, start=1)]
    until = w.say(
        f"review_office.chase.until{_how(chased.things[0]) if same else '_each'}", until=w.deadline(chased.until)
    )
    return w.say(
        "review_office.chase.text", title=title, name=chased.name, things="\n".join(lines), until=until, link=link
    )


def group_message(chased: Sequence[Chased], w: Words, *, title: str, link: str) -> str:
    """One message to all that are waited for, for the chat group that they share: a line each, with the first last
    day."""
    lines = [f"{number}. {_line(one, w)}" for number, one in enumerate(chased, start=1)]
    return w.say("review_office.chase.group_text", title=title, lines="\n".join(lines), link=link)


def _line(chased: Chased, w: Words) -> str:
    counted = Counter(one.group for one in chased.things)
    things = w.say("common.between").join(
        w.say(f"review_office.chase.count_{group}", count=count) for group, count in counted.items()
    )
    text = w.say("review_office.chase.group_line", name=chased.name, things=things)
    if chased.until is None:
        return text
    first = next(one for one in chased.things if one.until == chased.until)
    return w.say(f"review_office.chase.due{_how(first)}", thing=text, until=w.deadline(chased.until))


def _asked(one: Lacking, w: Words, *, alone: bool) -> str:
    thing = w.say(f"review_office.chase.{one.group}", about=one.about)
    if not alone:
        return thing
    return w.say(f"review_office.chase.due{_how(one)}", thing=thing, until=w.deadline(one.until))


def _how(one: Lacking) -> str:
    """How the words for its last day end."""
    return "_shut" if one.shut else "_over" if one.late else ""
