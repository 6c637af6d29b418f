"""What a rule sheet calls people: the chief judge, and in a contest of performances those who take part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.engine.quiz.rule_sheet import RuleSheet


@dataclass(frozen=True, slots=True)
class Titles:
    """``chief`` "": as usual.  ``contest``: entries take part in place of teams, called ``entry``, "" as usual."""

    chief: str = ""
    contest: bool = False
    entry: str = ""


USUAL = Titles()


def titles_in(sheet: RuleSheet | None) -> Titles:
    """The titles that a rule sheet gives; None: as usual."""
    if sheet is None:
        return USUAL
    return Titles(sheet.chief, sheet.contest is not None, sheet.contest.entry if sheet.contest else "")


def of_entries(lang: str, words: str, titles: Titles) -> str:
    """The words of a match, said of the entries of a contest; ``{entry}`` and ``{entries}`` are filled in."""
    if not titles.contest:
        return words
    from scoring.engine.quiz.wording import en_contest, zh_contest  # most commands are about no match

    said = en_contest if lang == "en" else zh_contest
    entry = titles.entry or said.ENTRY
    named: str = said.of_entries(words, entry)
    return named.replace("{entry}", entry).replace("{entries}", said.many(entry))
