"""A recommendation form as a page shows it: its fields with what they say, and what is wrong at each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.presenters.say import Say
from scoring.engine.review.form import FormField
from scoring.engine.review.form_values import Problem
from scoring.engine.review.nomination import Attached
from scoring.engine.review.word_count import word_count


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of a form.  ``text``: what it says, people one a line · ``count``: its characters as Word counts them ·
    ``faults``: what is wrong with it, in words."""

    field: FormField
    text: str
    count: int
    faults: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its box in a page's form."""
        return f"f.{self.field.id}"


def form_rows(
    fields: Sequence[FormField],
    values: Mapping[str, Sequence[str]],
    say: Say,
    problems: Sequence[Problem] = (),
) -> tuple[FieldRow, ...]:
    """The rows of a form, in its order; without a field of which the reader may see nothing, see ``readable``."""
    return tuple(
        FieldRow(
            one,
            text := "\n".join(values.get(one.id, ())),
            word_count(text),
            tuple(fault_text(problem, say) for problem in problems if problem.field == one.id),
        )
        for one in fields
    )


def with_files(values: Mapping[str, Sequence[str]], files: Sequence[tuple[str, str]]) -> dict[str, Sequence[str]]:
    """The values with the names of files at their fields; ``files``: a field and a name each."""
    names: dict[str, Sequence[str]] = {}
    for field, name in files:
        names[field] = (*names.get(field, ()), name)
    return {**values, **names}


def named(files: Sequence[Attached]) -> list[tuple[str, str]]:
    """The files of a version, as ``with_files`` takes them."""
    return [(one.field, one.name) for one in files]


def fault_text(problem: Problem, say: Say) -> str:
    """A problem in words, with its numbers."""
    said = say(f"review_unit.problem.{problem.code}", **problem.numbers, said=problem.said)
    return say("review_unit.problem_line", line=problem.line, text=said) if problem.line else said


def typed_values(fields: Sequence[FormField], typed: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What the boxes of a page's form say, by the id of the field.  Blanks around a text do not count, nor
    do signs that no keyboard has; people stand one a line."""
    values: dict[str, tuple[str, ...]] = {}
    for field in fields:
        text = "".join(sign for sign in typed.get(f"f.{field.id}", "") if sign >= " " or sign in "\n\t").strip()
        lines = (line.strip() for line in text.split("\n")) if field.kind == "people" else (text,)
        if said := tuple(line for line in lines if line):
            values[field.id] = said
    return values
