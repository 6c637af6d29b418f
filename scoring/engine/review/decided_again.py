"""An award review checked from its entries and its calendar alone: what an archive claims is decided once more.

The chain is followed, and each entry is decided again in the state before it: numbers, proposals, the ends of notices,
who was recused, what was put in a free place.  What only the register knew (a way, a unit's name, a form's digest) is
taken as the entry says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scoring.engine.archived import chain_faults, other_facts
from scoring.engine.codec import from_json
from scoring.engine.differences import UNREADABLE
from scoring.engine.errors import Fault, LeitaiError
from scoring.engine.kinds import Command, read_command, said_in
from scoring.engine.ledger import Entry
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.calendar import Calendar, YearDays
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.facts import Draft, Facts
from scoring.engine.review.kinds import KINDS
from scoring.engine.review.nomination import Attached, WayStep
from scoring.engine.review.review import apply, decide
from scoring.engine.review.state import ReviewState

GUARDS_SINCE: frozenset[str] = frozenset(
    {"edition-changes-bodies", "edition-changes-scores", "edition-drops-body", "edition-drops-paper", "tie-for-place"}
    | {"decision-outdated", "judge-entered", "places-must-be-filled"}
    | {"decision-for-nobody", "nobody-present", "votes-against", "notice-not-by-merit", "order-after-judging"}
)
"""Codes of guards that came, or became stricter, after archives were written: an older entry that one of them would
refuse is no fault."""


Data = Mapping[str, Any]


def check_entries(entries: Sequence[Entry], calendar: Calendar) -> tuple[Fault, ...]:
    """Every fault of a review's entries, in their order; () if all is right.

    Codes: ``empty``, ``chain-gap``, ``chain-link``, ``chain-hash``, ``time-backwards``; ``differs`` for a fact that is
    another one when it is decided again; ``refused`` for a step that is not allowed (``found``: why); ``unreadable``.
    After a fault of the chain nothing is decided: it may be about other entries.
    """
    found = tuple(chain_faults(entries))
    return found or tuple(_decided(entries, calendar))


def _decided(entries: Sequence[Entry], calendar: Calendar) -> Iterator[Fault]:
    state = ReviewState()
    for no, entry in enumerate(entries):
        try:
            yield from _again(state, entry, calendar, f"entries[{no}]")
            state = apply(state, entry)
        except (*UNREADABLE, StopIteration) as error:
            code = error.code if isinstance(error, LeitaiError) else type(error).__name__
            yield Fault(f"entries[{no}]", "unreadable", (("found", code),))
            return


def _again(state: ReviewState, entry: Entry, calendar: Calendar, place: str) -> Iterator[Fault]:
    """What is other in an entry's payload when its command is decided once more."""
    command = read_command(KINDS, said_in(KINDS, entry), f"{place}.payload")
    facts = _facts(state, entry, command, calendar)
    try:
        payload = decide(state, command, at=entry.at, facts=facts)
    except LeitaiError as error:
        if error.code not in GUARDS_SINCE and not _quota_of_another_spelling(state, error):
            yield Fault(place, "refused", (("found", error.code),))
        return
    yield from other_facts(place, payload, entry)


def _quota_of_another_spelling(state: ReviewState, error: LeitaiError) -> bool:
    """Whether a quota is used up that once had no effect: its unit is written otherwise than in the register, and the
    award's own quota, which counted in its place, had room."""
    award = state.award(str(error.fields.get("award", "")))
    if error.code != "quota-used" or award is None:
        return False
    most = int(str(error.fields["most"]))
    written_otherwise = all(one.unit != error.fields["unit"] for one in award.quotas)
    return written_otherwise and (award.quota is None or most < award.quota)


def _facts(state: ReviewState, entry: Entry, command: Command, calendar: Calendar) -> Facts:
    """The facts of the moment, as far as the entry tells them."""
    facts = Facts(calendar=calendar, actor=entry.actor, role="office", device=entry.device)
    gather = _GATHER.get(command.kind)
    return facts if gather is None else replace(facts, **gather(state, entry.payload))


def _campaign(state: ReviewState, p: Data) -> dict[str, Any]:
    return {"campaign": from_json(Campaign, p["campaign"])}


def _draft(state: ReviewState, p: Data) -> dict[str, Any]:
    draft = Draft(
        id=p["draft"],
        revision=p["revision"],
        award=p["award"],
        unit=p["unit"],
        unit_name=p["unit_name"],
        nominee=p["nominee"],
        digest=p["digest"],
        personal=p["personal"],
        nomination=p["no"] if p["version"] > 1 else None,
        files=from_json(tuple[Attached, ...], p["files"]),
        way=from_json(tuple[WayStep, ...], p["way"]),
        units=tuple(p["units"]),
        homes=tuple(p.get("homes", ())),
        notes=tuple(note for note in p["notes"] if not note.startswith("namesake ")),
    )
    return {"draft": draft} | _by(p, "unit", p["unit"])


def _by(p: Data, role: str, organisation: str) -> dict[str, Any]:
    """Who gave it: an organisation itself, or a clerk from paper."""
    return {"role": "clerk"} if p["paper"] else {"role": role, "organisation": organisation}


def _withdrawal(state: ReviewState, p: Data) -> dict[str, Any]:
    """Who withdrew it, where the entry says so; a unit withdraws its own."""
    role, one = p.get("by_role", "office"), state.nominations[p["nomination"]]
    return {"role": role, "organisation": one.unit if role == "unit" else ""}


def _opinion(state: ReviewState, p: Data) -> dict[str, Any]:
    return _by(p, "endorser", p["organisation"])


def _order(state: ReviewState, p: Data) -> dict[str, Any]:
    return {"role": "endorser", "organisation": p["organisation"]}


def _judges(state: ReviewState, p: Data) -> dict[str, Any]:
    return {"judges": from_json(tuple[PanelJudge, ...], p["judges"])}


def _chairs(state: ReviewState, p: Data) -> dict[str, Any]:
    return {"chairs": from_json(tuple[PanelJudge, ...], p["people"])}


def _by_the_chair(state: ReviewState, p: Data) -> dict[str, Any]:
    """Nobody else may give it."""
    return {"role": "chair"}


def _joined(state: ReviewState, p: Data) -> dict[str, Any]:
    judges = [judge for one in p["added"] for judge in from_json(tuple[PanelJudge, ...], one["judges"])]
    known = {judge.id: judge for judge in (*state.judgings[p["stage"], p["award"]].judges, *judges)}
    return {"judges": tuple(known.values())}


def _official(state: ReviewState, p: Data) -> dict[str, Any]:
    """The days by which a notice was counted, where its entry says them: a later order may have changed them since;
    whom it names beside each nominee, and in which notices who came later stands."""
    days, said = p.get("official"), {name: p.get(name, False) for name in ("by_owner", "each_in_all")}
    return said | ({"calendar": Calendar(from_json(tuple[YearDays, ...], days))} if days else {})


def _lots(state: ReviewState, p: Data) -> dict[str, Any]:
    return {"lots": tuple(p["drawn"])}


_GATHER: Mapping[str, Callable[[ReviewState, Data], dict[str, Any]]] = {
    "review.open": _campaign,
    "review.edition": _campaign,
    "nomination.submit": _draft,
    "nomination.withdraw": _withdrawal,
    "nomination.endorse": _opinion,
    "nomination.order": _order,
    "judging.open": _judges,
    "judging.join": _joined,
    "chair.recuse": _chairs,
    "judging.lock": _by_the_chair,
    "defence.draw": _lots,
    "notice.open": _official,
}
