"""Findings about a question set in words: for the organiser's desk and for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from question_sets.coverage import Coverage, CoverageLine
from question_sets.model import ImportReport, ReadQuestion, RowReport
from scoreboard.i18n.catalogue import say
from scoreboard.presenters.places import place_text, written_place
from scoring.engine.codec import to_json
from scoring.tables.headings import IGNORED
from scoring.tables.problems import Problem, SourcePlace

_PLACES = frozenset({"other", "place"})
"""Fields of a problem that are a place."""

_PEOPLE = frozenset({"roster", "judges"})
"""Lists whose columns have the words of the desk's own tables of people."""


def problem_text(lang: str, problem: Problem) -> str:
    """The sentence for one problem."""
    fields = dict(problem.fields)
    if "type" in fields:
        fields["type_name"] = say(lang, f"questions.type.{fields['type']}")
    if "cause" in fields:
        fields["cause"] = say(lang, f"sheet.toml.{fields['cause']}")
    for name in ("found", "missing"):
        if f"{name}_fields" in fields:
            words = (field_text(lang, field) for field in fields[f"{name}_fields"].split())
            fields[name] = say(lang, "common.between").join(words)
        if f"{name}_columns" in fields:
            words = (column_text(lang, fields["list"], field) for field in fields[f"{name}_columns"].split())
            fields[name] = say(lang, "common.between").join(words)
    for name in _PLACES & fields.keys():
        fields[name] = written_place(lang, fields[name], fields.get(f"{name}_unit", "row"))
    return say(lang, f"questions.problem.{problem.code}", **fields)


def finding_lines(lang: str, findings: Iterable[tuple[SourcePlace, Problem]]) -> list[str]:
    """The sentence for each finding about a list, with its place; errors first."""
    return [
        say(lang, "common.labelled", label=place_text(lang, place), text=problem_text(lang, problem))
        for place, problem in sorted(findings, key=lambda one: one[1].severity != "error")
    ]


def column_text(lang: str, kind: str, field: str) -> str:
    """A column of a list of this kind in words: of teams (``roster``), of ``judges``, of ``organisations``,
    of marks (``papers``), of the ``schedule``."""
    if field == IGNORED:
        return say(lang, "questions.field.ignored")
    if kind == "papers":
        paper, _, part = field.rpartition("part")
        words = [say(lang, "written.paper_no", no=no) for no in (paper or field).strip("-").split("paper")[1:] if no]
        words += [say(lang, "written.part_no", no=part)] if part.isdigit() else []
        return " ".join(words) or say(lang, f"written.{field}")
    if kind == "schedule":
        return say(lang, f"schedule.column.{field}")
    return say(lang, f"organiser.roster.{field}" if kind in _PEOPLE else f"lists.field.{kind}.{field}")


def field_text(lang: str, field: str) -> str:
    """A field of a question in words: ``stem``, ``option1`` as 选项A, ``options:A–D``, ``clue1``."""
    name, _, letters = field.partition(":")
    if name.startswith("option") and name[6:].isdigit():
        name, letters = "options", "ABCDEFGHIJ"[int(name[6:]) - 1]
    if name.startswith("blank") and name[5:].isdigit():
        name, letters = "blank", name[5:]
    return say(lang, f"questions.field.{name}", letters=letters)


def line_text(lang: str, line: CoverageLine) -> str:
    """The sentence for one line of a coverage: “抢答需20+5题，现有18题”."""
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
