"""A set written as a table: xlsx with instructions, or CSV that Excel opens correctly.  The reader gives the same set
back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from question_sets.keys import LETTERS
from question_sets.model import ReadQuestion
from question_sets.template import EXAMPLES, HEADINGS, INSTRUCTIONS, SHEETS, TYPE_NAMES, WIDTHS
from scoring.engine.codec import decimal_text
from scoring.tables.writing import csv_text, new_workbook

Lang = Literal["zh", "en"]

_LEAST_OPTIONS = 4


def headings(lang: Lang, options: int = _LEAST_OPTIONS, clues: int = 0) -> list[str]:
    """The heading row: number, type, stem, options, key, explanation … and as many clue columns as are used."""
    words = HEADINGS[lang]
    row = [words["no"], words["type"], words["stem"]]
    row += [words["option"].format(letter) for letter in LETTERS[: max(options, _LEAST_OPTIONS)]]
    row += [words[name] for name in ("key", "explanation", "citation", "difficulty", "chapter", "tags")]
    row += [words[name] for name in ("points", "stake", "conflicts", "checked_on", "valid_until", "media")]
    return row + [words["clue"].format(number) for number in range(1, clues + 1)]


def table(questions: Sequence[ReadQuestion], lang: Lang = "zh") -> list[list[str]]:
    """Heading and rows of a set, every cell a text."""
    options = max((len(question.options) for question in questions), default=0)
    clues = max((len(question.clues) for question in questions), default=0)
    width = max(options, _LEAST_OPTIONS)
    rows = [headings(lang, options, clues)]
    for question in questions:
        row = [str(question.no), TYPE_NAMES[lang][question.type], question.stem]
        row += [*question.options, *[""] * (width - len(question.options))]
        row += [key_text(question, lang), question.explanation, question.citation, question.difficulty]
        row += [question.chapter, "、".join(question.tags)]
        row += ["" if value is None else decimal_text(value) for value in (question.points, question.stake)]
        row += ["、".join(question.conflicts_with), question.checked_on, question.valid_until]
        row += [question.media, *question.clues, *[""] * (clues - len(question.clues))]
        rows.append(row)
    return rows


def key_text(question: ReadQuestion, lang: Lang) -> str:
    """A key as a cell of a table has it."""
    if question.type in ("single", "multiple"):
        return "".join(question.key)
    if question.type == "true_false":
        return {"zh": {"T": "正确", "F": "错误"}, "en": {"T": "TRUE", "F": "FALSE"}}[lang][question.key[0]]
    return "；".join(question.key)


def write_csv(questions: Sequence[ReadQuestion], lang: Lang = "zh") -> bytes:
    """The set as CSV that Excel opens correctly (``scoring.tables.writing``)."""
    return csv_text(table(questions, lang))


def write_xlsx(questions: Sequence[ReadQuestion], lang: Lang = "zh") -> bytes:
    """A workbook with the questions and a worksheet of instructions."""
    return _workbook(table(questions, lang), lang, examples=False)


def write_package(
    name: str, questions: Sequence[ReadQuestion], media: Iterable[tuple[str, bytes]], lang: Lang = "zh"
) -> bytes:
    """A ZIP with the workbook of the set and the media that it names: (file name, bytes) each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{name}.xlsx", write_xlsx(questions, lang))
        for file, data in media:
            archive.writestr(file, data)
    return out.getvalue()


def write_template(lang: Lang = "zh") -> bytes:
    """An empty workbook to fill in: heading, three rows marked as examples (never imported), instructions."""
    return _workbook([headings(lang, clues=4)], lang, examples=True)


def _workbook(rows: list[list[str]], lang: Lang, *, examples: bool) -> bytes:
    """Every cell is written as text, so that no spreadsheet turns 3-1 into a date or =… into a formula."""
    out = io.BytesIO()
    with new_workbook(out) as book:
        _write(book, rows, lang, examples=examples)
    return out.getvalue()


def _write(book: Any, rows: list[list[str]], lang: Lang, *, examples: bool) -> None:
    text_cell = {"text_wrap": True, "valign": "top", "num_format": "@"}
    head = book.add_format({"bold": True, "bg_color": "#8E1B1B", "font_color": "#FFFFFF", "num_format": "@"})
    cell, pale = book.add_format(text_cell), book.add_format({**text_cell, "font_color": "#777777"})
    sheet = book.add_worksheet(SHEETS[lang][0])
    for column, heading in enumerate(rows[0]):
        sheet.set_column(column, column, WIDTHS.get(column, 14), cell)
        sheet.write_string(0, column, heading, head)
    for number, row in enumerate(rows[1:], start=1):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text, cell)
    if examples:
        for number, example in enumerate(EXAMPLES[lang], start=1):
            for column, text in enumerate(example):
                sheet.write_string(number, column, text, pale)
    sheet.freeze_panes(1, 3)
    sheet.data_validation(
        1, 1, 5000, 1, {"validate": "list", "source": list(TYPE_NAMES[lang].values()), "error_type": "information"}
    )
    notes = book.add_worksheet(SHEETS[lang][1])
    notes.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for number, line in enumerate(INSTRUCTIONS[lang]):
        notes.write_string(number, 0, line)
