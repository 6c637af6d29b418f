"""The printable 竞赛规则: a rule sheet as numbered sections, for paper, for the display and for the match book.

The sentences are in ``wording``; this module gives them their order and numbers: 一、（一）1. in Chinese, 1 · 1.1 · (a)
in
English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from scoring.engine.quiz.rule_sheet import Round, RuleSheet
from scoring.engine.quiz.rule_sheet_reader import rule_sheet_digest
from scoring.engine.quiz.wording import en, en_rounds, zh, zh_rounds

Lang = Literal["zh", "en"]

_LANGUAGES: dict[Lang, tuple[ModuleType, ModuleType]] = {"zh": (zh, zh_rounds), "en": (en, en_rounds)}

SHORT_DIGEST = 12
"""How many digits of the digest are printed: enough to tell two rule sheets apart by eye."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its number, numbered lines under it, and sections inside it."""

    heading: str
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A whole rule sheet in words: its title, its edition with the digest that freezes it, its sections."""

    title: str
    edition: str
    sections: tuple[Section, ...]


def print_rule_sheet(sheet: RuleSheet, lang: Lang = "zh") -> PrintedSheet:
    """Every rule of ``sheet`` in words; a section about something that the rule sheet does not have is left out."""
    words, rounds = _LANGUAGES[lang]
    bodies: tuple[tuple[str, Sequence[str], tuple[tuple[str, Sequence[str]], ...]], ...] = (
        ("general", words.general(sheet), ()),
        ("rounds", (), tuple((rule.name, rounds.round_rules(sheet, rule)) for rule in sheet.rounds)),
        ("ranking", words.ranking(sheet), ()),
        ("tokens", words.tokens(sheet), ()),
        ("stages", words.stages(sheet), ()),
        ("awards", words.awards(sheet), ()),
        ("notes", sheet.notes, ()),
    )
    filled = [body for body in bodies if body[1] or body[2]]
    sections = tuple(
        Section(
            words.heading((no,), words.TITLES[key]),
            _numbered(words, lines),
            tuple(
                Section(words.heading((no, inner), title), _numbered(words, its))
                for inner, (title, its) in enumerate(parts, start=1)
            ),
        )
        for no, (key, lines, parts) in enumerate(filled, start=1)
    )
    fields = {"id": sheet.id, "edition": sheet.edition, "digest": rule_sheet_digest(sheet)[:SHORT_DIGEST]}
    return PrintedSheet(
        words.TITLES["document"].format(name=sheet.name), words.TITLES["edition"].format(**fields), sections
    )


def plain_text(printed: PrintedSheet) -> str:
    """The rule sheet as plain text, a blank line between sections."""
    return "\n".join((printed.title, printed.edition, *_plain(printed.sections))) + "\n"


def markdown(printed: PrintedSheet) -> str:
    """The rule sheet as Markdown with headings of three levels."""
    return "\n".join((f"# {printed.title}", "", printed.edition, *_marked(printed.sections, 2))) + "\n"


def round_intro(rule: Round, lang: Lang = "zh") -> tuple[str, ...]:
    """Short lines that introduce a round on the display: the rule sheet's own, else the usual ones.  All lines are
    given; the display shows them in pages if they are many."""
    return rule.intro or tuple(_LANGUAGES[lang][1].intro(rule))


def _numbered(words: ModuleType, lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(words.line(no, text) for no, text in enumerate(lines, start=1))


def _plain(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        yield ""
        yield section.heading
        yield from section.lines
        yield from _plain(section.sections)


def _marked(sections: Sequence[Section], level: int) -> Iterator[str]:
    for section in sections:
        yield from ("", f"{'#' * level} {section.heading}")
        for line in section.lines:
            # Markdown would renumber a line that starts with a number; a blank line makes each line its own paragraph.
            yield from ("", line.replace(". ", "\\. ", 1) if line[0].isdigit() else line)
        yield from _marked(section.sections, level + 1)
