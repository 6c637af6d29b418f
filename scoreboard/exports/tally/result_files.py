"""The result of a tally as text, CSV, JSON or a workbook: entry, score, rank, tied, decided_by, stages, status."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from question_sets.writer import guarded
from scoreboard.exports.tally.wording import Wording, shown
from scoring.engine.codec import decimal_text
from scoring.engine.rounding import ended, exact_text, rounded
from scoring.engine.tally.panel_reader import panel_digest
from scoring.engine.tally.scores import EntryScore, Number
from scoring.engine.tally.tally import Result, Tally, score_text

FORMATS = ("table", "csv", "json", "xlsx")


def header(result: Tally) -> list[str]:
    """The columns of a result, as programs read them."""
    group = ["group"] if grouped(result) else []
    return ["entry", "score", "rank", "tied", "decided_by", *group, *(s.id for s in result.rule.stages), "status"]


def grouped(result: Tally) -> bool:
    """Whether the table of marks named groups."""
    return any(one.group for one in result.results)


def cells(result: Tally, one: Result, *, with_group: bool) -> list[str]:
    """One row of a result, as programs read it: codes and plain numbers, stages without end to six places."""
    group = [one.group] if with_group else []
    stages = [_plain(s.score) for s in one.score.stages if s.stage]
    rank = "" if one.rank is None else str(one.rank)
    decided = one.decided_by if one.rank is not None else ""
    tied = ("yes" if one.tied else "no") if one.rank is not None else ""
    return [one.entry, _score(result, one), rank, tied, decided, *group, *stages, one.score.status]


def csv_bytes(result: Tally) -> bytes:
    """CSV in UTF-8 with a byte order mark; a text that begins like a formula is written so that it stays text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in header(result)])
    with_group = grouped(result)
    writer.writerows([guarded(cell) for cell in cells(result, one, with_group=with_group)] for one in result.results)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


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
            {"stage": s.stage, "status": s.status, "score": None if s.score is None else exact_text(s.score),
             "waits": s.waits}
            for s in one.score.stages
        ],
    }  # fmt: skip


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


def text(result: Tally, wording: Wording) -> str:
    """The result as a table for a terminal, group after group."""
    head, rows = result_words(result, wording)
    return aligned([head, *rows])


def result_words(result: Tally, wording: Wording) -> tuple[list[str], list[list[str]]]:
    """Heading and rows as people read them."""
    with_group = grouped(result)
    return _words_head(result, wording), [_words(result, one, wording, with_group) for one in result.results]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows with their columns aligned; a Chinese character is two columns wide."""
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


def workbook(result: Tally, wording: Wording) -> bytes:
    """The result as a workbook of one sheet."""
    buffer = io.BytesIO()
    book = open_book(buffer)
    result_sheet(book, result, wording)
    book.close()
    return buffer.getvalue()


def open_book(buffer: io.BytesIO) -> Any:
    """A workbook in which no text becomes a formula or a link."""
    return xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def result_sheet(book: Any, result: Tally, wording: Wording) -> None:
    """Add the result as a sheet: numbers as numbers with the digits of the rule."""
    head, rows = result_words(result, wording)
    digits = {1: result.rule.panel.rounding.final.digits, 2: 0}
    write_sheet(book, wording.say("column.rank"), result.rule.name, head, rows, digits)


def write_sheet(
    book: Any,
    name: str,
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: dict[int, int],
) -> None:
    """A sheet with title, frozen heading and rows; ``numbers``: column → decimal places, where a cell is a number."""
    sheet = book.add_worksheet(name[:31])
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    formats = {column: book.add_format({"num_format": _digits(digits)}) for column, digits in numbers.items()}
    for column, cell in enumerate(head):
        sheet.write_string(2, column, cell, bold)
        widest = max([wide(cell), *(wide(row[column]) for row in rows)], default=8)
        sheet.set_column(column, column, min(widest + 2, 60))
    for number, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            if column in formats and _is_number(cell):
                sheet.write_number(number, column, float(cell), formats[column])
            else:
                sheet.write_string(number, column, cell)
    sheet.freeze_panes(3, 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)


def dumped(data: object) -> bytes:
    """Plain data as JSON that people can read too."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _words_head(result: Tally, wording: Wording) -> list[str]:
    known = ("entry", "score", "rank", "tied", "decided_by", "group", "status")
    names = [wording.say(f"column.{name}") if name in known else wording.name(name) for name in header(result)]
    return names[:-1]


def _words(result: Tally, one: Result, wording: Wording, with_group: bool) -> list[str]:
    """The row as people read it; without a rank, what it lacks stands where the decision would."""
    row = cells(result, one, with_group=with_group)[:-1]
    row[3] = wording.say(f"tied.{row[3]}") if row[3] else ""
    row[4] = wording.decided(one)
    first = len(row) - len(result.rule.stages)
    exact = ["" if s.score is None else shown(exact_text(s.score)) for s in one.score.stages if s.stage]
    return [*row[:first], *exact]


def _plain(value: Number | None) -> str:
    """A number that any program reads."""
    if value is None:
        return ""
    return decimal_text(rounded(value, 6)) if ended(value) is None else exact_text(value)


def _score(result: Tally, one: Result) -> str:
    if result.rule.rank.by == "borda" and one.points is not None:
        return exact_text(one.points)
    return score_text(one)


def wide(text_: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text_)


def _digits(digits: int) -> str:
    return "0." + "0" * digits if digits else "0"


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdigit()
