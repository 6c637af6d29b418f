"""``--column HEADING=MEANING``: what the columns of a question file mean, as the organiser's page asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from question_sets.columns import MEANINGS
from question_sets.model import ImportReport
from scoreboard.cli import w
from scoreboard.i18n.catalogue import LANGS, say
from scoreboard.presenters.quiz.questions import field_text
from scoring.tables.text import coded

column_option = click.option(
    "--column", "columns", multiple=True, metavar=w("option.column_form"), help=w("option.column")
)


def said_of(columns: Sequence[str], lang: str) -> Mapping[str, str]:
    """The meaning of each heading or letter; raises ``BadParameter`` for one that no column can have."""
    known = {coded(field_text(one, meaning)): meaning for meaning in MEANINGS for one in LANGS}
    known |= {meaning: meaning for meaning in MEANINGS}
    said: dict[str, str] = {}
    for column in columns:
        heading, _, meaning = column.rpartition("=")
        if coded(meaning) not in known or not heading.strip():
            choices = "、".join(dict.fromkeys(field_text(lang, one) for one in MEANINGS))
            raise _bad(say(lang, "questions.check.column_form", text=column, choices=choices))
        said[coded(heading)] = known[coded(meaning)]
    return said


def meanings_of(report: ImportReport, said: Mapping[str, str], lang: str) -> Mapping[str, str]:
    """What was said, by the keys with which the file is read again; raises ``BadParameter`` for a column that the
    report does not ask about."""
    asked = [column for heading in report.headings for column in heading.columns]
    for name in said:
        if not any(name in (coded(column.heading), coded(column.letter)) for column in asked):
            choices = "、".join(dict.fromkeys(column.heading or column.letter for column in asked)) or "—"
            raise _bad(say(lang, "questions.check.column_unknown", heading=name, choices=choices))
    return {
        column.key: said[name]
        for column in asked
        for name in (coded(column.letter), coded(column.heading))
        if name in said
    }


def _bad(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="--column")
