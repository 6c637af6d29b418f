"""A written stage in words: a mark, a row of a table, why one team stands above the next, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.competition.commands_written import PaperMark
from scoring.engine.competition.written import TeamPapers
from scoring.engine.competition.written_state import Written
from scoring.engine.ranking import Placing
from scoring.engine.stages import Stage
from scoring.usecases.competition.marks_import import MarkFault, MarkRow, MarksReport

MOST_LINES = 300
"""Most rows of a report that a page shows; those that need a look come first."""

ORDER = ("faulty", "changed", "new", "blank", "same")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the marks of a stage are: counts of papers, and whom somebody waits for."""

    teams: int
    marked: int
    absent: int
    missing: int


def progress(papers: Sequence[TeamPapers]) -> Progress:
    """The counts of a stage."""
    marks = [mark for team in papers for one in team.people for mark in one.papers if mark is not None]
    absent = sum(mark.absent for mark in marks)
    return Progress(len(papers), len(marks) - absent, absent, sum(len(one.missing) for one in papers))


def step_of(written: Written, found: Progress) -> str:
    """Where the marks of a stage stand: ``entering``, ``checking``, ``checked`` or ``published``."""
    if not written.batches or found.missing:
        return "entering"
    if written.unchecked:
        return "checking"
    return "published" if written.published and written.published[-1].batch == len(written.batches) else "checked"


def mark_text(mark: PaperMark | None, say: Say) -> str:
    """A mark as people read it: 85.5, 60 + 25.5 of two parts, 缺考, 未录."""
    if mark is None:
        return say("written.unmarked")
    return say("written.absent") if mark.absent else " + ".join(map(decimal_text, mark.marks))


def why_above(place: Placing, say: Say) -> str:
    """Why a team stands above the next one where their scores are equal; "" where the scores say it."""
    if place.above is None:
        return say("written.level") if place.tied else ""
    if place.above.code == "score":
        return ""
    return say("written.by_person", no=place.above.code.removeprefix("person"), **place.above.fields)


def fault_text(fault: MarkFault, stage: Stage, say: Say, place: Callable[[int], str] = str) -> str:
    """What is wrong with a row, with the name of its column; ``place``: where a row is in its file."""
    fields: dict[str, object] = dict(fault.fields)
    if isinstance(row := fields.get("row"), int):
        fields["row"] = place(row)
    if isinstance(highest := fields.get("highest"), Decimal):
        fields["highest"] = decimal_text(highest)
    for name in ("near", "teams"):
        if name in fields:
            listed = fields[name]
            assert isinstance(listed, list)
            fields[name] = say("organiser.comma").join(listed)
    text = say(f"written.fault.{fault.code}", **fields)
    return say("common.labelled", label=column_text(fault.column, stage, say), text=text)


def column_text(column: str, stage: Stage, say: Say) -> str:
    """A column of a table of marks; a part of the papers has its own name."""
    if column.startswith("part") and column[4:].isdigit():
        return stage.parts[int(column[4:]) - 1].name
    if column.startswith("paper") and column != "paper":
        no, _, part = column.removeprefix("paper").partition("-")
        name = say("written.paper_no", no=no)
        return f"{name} {column_text(part, stage, say)}" if part else name
    return say("questions.field.ignored") if column == "ignored" else say(f"written.{column}")


def shown_rows(report: MarksReport) -> Sequence[MarkRow]:
    """The rows that a page shows: those that need a look first, then as they stand."""
    return sorted(report.rows, key=lambda one: (ORDER.index(one.state), one.row))[:MOST_LINES]


def waited_for(
    missing: Mapping[int, Sequence[tuple[str, int]]], names: Mapping[int, str], stage: Stage, say: Say
) -> list[str]:
    """A line for each team whose marks are waited for."""
    comma = say("organiser.comma")
    return [
        say(
            "common.labelled",
            label=names[team],
            text=comma.join(
                say("written.person_paper", person=person, paper=paper) if stage.papers > 1 else person
                for person, paper in own
            ),
        )
        for team, own in missing.items()
    ]
