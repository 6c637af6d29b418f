"""A report on a question file as lines for terminal and page: errors first, then what wants a look, then notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from question_sets.model import ImportReport
from scoreboard.presenters.places import places_text
from scoreboard.presenters.quiz.questions import problem_text
from scoring.tables.problems import Problem, Severity, SourcePlace

_ORDER: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One finding: its places as text, how many there are, and the sentence."""

    severity: Severity
    places: str
    count: int
    text: str


def report_lines(lang: str, report: ImportReport) -> Iterator[ReportLine]:
    """Every finding of a report: faults of the file and problems of its rows."""
    rows = ((row.place, problem) for row in report.rows for problem in row.problems)
    return grouped(lang, [*report.faults, *rows])


def grouped(lang: str, found: Sequence[tuple[SourcePlace, Problem]]) -> Iterator[ReportLine]:
    """Each sentence once with all its places; of one severity, in the order of the file."""
    for severity in _ORDER:
        places: dict[str, list[SourcePlace]] = {}
        for place, problem in found:
            if problem.severity == severity:
                places.setdefault(problem_text(lang, problem), []).append(place)
        for text, named in places.items():
            yield ReportLine(severity, places_text(lang, named), len(named), text)
