"""A round or an award is added to a rule sheet's text, as a form does it."""

from __future__ import annotations

from collections.abc import Set
from typing import get_args

from scoring.engine.errors import Invalid
from scoring.engine.quiz.rule_sheet import RoundKind, RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.rulefile.edit import Value, set_values, toml_text
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.printed import Lang
from scoring.engine.rulefile.tables import table_text, with_table
from scoring.sheets import list_templates, template_text

ROUND_KINDS: tuple[RoundKind, ...] = get_args(RoundKind)
JUDGED: tuple[RoundKind, ...] = ("judged",)


def kinds_for(sheet: RuleSheet) -> tuple[RoundKind, ...]:
    """The kinds of round that a rule sheet may have: a contest of performances has no others than judged ones."""
    return ROUND_KINDS if sheet.contest is None else JUDGED


def with_round(text: str, kind: str, lang: Lang) -> str:
    """The text with one more round at the end, as a shipped rule sheet has one of this kind; id and name are new ones.

    Raises ``Invalid("round-kind-unknown")``, ``FaultyRuleSheet`` where the text has faults, and as ``with_table``.
    """
    rounds = read_rule_sheet(text).rounds
    ids, names = {rule.id for rule in rounds}, {rule.name for rule in rounds}
    for known in list_templates():
        sample = template_text(known, lang)
        for no, rule in enumerate(read_rule_sheet(sample).rounds, start=1):
            if rule.kind == kind:
                new: dict[Path, Value] = {
                    ("round", 1, "id"): _free(rule.id, ids, "-"),
                    ("round", 1, "name"): _free(rule.name, names, " "),
                }
                return with_table(text, "round", set_values(table_text(sample, "round", no), new))
    raise Invalid("round-kind-unknown", found=kind[:40])


def with_award(text: str, name: str) -> str:
    """The text with one more award, which one team is given by name; raises as ``with_table``."""
    return with_table(text, "award", f"[[award]]\nname = {toml_text(name)}\ncount = 1\nby_rank = false\n")


def _free(name: str, taken: Set[str], between: str) -> str:
    """The name, with a number behind it where it is taken."""
    return next(one for one in (name, *(f"{name}{between}{no}" for no in range(2, 600))) if one not in taken)
