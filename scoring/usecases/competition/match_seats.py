"""The hosts and judges of the plan as seats of their matches, until a match is opened.

The plan gives a seat to each of its people who has none, mends the organisation of one who has one, and takes back the
seat of one whom it no longer names and who has no card yet.  Judges whom nobody planned stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from scoring.engine.competition.commands_schedule import Official, Place, Planned
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import all_matches
from scoring.engine.ledger import Entry
from scoring.engine.names import same_form
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, RuleSheetText, Ticket, TicketRole
from scoring.usecases.tickets import without_card


def seat_planned(uow: UnitOfWork, before: Mapping[Place, Planned], state: CompetitionState, entry: Entry) -> None:
    """Bring the seats of every match whose plan is not what it was ``before``."""
    for match_id, place in _made(state):
        new, old = state.schedule.plans.get(place), before.get(place)
        match = uow.of(Match).get(match_id)
        if new == old or match is None or match.opened:
            continue
        _bring(uow, match_id, "judge", old.judges if old else (), new.judges if new else (), entry)
        _bring(uow, match_id, "host", _hosts(old), _hosts(new), entry)


def seat_judges_of_groups(uow: UnitOfWork, state: CompetitionState, entry: Entry) -> None:
    """Give a tie-off that judges mark the panel of the first match from which its teams come and that has one."""
    own = state.tie_offs[-1]
    match = uow.of(Match).get(own.match.match)
    sheet = uow.of(RuleSheetText).get(match.rule_sheet) if match is not None else None
    if sheet is None or all(one.kind != "judged" for one in read_rule_sheet(sheet.text).rounds):
        return
    level = {no for _, no in own.match.teams}
    for group in state.played.get(own.stage, ()):
        held = [one for one in uow.of(Ticket).all(match=group.match, role="judge") if not one.revoked_at]
        if held and level & {no for _, no in group.teams}:
            for one in held:
                new = _id(entry, own.match.match, "judge", Official(one.label, one.organisation))
                uow.of(Ticket).put(
                    replace(without_card(new, own.match.match, "judge", one.label, one.organisation), kin=one.kin)
                )
            return


def _made(state: CompetitionState) -> Iterator[tuple[str, Place]]:
    return ((one.match, (stage, one.group)) for stage, one in all_matches(state))


def _hosts(one: Planned | None) -> tuple[Official, ...]:
    return (one.host,) if one is not None and one.host is not None else ()


def _bring(
    uow: UnitOfWork,
    match: str,
    role: TicketRole,
    old: tuple[Official, ...],
    new: tuple[Official, ...],
    entry: Entry,
) -> None:
    seats = {same_form(one.label): one for one in uow.of(Ticket).all(match=match, role=role) if not one.revoked_at}
    wanted = {same_form(one.name) for one in new}
    for gone in (same_form(one.name) for one in old):
        if gone in seats and gone not in wanted and not seats[gone].issued_at:
            uow.of(Ticket).remove(seats.pop(gone).id)
    for one in new:
        held = seats.get(same_form(one.name))
        if held is None:
            ticket = without_card(_id(entry, match, role, one), match, role, one.name, one.unit)
            uow.of(Ticket).put(ticket)
        elif held.organisation != one.unit:
            uow.of(Ticket).put(replace(held, organisation=one.unit))


def _id(entry: Entry, match: str, role: str, one: Official) -> str:
    """The id of a seat follows from its entry."""
    said = f"{entry.hash}:{match}:{role}:{same_form(one.name)}"
    return hashlib.sha256(said.encode()).hexdigest()[:20]
