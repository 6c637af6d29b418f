"""What the pages of a written stage share: the stage with its marks, the frame of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scoreboard.blueprints.organiser.competition_desk import competition_record, new_key
from scoreboard.blueprints.organiser.desk import ctx, say, show
from scoreboard.exports.written import Forms
from scoreboard.presenters.competition.written import progress, step_of
from scoreboard.server import runtime
from scoring.engine.codec import decimal_text
from scoring.engine.competition.decide_written import need_written
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import tie_offs_of
from scoring.engine.competition.written import TeamPapers, sheets
from scoring.engine.competition.written_state import Written
from scoring.engine.errors import NotFound
from scoring.engine.stages import Stage
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.stages import stage_results


@dataclass(frozen=True, slots=True)
class Marks:
    """A written stage with its marks, as every page of it needs it; ``tie_offs``: the results of its tie-offs."""

    competition: str
    place: int
    state: CompetitionState
    stage: Stage
    written: Written
    papers: tuple[TeamPapers, ...]
    tie_offs: tuple[GroupResult, ...] = ()

    @property
    def forms(self) -> Forms:
        """What each team's form says."""
        return {one.team: self.state.registrations[one.team].form for one in self.papers}

    def title(self) -> str:
        """The competition and the stage."""
        return f"{competition_record(self.competition).title} {self.stage.name}"


def marks_of(competition: str, place: int) -> Marks:
    """The written stage at this place; raises ``NotFound("stage-of-none")``, ``Refused("stage-not-written")``."""
    state = competition_state(ctx(), competition)
    held = state.stages.stages if state.stages else ()
    if not 1 <= place <= len(held):
        raise NotFound("stage-of-none", stage=place)
    stage, written = need_written(state, held[place - 1].name)
    results = stage_results(ctx(), competition, stage.name) if tie_offs_of(state, stage.name) else ()
    papers = runtime.offload(sheets, state, stage)
    return Marks(competition, place, state, stage, written, papers, tuple(one for one in results if one.tie_off))


def show_marks(template: str, own: Marks, error: Any = None, **values: Any) -> str:
    """A page about a written stage."""
    return show(
        template,
        error,
        competition=competition_record(own.competition),
        stage=own.stage,
        place=own.place,
        written=own.written,
        points=decimal_text,
        key=new_key(),
        **values,
    )


def note_of(own: Marks) -> str:
    """How far the marks are, for a paper that leaves the office."""
    return say()(f"written.note.{step_of(own.written, progress(own.papers))}")
