"""Findings about a question set in words: for the organiser's desk and for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from question_sets.coverage import Coverage, CoverageLine
from question_sets.model import ImportReport, ReadQuestion, RowReport
from scoreboard.i18n.catalogue import say
from scoring.engine.codec import to_json
from scoring.tables.problems import Problem, SourcePlace


def problem_text(lang: str, problem: Problem) -> str:
    """The sentence for one problem."""
    fields = dict(problem.fields)
    if "type" in fields:
        fields["type_name"] = say(lang, f"questions.type.{fields['type']}")
    for name in ("found", "missing"):
        if f"{name}_fields" in fields:
            words = (field_text(lang, field) for field in fields[f"{name}_fields"].split())
            fields[name] = say(lang, "common.between").join(words)
    return say(lang, f"questions.problem.{problem.code}", **fields)


def finding_lines(lang: str, findings: Iterable[tuple[SourcePlace, Problem]]) -> list[str]:
    """The sentence for each finding about a table of people, with its place."""
    return [
        say(lang, "common.labelled", label=str(place) if place.row else place.sheet, text=problem_text(lang, problem))
        for place, problem in findings
    ]


def field_text(lang: str, field: str) -> str:
    """A field of a question in words: ``stem``, ``option1`` as 选项A, ``options:A–D``, ``clue1``."""
    name, _, letters = field.partition(":")
    if name.startswith("option") and name[6:].isdigit():
        name, letters = "options", "ABCDEFGHIJ"[int(name[6:]) - 1]
    return say(lang, f"questions.field.{name}", letters=letters)


def line_text(lang: str, line: CoverageLine) -> str:
    """The sentence for one line of a coverage: 「抢答需20+5题，现有18题」."""
    return say(lang, f"questions.coverage.{line.code}", **dict(line.fields))


def report_json(lang: str, report: ImportReport) -> dict[str, Any]:
    """A report as plain data for scripts: codes and fields with their sentences."""
    return {
        "name": report.name,
        "ok": report.ok,
        "counts": dict(sorted(report.counts.items())),
        "rows": [_row_json(lang, row) for row in report.rows],
        "faults": [{"place": str(place), **_problem_json(lang, problem)} for place, problem in report.faults],
    }


def coverage_json(lang: str, found: Coverage) -> dict[str, Any]:
    """A coverage as plain data for scripts."""
    return {
        "enough": found.enough,
        "questions": found.questions,
        "needed": found.needed,
        "lines": [
            {
                "pool": line.need.pool,
                "code": line.code,
                "text": line_text(lang, line),
                **dict(line.fields),
                "by_type": dict(line.by_type),
            }
            for line in found.lines
        ],
    }


def _row_json(lang: str, row: RowReport) -> dict[str, Any]:
    understood: ReadQuestion | None = row.understood
    return {
        "place": str(row.place),
        "text": row.text,
        "question": to_json(understood) if understood is not None else None,
        "problems": [_problem_json(lang, problem) for problem in row.problems],
    }


def _problem_json(lang: str, problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "field": problem.field,
        "fields": dict(problem.fields),
        "text": problem_text(lang, problem),
    }
