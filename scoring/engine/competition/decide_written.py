"""Whether a command about a written stage is allowed, and what its entry holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from scoring.engine.codec import decimal_text, to_json
from scoring.engine.competition.commands_written import CheckMarks, EnterMarks, PaperMark, PublishMarks, ShowRanking
from scoring.engine.competition.decide_stages import need_stage
from scoring.engine.competition.facts import Facts
from scoring.engine.competition.state import CompetitionState, Registration
from scoring.engine.competition.written import sat_by, sheets, standings, team_papers
from scoring.engine.competition.written_state import Marks, Place, Replaced, Written, key_of, mark_in
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form
from scoring.engine.second_person import own_part
from scoring.engine.stages import Stage

MOST_MARKS = 5_000
"""Most marks of one list."""

ZERO = Decimal(0)

MOST_PLACES = 3
"""Most places of a mark after its point."""


def enter(state: CompetitionState, command: EnterMarks, at: int, facts: Facts) -> Payload:
    """All marks or none.  What stands already is replaced only where the command says so, and by a reason."""
    stage, written = need_written(state, command.stage)
    if not 1 <= len(command.marks) <= MOST_MARKS:
        raise Invalid("marks-number", most=MOST_MARKS)
    if command.after != len(written.batches):
        raise Conflict("marks-changed")
    marks = _checked(state, stage, written, command.marks)
    if len({(one.team, key_of(one)) for one in marks}) < len(marks):
        raise Invalid("mark-twice")
    new, replaced = against(written.marks, marks)
    if not new and not replaced:
        raise Refused("marks-there-already")
    if replaced and not command.corrects:
        raise Refused("marks-to-replace", count=len(replaced))
    _check_sitters(state, stage, written, marks)
    return {
        "batch": len(written.batches) + 1,
        "marks": to_json((*new, *(one.after for one in replaced))),
        "replaced": to_json(replaced),
    }


def check(state: CompetitionState, command: CheckMarks, at: int, facts: Facts) -> Payload:
    """By somebody else, on another device, than those who entered what is not checked yet; when no mark is missing."""
    stage, written = need_written(state, command.stage)
    if not written.batches or command.batch != len(written.batches):
        raise Conflict("marks-changed")
    if not written.unchecked:
        raise Refused("marks-checked")
    _check_complete(state, stage)
    if own_part([(one.by, one.device) for one in written.unchecked], facts.actor, facts.device):
        raise Refused("marks-second-person")
    return {}


def publish(state: CompetitionState, command: PublishMarks, at: int, facts: Facts) -> Payload:
    """Once the marks are checked; the ranking is in the entry."""
    stage, written = need_written(state, command.stage)
    if not written.batches or command.batch != len(written.batches):
        raise Conflict("marks-changed")
    if written.unchecked:
        raise Refused("marks-unchecked")
    _check_complete(state, stage)
    places = ranking(state, stage)
    if written.published and written.published[-1].places == places:
        raise Refused("marks-published")
    if written.published and not command.again:
        raise Conflict("marks-changed")
    return {"publication": len(written.published) + 1, "places": to_json(places)}


def ranking(state: CompetitionState, stage: Stage) -> tuple[Place, ...]:
    """The ranking of a written stage, with the names of its teams."""
    papers = sheets(state, stage)
    scores = {one.team: one.score for one in papers}
    forms = {no: state.registrations[no].form for no in scores}
    return tuple(
        Place(no, forms[no].team, forms[no].unit, one.rank, scores[no])
        for one in standings(papers)
        for no in (int(one.id),)
    )


def need_written(state: CompetitionState, name: str) -> tuple[Stage, Written]:
    """The written stage of this name and its marks; raises ``Refused("stage-not-written")`` and as ``need_stage``."""
    stage, _ = need_stage(state, name)
    if not stage.written:
        raise Refused("stage-not-written", stage=name)
    return stage, state.written.get(name, Written())


def against(held: Marks, marks: Sequence[PaperMark]) -> tuple[tuple[PaperMark, ...], tuple[Replaced, ...]]:
    """Of these marks those that are new, and those that replace another one."""
    pairs = [(mark_in(held, one), one) for one in marks]
    new = tuple(one for before, one in pairs if before is None)
    replaced = (Replaced(before, one) for before, one in pairs if before is not None and not same_mark(before, one))
    return new, tuple(replaced)


def same_mark(one: PaperMark, other: PaperMark) -> bool:
    """Whether two marks of a paper say the same."""
    return (one.absent, one.marks) == (other.absent, other.marks)


def mark_fault(stage: Stage, mark: Decimal, place: int) -> str:
    """What is wrong with a mark for the part at this place (from 0), "" for nothing."""
    exponent = mark.as_tuple().exponent
    if not isinstance(exponent, int):
        return "mark-not-number"
    if not ZERO <= mark <= stage.highest_of[place]:
        return "mark-above" if mark > 0 else "mark-below"
    return "mark-too-fine" if -exponent > MOST_PLACES else ""


def _checked(
    state: CompetitionState, stage: Stage, written: Written, marks: Sequence[PaperMark]
) -> tuple[PaperMark, ...]:
    """The marks with the names of people as their teams have them; raises what is wrong with the first."""
    names: dict[int, dict[str, str]] = {}
    for mark in marks:
        if mark.team not in names:
            names[mark.team] = _people(state, stage, written, mark.team)
        check_mark(stage, mark)
        if same_form(mark.person) not in names[mark.team]:
            raise NotFound("mark-person", person=mark.person[:40], team=state.registrations[mark.team].form.team)
    return tuple(replace(mark, person=names[mark.team][same_form(mark.person)]) for mark in marks)


def show(state: CompetitionState, command: ShowRanking, at: int, facts: Facts) -> Payload:
    """Only a ranking that everybody may see; a second cue of the same is told that nothing changes."""
    written = state.written.get(command.stage, Written())
    if written.ranking is None:
        raise Refused("written-unpublished", stage=command.stage)
    if written.shown == command.shown:
        raise Refused("written-shown" if command.shown else "written-not-shown")
    return {}


def check_mark(stage: Stage, mark: PaperMark) -> None:
    """Raises ``Invalid`` for a mark that no paper of this stage can have."""
    if not 1 <= mark.paper <= stage.papers:
        raise Invalid("mark-paper", papers=stage.papers)
    if len(mark.marks) != (0 if mark.absent else len(stage.highest_of)):
        raise Invalid("mark-parts", count=len(stage.highest_of))
    for place, one in enumerate(mark.marks):
        if mark_fault(stage, one, place):
            highest = decimal_text(stage.highest_of[place])
            raise Invalid("paper-mark-wrong", person=mark.person[:40], highest=highest, most=MOST_PLACES)


def _people(state: CompetitionState, stage: Stage, written: Written, team: int) -> dict[str, str]:
    found = state.registrations.get(team)
    if found is None or found.status != "approved":
        raise NotFound("mark-team", no=team)
    return {same_form(one.name): one.name for one in team_papers(found, stage, written).people}


def _check_sitters(state: CompetitionState, stage: Stage, written: Written, marks: Sequence[PaperMark]) -> None:
    """No more people of a team sit a paper than it has members."""
    after = written.holding(marks)
    for no in sorted({one.team for one in marks}):
        if paper := too_many(state.registrations[no], stage, after):
            raise Invalid("papers-too-many", team=state.registrations[no].form.team, paper=paper)


def too_many(registration: Registration, stage: Stage, written: Written) -> int:
    """The first paper (from 1) that more people of a team have sat than it has members; 0 for none."""
    people = team_papers(registration, stage, written).people
    members = sum(not one.substitute for one in registration.form.members)
    return next((place + 1 for place in range(stage.papers) if sat_by(people, place) > members), 0)


def _check_complete(state: CompetitionState, stage: Stage) -> None:
    missing = sum(len(one.missing) for one in sheets(state, stage))
    if missing:
        raise Refused("papers-unmarked", count=missing)
