"""The printable 竞赛规则: a rule sheet as numbered sections, for paper, for the display and for the match book.

The sentences are in ``wording``; ``rulefile.printed`` numbers them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from types import ModuleType

from scoring.engine.quiz.rule_sheet import ContestRule, Round, RuleSheet
from scoring.engine.quiz.rule_sheet_document import DocumentText, Occasion
from scoring.engine.quiz.rule_sheet_reader import rule_sheet_digest
from scoring.engine.quiz.setup import PRINTING, SCORING, Printing, Scoring, Setup
from scoring.engine.quiz.wording import en, en_contest, en_rounds, zh, zh_contest, zh_rounds
from scoring.engine.rulefile.printed import SHORT_DIGEST, Body, Lang, Line, LineTable, PrintedSheet, sections

_LANGUAGES: dict[Lang, tuple[ModuleType, ModuleType]] = {"zh": (zh, zh_rounds), "en": (en, en_rounds)}
_CONTEST: dict[Lang, ModuleType] = {"zh": zh_contest, "en": en_contest}

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
    words, _ = _LANGUAGES[lang]
    said = sheet.document or DocumentText()
    ours = _called(sheet, lang)
    titles = words.TITLES if sheet.contest is None else words.TITLES | _CONTEST[lang].TITLES
    played = [(rule.name, ours(_round_rules(sheet, rule, scoring, lang))) for rule in sheet.rounds]
    bodies: tuple[Body, ...] = (
        (titles["purpose"], said.purpose, ()),
        (titles["bodies"], said.bodies or words.bodies(occasion.organiser), ()),
        (titles["when_where"], said.when_where or occasion.when_where, ()),
        (titles["eligibility"], said.eligibility, ()),
        (titles["general"], ours(_general(sheet, lang, drawn=drawn or printing < 2)), ()),
        (titles["rounds"], (), played),
        (titles["presses"], ours(words.presses(sheet)), ()),
        (titles["ranking"], ours(words.ranking(sheet, scoring)), ()),
        (titles["tokens"], ours(words.tokens(sheet, printing)), ()),
        (titles["stages"], ours(words.stages(sheet)), ()),
        (titles["awards"], ours(words.awards(sheet, printing)), ()),
        (titles["duties"], said.duties, ()),
        (titles["discipline"], said.discipline, ()),
        (titles["failures"], said.failures, ()),
        (titles["appeals"], said.appeals, ()),
        (titles["notes"], (*sheet.notes, *said.interpretation), ()),
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


def round_intro(rule: Round, lang: Lang = "zh", *, contest: ContestRule | None = None) -> tuple[str, ...]:
    """Short lines that introduce a round on the display: the rule sheet's own, else the usual ones, in a ``contest`` of
    performances its own.  All lines are given; the display shows them in pages if they are many."""
    if contest is not None and rule.kind == "judged":
        return rule.intro or tuple(_CONTEST[lang].intro(rule, contest))
    return rule.intro or tuple(_LANGUAGES[lang][1].intro(rule))


def event_name(competition: str, match: str) -> str:
    """What the rules of a match are of: the competition and the match, of which neither is said twice."""
    if match.startswith(competition) or not competition:
        return match
    if re.search(rf"(?<![0-9A-Za-z]){re.escape(match)}$", competition):
        return competition
    blank = " " if re.search("[!-~]$", competition) and re.match("[!-~]", match) else ""
    return competition + blank + match


def _general(sheet: RuleSheet, lang: Lang, *, drawn: bool) -> Sequence[Line]:
    if sheet.contest is not None:
        lines: Sequence[Line] = _CONTEST[lang].general(sheet, sheet.contest, drawn=drawn)
    else:
        lines = _LANGUAGES[lang][0].general(sheet, drawn=drawn)
    return lines


def _round_rules(sheet: RuleSheet, rule: Round, scoring: Scoring, lang: Lang) -> Sequence[Line]:
    if sheet.contest is not None:
        special = _CONTEST[lang]
        lines: Sequence[Line] = special.round_rules(rule, sheet.contest.entry or special.ENTRY)
    else:
        lines = _LANGUAGES[lang][1].round_rules(sheet, rule, scoring)
    return lines


def _called(sheet: RuleSheet, lang: Lang) -> Callable[[Sequence[Line]], Sequence[Line]]:
    """Our own sentences, in which the chief judge has the title that the rule sheet gives, and which in a contest of
    performances are said of entries."""
    usual: str = _LANGUAGES[lang][0].CHIEF

    def said(line: str) -> str:
        line = line.replace(usual, sheet.chief or usual)
        if sheet.contest is None:
            return line
        special = _CONTEST[lang]
        of_entries: str = special.of_entries(line, sheet.contest.entry or special.ENTRY)
        return of_entries

    return lambda lines: [line if isinstance(line, LineTable) else said(line) for line in lines]
