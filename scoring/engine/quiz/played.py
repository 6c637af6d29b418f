"""Checks that what was played fits into a new edition of the rule sheet: scores may change, nothing played is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.errors import Invalid
from scoring.engine.panel.audience import check_count
from scoring.engine.panel.rule import check_mark
from scoring.engine.panel.sitting import Sitting
from scoring.engine.quiz.needs import turns
from scoring.engine.quiz.panel_table import PanelTable, panel_rule
from scoring.engine.quiz.rule_sheet import Round, RuleSheet
from scoring.engine.quiz.state import Item, MatchState
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.reader import place_of


@dataclass(frozen=True, slots=True)
class Cut:
    """Something played that does not fit into a rule sheet: the place in the rule sheet, what was played, the rule
    sheet's value."""

    place: str
    played: str
    found: str


def cuts(state: MatchState, sheet: RuleSheet) -> tuple[Cut, ...]:
    """Everything played so far that does not fit into ``sheet``, round by round; rounds that began keep their kinds."""
    found = []
    for no, rule in enumerate(sheet.rounds, start=1):
        items = [item for item in state.items if item.round == rule.id]
        names: dict[Path, str] = {("round", no): rule.name}
        for path, played, there in _cuts(state, rule, items) if items else ():
            found.append(Cut(place_of(("round", no, *path), names), played, there))
    return tuple(found)


def _cuts(state: MatchState, rule: Round, items: Sequence[Item]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    before = state.rule_of(rule.id)
    if called := _prompts_that_count_otherwise(before, rule, items):
        yield ("prompting",), *called
    if rule.kind == "ladder" and len(rule.steps) != len(before.steps):
        yield ("steps",), str(len(before.steps)), str(len(rule.steps))  # turns are numbered by the steps
    elif rule.kind == "clue" and (shown := max(item.step for item in items) + 1) > len(rule.steps):
        yield ("steps",), str(shown), str(len(rule.steps))
    elif rule.kind == "rapid":
        asked = max(item.step for item in items) + 1
        if asked > rule.items:
            yield ("items",), str(asked), str(rule.items)
    elif (most := max(item.slot for item in items)) > _room(state, rule):
        yield ("items",), str(most), str(_room(state, rule))
    if rule.risk is not None:
        stakes = {stake.points for stake in rule.risk.stakes}
        gone = sorted({item.stake for item in items if item.stake is not None} - stakes)
        there = " · ".join(decimal_text(stake) for stake in sorted(stakes))
        for stake in gone:
            yield ("risk", "stakes"), decimal_text(stake), there
    if rule.panel is not None:
        for sitting in (item.panel for item in items if item.panel is not None):
            yield from _marks(sitting, rule.panel)
            yield from _count(sitting, rule.panel)


def _prompts_that_count_otherwise(before: Round, rule: Round, items: Sequence[Item]) -> tuple[str, str] | None:
    """What a prompt did and what it would do, if one was called and the answer would go on, or end, only now: nobody
    gave a verdict on such an answer, or somebody gave one on an answer that is void."""
    was, becomes = before.prompting, rule.prompting
    if was == becomes or "void" not in (was, becomes):
        return None
    lines = [line for item in items for line in item.outcomes]
    if not any(line.verdict == "void" if was == "void" else line.cause == "prompt" for line in lines):
        return None
    return _prompt_text(was), _prompt_text(becomes)


def _prompt_text(value: Decimal | str) -> str:
    return decimal_text(value) if isinstance(value, Decimal) else value


def _room(state: MatchState, rule: Round) -> int:
    """How many turns the round has under ``rule``."""
    assert state.rule_sheet is not None
    return turns(rule, len(state.teams), state.rule_sheet.members)


def _count(sitting: Sitting, table: PanelTable) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """A count of the audience panel that the new rule has no place for."""
    if sitting.audience is None or sitting.audience.count.none:
        return
    rule = panel_rule(table).audience
    if rule is None:
        yield ("panel", "audience"), sitting.audience.count.text, "–"
        return
    try:
        check_count(rule, sitting.audience.count)
    except Invalid:
        yield ("panel", "audience", "count"), sitting.audience.count.text, rule.count


def _marks(sitting: Sitting, table: PanelTable) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Marks on criteria that the new panel does not have, or marks that its range or step does not allow."""
    criteria = {criterion.id: criterion for criterion in panel_rule(table).criteria}
    given = [
        *(sheet.marks for sheet in sitting.mark_sheets.values()),
        *(sheet.marks for sheet in sitting.waiting.values()),
    ]
    for marks in given:
        if marks and set(marks) != set(criteria):
            yield ("panel", "criteria"), " · ".join(sorted(marks)), " · ".join(sorted(criteria))
            return
        for name, value in marks.items():
            try:
                check_mark(criteria[name], value)
            except Invalid:
                limits = f"{decimal_text(criteria[name].low)} – {decimal_text(criteria[name].high)}"
                yield ("panel", *(("criteria",) if table.criteria else ("high",))), decimal_text(value), limits
                return
