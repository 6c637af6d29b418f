"""What the columns of a table say beside their names: filled but not known, without a heading, two of one meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from question_sets.columns import BLANKS, OPTIONS, Columns, read_heading
from question_sets.keys import LETTERS
from scoring.tables.grids import Grid
from scoring.tables.headings import FilledColumns, Heading
from scoring.tables.problems import Problem, error, note, warning
from scoring.tables.text import clean, coded

_DECIDES = frozenset({"stem", "key", "type", "option_cell", "points", "stake"})
"""Two filled columns of one of these are refused; of the others the first is used, and the report says so."""

_SEVERAL = frozenset({"media", "tags", "also"})
"""Of these a table may have several columns."""


@dataclass(frozen=True, slots=True)
class ColumnFindings:
    """The problems of a heading, the question about it if there is one, and whether the rows below can be read."""

    problems: tuple[Problem, ...] = ()
    heading: Heading | None = None
    refused: bool = False


def column_findings(grid: Grid, start: int, end: int, columns: Columns) -> ColumnFindings:
    """Holds the columns of the heading in row ``start`` against the rows above ``end``."""
    table = FilledColumns(grid, start, end)
    doubtful = list(_doubtful(table, columns))
    problems = [problem for _, problem in doubtful]
    asked = {index for places, _ in doubtful for index in places}
    return ColumnFindings(
        tuple(problems),
        table.heading(asked, columns.meaning) if asked else None,
        any(problem.severity == "error" for problem in problems),
    )


def near_heading(grid: Grid, start: int, *, only: bool) -> ColumnFindings:
    """The findings of a row that is almost a heading: what was recognised, what is lacking, what is not known.  It is
    an error where ``only`` such rows are in the file."""
    columns = read_heading(grid.rows[start], None, grid.first_column)
    table = FilledColumns(grid, start, len(grid.rows))
    unknown = [clean(grid.rows[start][index])[:20] for index in columns.unknown]
    lacking = ["stem"] * ("stem" not in columns.fields) + ["key"] * (not columns.useful)
    level = error if only else warning
    problem = level(
        "heading-incomplete",
        found_fields=_fields(columns),
        missing_fields=" ".join(lacking),
        unknown="、".join(unknown) or "—",
    )
    headless = table.headless(columns.known(table.width))
    asked = {*columns.unknown, *(index for index, count in headless if not table.stray(count))}
    return ColumnFindings((problem,), table.heading(asked, columns.meaning), refused=True)


def _fields(columns: Columns) -> str:
    """The recognised fields as words for the catalogue; options that follow one another as one: ``options:A–D``."""
    letters = [LETTERS[number] for number, _ in columns.options]
    joined = len(letters) > 2 and LETTERS.startswith("".join(letters))
    named = [f"options:{letters[0]}–{letters[-1]}" if joined else f"options:{''.join(letters)}"] if letters else []
    counted = {"clues": columns.clues, "answers": columns.answers}
    return " ".join([*columns.fields, *named, *(name for name, places in counted.items() if places)])


def _doubtful(table: FilledColumns, columns: Columns) -> Iterator[tuple[tuple[int, ...], Problem]]:
    """(columns, problem) for every column that is not used as it should be."""
    for index in columns.unknown:
        heading = table.cells[index][:40]
        if table.count(index) and _an_option(index, heading, columns):
            yield (index,), error("column-between-options", "options", heading=heading, **table.named(index))
        else:
            yield (index,), note("column-unknown", heading=heading)
    for index, count in table.headless(columns.known(table.width)):
        severities = (warning, note) if table.stray(count) else (error, warning)
        level = severities[not _an_option(index, "", columns)]
        yield (index,), level("column-unheaded", column=table.letter(index), count=count, text=table.sample(index))
    same = [(name, places) for name, places in columns.fields.items() if name not in _SEVERAL]
    same += [(name, (first, index)) for name, first, index in columns.again]
    for name, places in same:
        filled = tuple(index for index in places if table.count(index))
        if len(filled) > 1:
            level = error if name in _DECIDES or name.startswith(("option", "blank")) else warning
            names = "、".join(f"{table.letter(index)} {table.cells[index][:20]}" for index in filled)
            field = "options" if name in OPTIONS else "key" if name in BLANKS else "clues" if "clue" in name else name
            yield filled, level("columns-same", field, columns=names)


def _an_option(index: int, heading: str, columns: Columns) -> bool:
    """Whether a column stands where an option should be: between options, or behind the last with the next letter."""
    places = [place for _, place in columns.options]
    if not places:
        return False
    following = columns.options[-1][0] + 1
    letter = LETTERS[following].lower() if following < len(LETTERS) else ""
    behind = index == max(places) + 1 and (not heading or (letter and coded(heading).endswith(letter)))
    return min(places) < index < max(places) or bool(behind)
