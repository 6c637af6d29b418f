"""A contest of performances in English: its own rules, and the sentences of a match as they are said of entries."""

from __future__ import annotations

import re

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import ContestRule, Round, RuleSheet
from scoring.engine.quiz.wording.en_parts import audience_name, panel_rules
from scoring.engine.quiz.wording.en_words import some
from scoring.engine.rulefile.printed import Line

TITLES = {"ranking": "Ranking"}
"""Titles of sections that are others than in a match."""

ENTRY = "entry"
"""What an entry is called, where a rule sheet gives no other name."""

ANNOUNCED = {
    "at_once": "The marks of each {entry} are announced as soon as they are locked.",
    "after_next": "The marks of each {entry} are announced after the next one has performed, those of the last one as "
    "soon as they are locked.",
}


def many(entry: str) -> str:
    """The plural of an entry's name; one in another writing stays as it is."""
    if not entry.isascii():
        return entry
    return f"{entry[:-1]}ies" if re.search("[^aeiou]y$", entry) else f"{entry}s"


def of_entries(line: str, entry: str) -> str:
    """A sentence of a match, said of entries; a field in braces keeps its name."""
    article = "an" if entry[:1].lower() in "aeiou" else "a"
    for team, named in (
        ("a team", f"{article} {entry}"),
        ("teams", many(entry)),
        ("team", entry),
        ("station", "number"),
    ):
        line = re.sub(rf"(?<!\{{)\b{team}\b", named, line)
        line = re.sub(rf"(?<!\{{)\b{team.capitalize()}\b", named[:1].upper() + named[1:], line)
    return line


def general(sheet: RuleSheet, contest: ContestRule, *, drawn: bool) -> list[str]:
    """Who takes part, the order of appearance, the base score, and when the marks are announced."""
    entry = contest.entry or ENTRY
    order = "The order of appearance is drawn by lot." if drawn else "The order of appearance is fixed beforehand."
    who = f"Each {entry} is one person." if sheet.members == 1 else f"Each {entry} has at most {sheet.members} people."
    base = [f"Every {entry} starts with {decimal_text(sheet.base)} points."] if sheet.base else []
    return [who, order, *base, ANNOUNCED[contest.announce].format(entry=entry)]


def round_rules(rule: Round, entry: str) -> list[Line]:
    """All rules of a round, in the order in which they apply."""
    often = f" {rule.items} times" if rule.items > 1 else ""
    return [
        *rule.intro,
        f"Each {entry} performs in turn{often}, {rule.clocks.answer} s at most, and is marked by judges.",
        *(panel_rules(rule.panel) if rule.panel else []),
    ]


def intro(rule: Round, contest: ContestRule) -> list[str]:
    """Short lines for the display."""
    entry = contest.entry or ENTRY
    lines = [f"Each {entry} performs in turn, {rule.clocks.answer} s at most"]
    if rule.panel:
        low, high = (decimal_text(end) for end in panel_rule(rule.panel).span)
        lines.append(f"{some(rule.panel.judges, 'judge')}, {low}–{high} points")
        if rule.panel.drop_high or rule.panel.drop_low:
            lines.append(f"Highest {rule.panel.drop_high} and lowest {rule.panel.drop_low} dropped, mean of the rest")
        if rule.panel.audience is not None:
            name, weight = audience_name(rule.panel), decimal_text(rule.panel.audience.weight)
            lines.append(f"{name[0].upper()}{name[1:]}: {weight} % of the score")
    return [
        *lines,
        "Marks announced at once" if contest.announce == "at_once" else f"Marks announced after the next {entry}",
    ]
