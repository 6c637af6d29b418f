"""What is missing before the entries of a review can open, and what should be known before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.names import like, same_form
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.guards import ends_at
from scoring.engine.rulefile.lines import Path
from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Organisation, RosterName
from scoring.usecases.review.calendar import calendar_in
from scoring.usecases.review.reviews import get_review
from scoring.usecases.review.seats import NEEDED, judges_in, seats_in
from scoring.usecases.review.way import way_of

MOST_NAMED = 5
"""Years that are named at most, and names for which those are looked for that may be meant."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps entries from opening, or (``blocking`` False) that people should know.  ``at``: where the
    campaign's text has a name that is not known · ``meant``: those that may be meant, the likeliest first."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)
    blocking: bool = True
    at: Path = ()
    meant: tuple[str, ...] = ()


def missing_of(ctx: Context, review_id: str) -> tuple[Missing, ...]:
    """All that is missing before entries can open, the blocking things first; empty: the review is ready.  Once
    they are open nothing blocks, and of a review that was carried here nothing is missing: nobody judges in it."""
    with ctx.store.read() as uow:
        review = get_review(uow, review_id)
        if review.carried:
            return ()
        try:
            campaign = read_campaign(review.campaign)
        except FaultyRuleSheet as faulty:
            return (Missing("campaign-faulty", {"count": len(faulty.faults)}),)
        days = () if review.opened else _due(campaign, ctx.clock.now())
        found = [*days, *_lists(uow, campaign), *_seats(uow, review_id, campaign), *_judges(uow, review_id, campaign)]
    if review.opened:
        return tuple(replace(one, blocking=False) for one in found)
    return tuple(sorted(found, key=lambda one: not one.blocking))


def _due(campaign: Campaign, now: int) -> Iterator[Missing]:
    if now >= ends_at(campaign, campaign.due):
        yield Missing("due-over", {"day": campaign.due.day.isoformat()})


def _lists(uow: UnitOfWork, campaign: Campaign) -> Iterator[Missing]:
    ends = [phase.last for phase in campaign.phases]
    last = max((campaign.due.day, *ends))
    if ends and max(ends) < campaign.due.day:
        yield Missing("phases-over", {"day": max(ends).isoformat()}, blocking=False)
    known = {one.year for one in calendar_in(uow).years}
    unknown = [str(year) for year in range(campaign.due.day.year, last.year + 1) if year not in known]
    if unknown and any(notice.count == "working" for notice in campaign.notices):
        yield Missing("calendar-short", {"years": " ".join(unknown[:MOST_NAMED])}, blocking=False)
    yield from _without_effect(uow, campaign)


def _without_effect(uow: UnitOfWork, campaign: Campaign) -> Iterator[Missing]:
    """What a campaign says of organisations or holders of titles that are not kept here, the first of them with the
    names that may be meant."""
    units = tuple(one.name for one in uow.of(Organisation).all())
    rosters = cache(lambda: tuple(dict.fromkeys(one.roster for one in uow.of(RosterName).all())))
    forms = frozenset(map(same_form, units))
    left = MOST_NAMED
    for code, award, at, name in _named(campaign):
        if code == "quota-unit-unknown":
            key, there, known = "unit", units, not units or same_form(name) in forms
        elif uow.of(RosterName).count(roster=name):
            continue
        else:
            key, there, known = "roster", rosters(), same_form(name) in map(same_form, rosters())
        if not known:
            meant = like(name, there) if left > 0 else ()
            left -= 1
            yield Missing(code, {"award": award, key: name}, False, at, meant)


def _named(campaign: Campaign) -> Iterator[tuple[str, str, Path, str]]:
    """The names of organisations and of rosters in a campaign, each with what is missing where nobody has it, its award
    and its place."""
    for no, award in enumerate(campaign.awards, start=1):
        if award.entry.roster:
            yield "roster-empty", award.name, ("award", no, "entry", "roster"), award.entry.roster
        for row, quota in enumerate(award.quotas, start=1):
            yield "quota-unit-unknown", award.name, ("award", no, "quota_of", row, "unit"), quota.unit
        for row, bar in enumerate(award.entry.bars, start=1):
            yield "bar-roster-empty", award.name, ("award", no, "entry", "bar", row, "title"), bar.title


def _seats(uow: UnitOfWork, review_id: str, campaign: Campaign) -> Iterator[Missing]:
    held = {(one.role, one.team) for one in seats_in(uow, review_id)}
    organisations = uow.of(Organisation).all()
    if not organisations:
        yield Missing("register-empty")
    without = [one for one in organisations if ("unit", one.id) not in held]
    if without:
        all_of_them = len(without) == len(organisations)
        yield Missing("units-without-seat", {"count": len(without), "name": without[0].name}, blocking=all_of_them)
    by_id = {one.id: one for one in organisations}
    ways = {one.id: way_of(campaign.levels, _chain(by_id, one)) for one in organisations}
    steps = {step.organisation: step.name for way in ways.values() for step in way}
    silent = [name for organisation, name in steps.items() if ("endorser", organisation) not in held]
    if silent:
        yield Missing("levels-without-seat", {"count": len(silent), "name": silent[0]}, blocking=False)
    short = [one.name for one in organisations if len(ways[one.id]) < len(campaign.levels)]
    if short:
        yield Missing("ways-short", {"count": len(short), "name": short[0]}, blocking=False)
    for role in NEEDED:
        if (role, "") not in held:
            yield Missing(f"no-{role}", blocking=role == "office")


def _chain(by_id: Mapping[str, Organisation], lowest: Organisation) -> tuple[Organisation, ...]:
    """An organisation and those above it, as ``way.chain_of``, from a register that was read as a whole."""
    chain, one = [lowest], by_id.get(lowest.superior)
    while one is not None:
        chain.append(one)
        one = by_id.get(one.superior)
    return tuple(chain)


def _judges(uow: UnitOfWork, review_id: str, campaign: Campaign) -> Iterator[Missing]:
    judges = judges_in(uow, review_id)
    wanted = max(campaign.panel.fewest, campaign.panel.least if campaign.panel.dropping(99) != (0, 0) else 1)
    if len(judges) < wanted:
        yield Missing("judges-few", {"wanted": wanted, "there": len(judges)}, blocking=False)
    without = [one.label for one in judges if not one.organisation]
    if without and campaign.own_unit_recused:
        yield Missing("judges-without-unit", {"count": len(without), "name": without[0]}, blocking=False)
