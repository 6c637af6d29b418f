"""Guards of the audience panel's counts: which entries they are for, and who may confirm them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Forbidden, Invalid, NotFound, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.panel.audience import AudienceCount, AudienceRule, check_count
from scoring.engine.quiz import guards
from scoring.engine.quiz.commands_counts import MOST_COUNTS, DecideCounts, EnterCounts, EntryCount
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.state import Item, MatchState
from scoring.engine.second_person import own_part


def audience_rule(state: MatchState, item: Item) -> AudienceRule | None:
    """The audience panel's rule for an item; None where its round has none."""
    table = state.rule_of(item.round).panel
    return panel_rule(table).audience if table is not None else None


def enter_counts(state: MatchState, command: EnterCounts, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    numbers = [one.item for one in command.counts]
    if not numbers or len(numbers) > MOST_COUNTS:
        raise Invalid("counts-number", most=MOST_COUNTS)
    for one in command.counts:
        if numbers.count(one.item) > 1:
            raise Invalid("count-twice", name=_name(state, one.item))
        check_entry_count(state, one)
    _need_whole_round(state, numbers)
    return {}


def check_entry_count(state: MatchState, one: EntryCount) -> None:
    """Whether this entry takes this count; raises a named error."""
    item = guards.need_past_item(state, one.item)
    if item.voided:
        raise AlreadyDone("item-void", item=item.no)
    rule = audience_rule(state, item)
    if rule is None:
        raise Refused("no-audience-panel")
    if item.panel is None:
        raise WrongStage("panel-not-open")
    check_count(rule, AudienceCount(one.votes, one.cast, one.average))


def _need_whole_round(state: MatchState, numbers: Sequence[int]) -> None:
    """Where counts come after the end of a round, all of them come together: no entry is ranked with the audience
    panel's share while another one is ranked without."""
    for item in (guards.need_past_item(state, no) for no in numbers):
        rule = audience_rule(state, item)
        if rule is None or rule.when != "end":
            continue
        if item.round not in state.rounds_done:
            raise WrongStage("counts-after-round")
        lacking = [one for one in without_count(state, state.items) if one.round == item.round]
        if left := [_name(state, one.no) for one in lacking if one.no not in numbers]:
            raise Refused("counts-incomplete", names=left)


def without_count(state: MatchState, items: Iterable[Item]) -> list[Item]:
    """Those of these items that a panel marked, that count, and whose audience panel's count nobody has confirmed."""
    return [
        item
        for item in items
        if item.panel is not None
        and item.panel.audience is None
        and item.panel.marked
        and not item.voided
        and audience_rule(state, item) is not None
    ]


def need_counts(state: MatchState, items: Sequence[Item], *, at_lock: bool) -> None:
    """The counts of these items are confirmed, and none waits.  ``at_lock``: only where the lock of the marks waits for
    them.  Raises ``Refused``: ``counts-waiting``, ``counts-missing``."""
    rules = {item.no: audience_rule(state, item) for item in items}
    due = [item for item in items if (rule := rules[item.no]) is not None and not (at_lock and rule.when == "end")]
    numbers = {item.no for item in due}
    waiting = [no for sheet in state.counts_waiting for one in sheet.counts if (no := one.item) in numbers]
    if waiting:
        raise Refused("counts-waiting", names=[_name(state, no) for no in dict.fromkeys(waiting)])
    if left := [_name(state, item.no) for item in without_count(state, due)]:
        raise Refused("counts-missing", names=left)


def decide_counts(state: MatchState, command: DecideCounts, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    sheet = next((one for one in state.counts_waiting if one.seq == command.sheet), None)
    if sheet is None:
        raise NotFound("no-such-sheet", sheet=command.sheet)
    if command.accept:
        for one in sheet.counts:
            check_entry_count(state, one)
    own = own_part([(sheet.by, sheet.device)], facts.actor, facts.device)
    if own == "person":
        raise Forbidden("second-person-needed")
    if own is not None:
        raise Forbidden("second-device-needed")
    return {"counts": to_json(sheet.counts)}


def _name(state: MatchState, no: int) -> str:
    """An entry as people call it: the name of its team."""
    item = state.item_no(no)
    team = item.answering or item.team if item is not None else None
    return state.team(team).name if team else str(no)
