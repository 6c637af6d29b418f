"""Checks between the values of a campaign, for faults that a single value does not show.  A check gives findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from scoring.engine.names import same_form
from scoring.engine.review.campaign import Award, Campaign, scoring_rule
from scoring.engine.review.form_checks import check_field
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding, finding
from scoring.engine.tally.panel_checks import check_panel_rule

_ZONE = re.compile(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+){0,2}")
"""The form of a zone's name; which zones there are is not known here."""

OF_REGISTERS = frozenset({"unit", "title"})
"""Keys whose values are looked up in the register or among the rosters: however they are written."""


def check_campaign(campaign: Campaign) -> Iterator[Finding]:
    """Every finding on ``campaign``."""
    for check in CHECKS:
        yield from check(campaign)


def _twice(campaign: Campaign) -> Iterator[Finding]:
    tables: list[tuple[Path, str, Iterable[str]]] = [
        (("award",), "id", [award.id for award in campaign.awards]),
        (("award",), "name", [award.name for award in campaign.awards]),
        (("level",), "id", [level.id for level in campaign.levels]),
        (("stage",), "id", [stage.id for stage in campaign.stages]),
        (("phase",), "name", [phase.name for phase in campaign.phases]),
        (("box",), "name", [box.name for box in campaign.boxes]),
        (("sign_off",), "department", [one.department for one in campaign.sign_offs]),
        (("field",), "id", [field.id for field in campaign.fields]),
    ]
    for no, award in enumerate(campaign.awards, start=1):
        tables.append((("award", no, "quota_of"), "unit", [quota.unit for quota in award.quotas]))
        tables.append((("award", no, "entry", "bar"), "title", [bar.title for bar in award.entry.bars]))
    for at, key, values in tables:
        first: dict[str, int] = {}
        for no, value in enumerate(values, start=1):
            known = same_form(value) if key in OF_REGISTERS else value
            if known and known in first:
                yield finding((*at, no, key), "twice", value=value, first=f"{at[-1]}[{first[known]}]")
            first.setdefault(known, no)


def _forms(campaign: Campaign) -> Iterator[Finding]:
    for no, field in enumerate(campaign.fields, start=1):
        yield from check_field(field, ("field", no))
    common = {field.id for field in campaign.fields}
    for no, award in enumerate(campaign.awards, start=1):
        own: set[str] = set()
        for row, field in enumerate(award.fields, start=1):
            at: Path = ("award", no, "field", row)
            yield from check_field(field, at)
            if field.id in common | own:
                yield finding((*at, "id"), "field-twice", value=field.id)
            own.add(field.id)
        if not campaign.form_of(award):
            yield finding(("award", no, "field"), "form-empty")


def _awards(campaign: Campaign) -> Iterator[Finding]:
    for no, award in enumerate(campaign.awards, start=1):
        at: Path = ("award", no)
        if award.put_forward > award.places:
            yield finding((*at, "put_forward"), "forward-above-places", forward=award.put_forward, places=award.places)
        if award.shortlist is not None and award.shortlist < award.places:
            yield finding((*at, "shortlist"), "shortlist-below-places", shortlist=award.shortlist, places=award.places)
        yield from _entry(campaign, award, (*at, "entry"))


def _entry(campaign: Campaign, award: Award, at: Path) -> Iterator[Finding]:
    entry = award.entry
    if entry.since_field is None:
        return
    days = [field.id for field in campaign.form_of(award) if field.kind == "date"]
    if entry.since is None:
        yield finding((*at, "since_field"), "since-missing")
    elif entry.since_field not in days:
        choices = " · ".join(days) or "—"
        yield finding((*at, "since_field"), "no-such-day-field", found=entry.since_field, choices=choices)


def _days(campaign: Campaign) -> Iterator[Finding]:
    if not _ZONE.fullmatch(campaign.zone):
        yield finding(("zone",), "not-zone", found=campaign.zone)
    due = campaign.due.day
    if campaign.opens is not None and campaign.opens > due:
        yield finding(("opens",), "opens-after-due", opens=campaign.opens, due=due)
    before: date = due
    for no, level in enumerate(campaign.levels, start=1):
        if level.due is None:
            continue
        if level.due.day < before:
            yield finding(("level", no, "due"), "level-due-early", due=level.due.day, before=before)
        before = max(before, level.due.day)
    for no, phase in enumerate(campaign.phases, start=1):
        if phase.last < phase.first:
            yield finding(("phase", no, "last"), "phase-backwards", first=phase.first, last=phase.last)
    if campaign.personal_until is not None and campaign.personal_until <= due:
        yield finding(("personal_until",), "personal-too-early", until=campaign.personal_until, due=due)


def _sign_offs(campaign: Campaign) -> Iterator[Finding]:
    known = [award.id for award in campaign.awards]
    for no, one in enumerate(campaign.sign_offs, start=1):
        for award in one.awards:
            if award not in known:
                choices = " · ".join(known)
                yield finding(("sign_off", no, "awards"), "no-such-award", found=award, choices=choices)


def _stages(campaign: Campaign) -> Iterator[Finding]:
    marked = campaign.mark_stages()
    if not marked:
        yield finding(("stage",), "no-marks-stage")
    seen_marks = False
    for no, stage in enumerate(campaign.stages, start=1):
        if stage.kind == "marks":
            seen_marks = True
            continue
        if seen_marks:
            yield finding(("stage", no, "kind"), "check-after-marks")
        for key, used in (("weight", stage.weight != 1), ("through", stage.through != 0)):
            if used:
                yield finding(("stage", no, key), "check-has-no-marks", key=key)
    yield from _through(campaign)


def _through(campaign: Campaign) -> Iterator[Finding]:
    least = max((award.shortlist or award.places for award in campaign.awards), default=0)
    marked = [(no, stage) for no, stage in enumerate(campaign.stages, start=1) if stage.kind == "marks"]
    for place, (no, stage) in enumerate(marked, start=1):
        if not stage.through:
            continue
        if place == len(marked):
            yield finding(("stage", no, "through"), "through-of-last")
        elif stage.through < least:
            yield finding(("stage", no, "through"), "through-below-shortlist", through=stage.through, least=least)


def _scoring(campaign: Campaign) -> Iterator[Finding]:
    """The rule of each award, checked as the rule of a tally; what all awards share is reported once."""
    stages = [no for no, stage in enumerate(campaign.stages, start=1) if stage.kind == "marks"]
    seen: set[Finding] = set()
    if not stages:
        return
    for no, award in enumerate(campaign.awards, start=1):
        for found in check_panel_rule(scoring_rule(campaign, award)):
            here = Finding(_place(found.path, no, bool(award.ties), stages), found.code, found.fields)
            if here not in seen:
                seen.add(here)
                yield here


def _place(path: Path, award: int, own_ties: bool, stages: list[int]) -> Path:
    """Where in a campaign's file a value of an award's rule stands."""
    if path[0] == "criterion":
        return ("award", award, *path)
    if path[:2] == ("rank", "tie"):
        return ("award", award, *path[1:]) if own_ties else path[1:]
    if path[0] == "stage" and len(path) > 1 and isinstance(path[1], int):
        return ("stage", stages[path[1] - 1], *path[2:])
    return path


def _ways(campaign: Campaign) -> Iterator[Finding]:
    for no, body in enumerate(campaign.decision.by, start=1):
        if body in campaign.decision.by[: no - 1]:
            yield finding(("decision", "by"), "twice-in-list", value=body)
    for no, ground in enumerate(campaign.objections.grounds, start=1):
        if ground in campaign.objections.grounds[: no - 1]:
            yield finding(("objections", "grounds"), "twice-in-list", value=ground)


CHECKS = (_twice, _forms, _awards, _days, _sign_offs, _stages, _scoring, _ways)
