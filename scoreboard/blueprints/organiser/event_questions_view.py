"""The questions of a competition in words: what a stage lacks, who knows a set and competes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import request

from question_sets.event import EventLine, pool_kind
from scoreboard.blueprints.organiser.schedule_form import LONGEST
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.competition.commands_questions import Knower, Part
from scoring.engine.competition.decide_questions import MOST_KNOWERS
from scoring.engine.competition.knowers import KnowerWarning
from scoring.usecases.competition.schedule_rows import name_and_unit


@dataclass(frozen=True, slots=True)
class LineText:
    """A line of what the stages need: its sentence, and whether questions are missing."""

    text: str
    missing: int


def line_texts(lines: Iterable[EventLine], say: Say) -> list[LineText]:
    """“复赛抢答需100题，现有84题，缺16题”, a line for each stage and round."""
    return [
        LineText(
            say(
                f"event_questions.line.{one.code}",
                stage=one.need.where,
                round=_round(one, say),
                needed=one.need.count,
                available=one.available,
                missing=one.missing,
            ),
            one.missing,
        )
        for one in lines
    ]


def warning_text(one: KnowerWarning, say: Say) -> str:
    """Who knows a set of a stage and is of a team's organisation, or in it."""
    return say(
        f"event_questions.warning.{one.code}",
        stage=one.stage,
        set=one.question_set.name,
        person=one.person.name,
        part=say(f"event_questions.part.{one.person.part}"),
        unit=one.person.unit,
        team=one.team,
    )


def people_text(people: Sequence[Knower]) -> dict[str, str]:
    """The people of a set as the form has them, a line each, by what they did."""
    return {
        part: "\n".join(f"{one.name}，{one.unit}" if one.unit else one.name for one in people if one.part == part)
        for part in ("author", "reviewer")
    }


def named_people(part: Part) -> tuple[Knower, ...]:
    """The people of the form who did this; one line more than there may be, so that it is refused."""
    lines = [line for line in request.form.get(part, "")[:LONGEST].splitlines() if line.strip()]
    return tuple(Knower(*name_and_unit(line), part) for line in lines[: MOST_KNOWERS + 1])


def _round(one: EventLine, say: Say) -> str:
    kind = pool_kind(one.need)
    name = one.need.name if kind == "round" else say(f"event_questions.pool.{kind}")
    if one.need.stake is not None:
        return say("event_questions.stake", round=name, stake=decimal_text(one.need.stake))
    return say("event_questions.clues", round=name, clues=one.need.clues) if one.need.clues else name
