"""The result of a tally as tables and as JSON: entry, score, rank, tied, decided_by, stages, status."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from scoreboard.exports.tables import REPORT, Cell, Table, Worksheet, wide
from scoreboard.exports.tally.wording import Wording, shown
from scoring.engine.codec import decimal_text
from scoring.engine.rounding import Number, ended, exact_text, rounded
from scoring.engine.tally.panel_reader import panel_digest
from scoring.engine.tally.scores import EntryScore
from scoring.engine.tally.tally import Result, Tally, score_text
from scoring.tables.writing import csv_text

FORMATS = ("table", "csv", "json", "xlsx")

STAGE_DIGITS = 6
"""Decimal places of a stage's score whose decimals never end."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def header(result: Tally) -> list[str]:
    """The columns of a result, as programs read them."""
    group = ["group"] if grouped(result) else []
    return ["entry", "score", "rank", "tied", "decided_by", *group, *(s.id for s in result.rule.stages), "status"]


def grouped(result: Tally) -> bool:
    """Whether the table of marks named groups."""
    return any(one.group for one in result.results)


def result_csv(result: Tally) -> bytes:
    """The result as programs read it: codes and plain numbers, endless decimals of a stage to six places.

    It is written without a frame: to load pandas takes longer than to reckon a usual table.
    """
    with_group = grouped(result)
    return csv_text([header(result), *(_texts(result, one, with_group=with_group) for one in result.results)])


def _texts(result: Tally, one: Result, *, with_group: bool) -> list[str]:
    """A line of the result; a number has the digits that it is published with."""
    group = [one.group] if with_group else []
    stages = [_plain(s.score) for s in one.score.stages if s.stage]
    ranked = ["", "", ""] if one.rank is None else [str(one.rank), "yes" if one.tied else "no", one.decided_by]
    return [one.entry, _score(result, one), *ranked, *group, *stages, one.score.status]


def result_json(result: Tally, marks_digest: str) -> dict[str, Any]:
    """The result as plain data: points as texts, the rule by its digest, the marks by that of their file."""
    return {
        "rule": {"name": result.rule.name, "edition": result.rule.edition, "digest": panel_digest(result.rule)},
        "marks": {"sha256": marks_digest},
        "results": [_entry_json(result, one) for one in result.results],
    }


def _entry_json(result: Tally, one: Result) -> dict[str, Any]:
    reason = {"above": "", "below": ""} if one.reason is None else dict(one.reason.fields)
    return {
        "entry": one.entry,
        "group": one.group,
        "status": one.score.status,
        "score": _score(result, one) or None,
        "rank": one.rank,
        "tied": one.tied,
        "decided_by": one.decided_by if one.rank is not None else None,
        "compared": [reason["above"], reason["below"]] if one.reason else None,
        "stages": [
            {
                "stage": s.stage,
                "status": s.status,
                "score": None if s.score is None else exact_text(s.score),
                "waits": s.waits,
            }
            for s in one.score.stages
        ],
    }


def explain_json(score: EntryScore, wording: Wording) -> dict[str, Any]:
    """One entry's arithmetic as plain data, each step with its sentence."""
    return {
        "entry": score.id,
        "group": score.group,
        "status": score.status,
        "score": None if score.score is None else format(score.score, "f"),
        "steps": [
            {"stage": s.stage, "of": s.of, "code": s.code, "fields": dict(s.fields), "text": wording.step(s)}
            for s in score.steps
        ],
    }


def words_table(result: Tally, wording: Wording) -> Table:
    """The result as people read it, group after group; numbers with the digits of the rule."""
    with_group = grouped(result)
    rows = [_words(result, one, wording, with_group) for one in result.results]
    digits = {1: result.rule.panel.rounding.final.digits, 2: 0}
    return Table.of(result.rule.name, _words_head(result, wording), rows, digits=digits)


def aligned(table: Table) -> str:
    """A table for a terminal, with its columns aligned; a Chinese character is two columns wide."""
    rows = [table.head, *table.texts()]
    widths = [max(map(wide, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell + " " * (w - wide(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def explained(score: EntryScore, result: Result, wording: Wording) -> str:
    """One entry's arithmetic as lines to be read aloud or checked by hand."""
    lines = [wording.say("explain.title", entry=score.id)]
    before = ""
    for step in score.steps:
        heading = wording.heading(step)
        if heading and heading != before:
            lines.append(heading)
        before = heading
        lines.append(f"  {wording.step(step)}")
    key = "none" if result.rank is None else "tied" if result.tied else "place"
    lines.append(wording.say(f"explain.{key}", rank=result.rank, decided=wording.decided(result)))
    return "\n".join(lines) + "\n"


def result_sheet(result: Tally, wording: Wording) -> Worksheet:
    """The result as a worksheet."""
    return Worksheet(wording.say("column.rank"), words_table(result, wording), REPORT)


def dumped(data: object) -> bytes:
    """Plain data as JSON that people can read too."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _words_head(result: Tally, wording: Wording) -> list[str]:
    known = ("entry", "score", "rank", "tied", "decided_by", "group", "status")
    names = [wording.say(f"column.{name}") if name in known else wording.name(name) for name in header(result)]
    return names[:-1]


def _words(result: Tally, one: Result, wording: Wording, with_group: bool) -> list[Cell]:
    """The row as people read it; without a rank, what is missing is in the column of the decision."""
    row: list[Cell] = [*_texts(result, one, with_group=with_group)[:-1]]
    row[1] = number_or_text(_score(result, one))
    row[2] = "" if one.rank is None else one.rank
    row[3] = wording.say(f"tied.{row[3]}") if row[3] else ""
    row[4] = wording.decided(one)
    first = len(row) - len(result.rule.stages)
    exact = ["" if s.score is None else shown(exact_text(s.score)) for s in one.score.stages if s.stage]
    return [*row[:first], *exact]


def number_or_text(text: str) -> Cell:
    """A text that is a plain number as that number, digit for digit; any other text as it is."""
    return Decimal(text) if _NUMBER.fullmatch(text) else text


def _plain(value: Number | None) -> str:
    """A number that any program reads."""
    if value is None:
        return ""
    return decimal_text(rounded(value, STAGE_DIGITS)) if ended(value) is None else exact_text(value)


def _score(result: Tally, one: Result) -> str:
    if result.rule.rank.by == "borda" and one.points is not None:
        return exact_text(one.points)
    return score_text(one)
