"""A match shortened to the questions there are: the items of its rounds, and their numbers in the rule sheet's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from question_sets.coverage import Coverage, coverage
from question_sets.needs import Usable
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet

_TABLE = re.compile(r"\s*\[")
_ROUND = re.compile(r"\s*\[\[\s*round\s*\]\]")
_ITEMS = re.compile(r"(\s*items\s*=\s*)\d+")


def fewer_items(
    questions: Sequence[Usable], sheet: RuleSheet, teams: int, taken: Collection[str] = ()
) -> dict[str, int]:
    """Items by round, for the rounds that must have fewer so that the questions are enough: all rounds are cut by the
    same part, none below one item.  The choice of stakes, the tie-off and the spares are kept if that is possible.
    Empty where it cannot be done."""
    most = max(rule.items for rule in sheet.rounds)

    def cut(part: int) -> RuleSheet:
        return replace(sheet, rounds=tuple(replace(r, items=max(1, r.items * part // most)) for r in sheet.rounds))

    for suffices in (_everything, every_round):
        parts = range(1, most + 1)
        found = bisect_right(parts, 0, key=lambda part: not suffices(coverage(questions, cut(part), teams, taken)))
        if found:
            new = {rule.id: rule.items for rule in cut(parts[found - 1]).rounds}
            return {rule.id: new[rule.id] for rule in sheet.rounds if new[rule.id] != rule.items}
    return {}


def with_items(text: str, items: Mapping[str, int]) -> str:
    """The text of a rule sheet with these items in these rounds, all else as it was written; the same text where the
    numbers do not stand on lines of their own."""
    sheet = read_rule_sheet(text)
    numbers = iter(items.get(rule.id, rule.items) for rule in sheet.rounds)
    lines, number = [], None
    for line in text.splitlines(keepends=True):
        if _TABLE.match(line):
            number = next(numbers, None) if _ROUND.match(line) else None
        lines.append(_ITEMS.sub(rf"\g<1>{number}", line, count=1) if number and _ITEMS.match(line) else line)
    written = "".join(lines)
    rounds = tuple(replace(rule, items=items.get(rule.id, rule.items)) for rule in sheet.rounds)
    try:
        return written if read_rule_sheet(written) == replace(sheet, rounds=rounds) else text
    except FaultyRuleSheet:
        return text


def _everything(found: Coverage) -> bool:
    return found.enough


def every_round(found: Coverage) -> bool:
    """Whether every round has a question for each of its turns, though perhaps not of the stake that a team picks."""
    given = Counter[str]()
    for line in found.lines:
        given[line.need.pool] += line.given
    return all(given[line.need.pool] >= line.need.count for line in found.lines if line.need.kind is not None)
