"""The printable 竞赛规则: a rule sheet as numbered sections, for paper, for the display and for the match book.

The sentences are in ``wording``; ``rulefile.printed`` numbers them.
"""

from __future__ import annotations

from types import ModuleType

from scoring.engine.quiz.rule_sheet import Round, RuleSheet
from scoring.engine.quiz.rule_sheet_reader import rule_sheet_digest
from scoring.engine.quiz.setup import PRINTING, SCORING, Printing, Scoring, Setup
from scoring.engine.quiz.wording import en, en_rounds, zh, zh_rounds
from scoring.engine.rulefile.printed import SHORT_DIGEST, Body, Lang, PrintedSheet, sections

_LANGUAGES: dict[Lang, tuple[ModuleType, ModuleType]] = {"zh": (zh, zh_rounds), "en": (en, en_rounds)}


def print_rule_sheet(
    sheet: RuleSheet,
    lang: Lang = "zh",
    scoring: Scoring = SCORING,
    *,
    printing: Printing = PRINTING,
    drawn: bool = False,
) -> PrintedSheet:
    """Every rule of ``sheet`` in words, as a match of this edition of the scoring plays it; a section about something
    that the rule sheet does not have is left out.  ``drawn``: the stations of the match are drawn by lot."""
    words, rounds = _LANGUAGES[lang]
    bodies: tuple[Body, ...] = (
        (words.TITLES["general"], words.general(sheet, drawn=drawn or printing < 2), ()),
        (words.TITLES["rounds"], (), [(rule.name, rounds.round_rules(sheet, rule, scoring)) for rule in sheet.rounds]),
        (words.TITLES["ranking"], words.ranking(sheet, scoring), ()),
        (words.TITLES["tokens"], words.tokens(sheet, printing), ()),
        (words.TITLES["stages"], words.stages(sheet), ()),
        (words.TITLES["awards"], words.awards(sheet, printing), ()),
        (words.TITLES["notes"], sheet.notes, ()),
    )
    fields = {"id": sheet.id, "edition": sheet.edition, "digest": rule_sheet_digest(sheet)[:SHORT_DIGEST]}
    title, edition = words.TITLES["document"].format(name=sheet.name), words.TITLES["edition"].format(**fields)
    return PrintedSheet(title, edition, sections(bodies, lang))


def print_match_rules(setup: Setup, sheet: RuleSheet, lang: Lang = "zh") -> PrintedSheet:
    """The rules in force of an open match, as it plays them and in the edition of the print that it was opened with."""
    return print_rule_sheet(sheet, lang, setup.scoring, printing=setup.printing, drawn=setup.drawn)


def round_intro(rule: Round, lang: Lang = "zh") -> tuple[str, ...]:
    """Short lines that introduce a round on the display: the rule sheet's own, else the usual ones.  All lines are
    given; the display shows them in pages if they are many."""
    return rule.intro or tuple(_LANGUAGES[lang][1].intro(rule))
