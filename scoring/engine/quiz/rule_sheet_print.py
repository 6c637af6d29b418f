"""The printable 竞赛规则: a rule sheet as numbered sections, for paper, for the display and for the match book.

The sentences are in ``wording``; ``rulefile.printed`` numbers them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from types import ModuleType

from scoring.engine.quiz.rule_sheet import Round, RuleSheet
from scoring.engine.quiz.rule_sheet_document import DocumentText, Occasion
from scoring.engine.quiz.rule_sheet_reader import rule_sheet_digest
from scoring.engine.quiz.setup import PRINTING, SCORING, Printing, Scoring, Setup
from scoring.engine.quiz.wording import en, en_rounds, zh, zh_rounds
from scoring.engine.rulefile.printed import SHORT_DIGEST, Body, Lang, Line, LineTable, PrintedSheet, sections

_LANGUAGES: dict[Lang, tuple[ModuleType, ModuleType]] = {"zh": (zh, zh_rounds), "en": (en, en_rounds)}

NOWHERE = Occasion()
"""A rule sheet that no event has yet."""


def print_rule_sheet(
    sheet: RuleSheet,
    lang: Lang = "zh",
    scoring: Scoring = SCORING,
    *,
    printing: Printing = PRINTING,
    drawn: bool = False,
    occasion: Occasion = NOWHERE,
) -> PrintedSheet:
    """Every rule of ``sheet`` in words, as a match of this edition of the scoring plays it; a section about something
    that the rule sheet does not have, or that neither it nor the ``occasion`` fills, is left out.  ``drawn``: the
    stations of the match are drawn by lot."""
    words, rounds = _LANGUAGES[lang]
    said = sheet.document or DocumentText()
    ours = _called(sheet, words.CHIEF)
    played = [(rule.name, ours(rounds.round_rules(sheet, rule, scoring))) for rule in sheet.rounds]
    bodies: tuple[Body, ...] = (
        (words.TITLES["purpose"], said.purpose, ()),
        (words.TITLES["bodies"], said.bodies or words.bodies(occasion.organiser), ()),
        (words.TITLES["when_where"], said.when_where or occasion.when_where, ()),
        (words.TITLES["eligibility"], said.eligibility, ()),
        (words.TITLES["general"], ours(words.general(sheet, drawn=drawn or printing < 2)), ()),
        (words.TITLES["rounds"], (), played),
        (words.TITLES["presses"], ours(words.presses(sheet)), ()),
        (words.TITLES["ranking"], ours(words.ranking(sheet, scoring)), ()),
        (words.TITLES["tokens"], ours(words.tokens(sheet, printing)), ()),
        (words.TITLES["stages"], ours(words.stages(sheet)), ()),
        (words.TITLES["awards"], ours(words.awards(sheet, printing)), ()),
        (words.TITLES["duties"], said.duties, ()),
        (words.TITLES["discipline"], said.discipline, ()),
        (words.TITLES["failures"], said.failures, ()),
        (words.TITLES["appeals"], said.appeals, ()),
        (words.TITLES["notes"], (*sheet.notes, *said.interpretation), ()),
    )
    fields = {"id": sheet.id, "edition": sheet.edition, "digest": rule_sheet_digest(sheet)[:SHORT_DIGEST]}
    return PrintedSheet(
        words.document(said.title or occasion.name or sheet.name),
        words.TITLES["edition"].format(**fields),
        sections(bodies, lang),
        said.signed or words.signers(occasion.organiser),
        said.dated,
        lang,
    )


def print_match_rules(
    setup: Setup, sheet: RuleSheet, lang: Lang = "zh", *, occasion: Occasion = NOWHERE
) -> PrintedSheet:
    """The rules in force of an open match, as it plays them and in the edition of the print that it was opened with."""
    return print_rule_sheet(sheet, lang, setup.scoring, printing=setup.printing, drawn=setup.drawn, occasion=occasion)


def round_intro(rule: Round, lang: Lang = "zh") -> tuple[str, ...]:
    """Short lines that introduce a round on the display: the rule sheet's own, else the usual ones.  All lines are
    given; the display shows them in pages if they are many."""
    return rule.intro or tuple(_LANGUAGES[lang][1].intro(rule))


def event_name(competition: str, match: str) -> str:
    """What the rules of a match are of: the competition and the match, of which neither is said twice."""
    if match.startswith(competition) or not competition:
        return match
    if re.search(rf"(?<![0-9A-Za-z]){re.escape(match)}$", competition):
        return competition
    blank = " " if re.search("[!-~]$", competition) and re.match("[!-~]", match) else ""
    return competition + blank + match


def _called(sheet: RuleSheet, usual: str) -> Callable[[Sequence[Line]], Sequence[Line]]:
    """Our own sentences, in which the chief judge has the title that the rule sheet gives."""

    def ours(lines: Sequence[Line]) -> Sequence[Line]:
        return [line if isinstance(line, LineTable) else line.replace(usual, sheet.chief or usual) for line in lines]

    return ours
