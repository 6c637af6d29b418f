"""The usual values of a campaign as a form: what changes from year to year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from scoreboard.presenters.usual_values import Group, UsualValue
from scoring.engine.codec import decimal_text
from scoring.engine.review.campaign import Award, Campaign, Deadline
from scoring.engine.review.form import FormField
from scoring.engine.rulefile.lines import Path
from scoring.engine.tally.rule_file import CriterionTable

WORDS = "review_organiser"
"""Where the form has its words."""


def usual_values(campaign: Campaign) -> tuple[Group, ...]:
    """The form of a campaign, in the order of the work."""
    return (
        Group("basics", "", tuple(_basics(campaign))),
        *(group for no in range(1, len(campaign.awards) + 1) for group in _award_groups(campaign, no)),
        Group("form", "", tuple(_form(campaign))),
        *(Group("level", level.name, tuple(_level(campaign, no))) for no, level in enumerate(campaign.levels, 1)),
        *(Group("phase", phase.name, tuple(_phase(campaign, no))) for no, phase in enumerate(campaign.phases, 1)),
        *(Group("stage", stage.name, tuple(_stage(campaign, no))) for no, stage in enumerate(campaign.stages, 1)),
        Group("panel", "", tuple(_panel(campaign))),
        *(Group("notice", one.by, tuple(_notice(campaign, no))) for no, one in enumerate(campaign.notices, 1)),
        Group("objections", "", tuple(_objections(campaign))),
        Group("decision", "", tuple(_decision(campaign))),
    )


def _basics(campaign: Campaign) -> Iterator[UsualValue]:
    yield UsualValue(("name",), "name", "text", campaign.name)
    yield UsualValue(("organiser",), "organiser", "text", campaign.organiser)
    yield UsualValue(("opens",), "opens", "day", _day(campaign.opens), needed=False)
    yield from _deadline(("due",), campaign.due, "due")
    yield UsualValue(("personal_until",), "personal_until", "day", _day(campaign.personal_until), needed=False)
    yield UsualValue(("chair",), "chair", "text", campaign.chair, needed=False)
    yield _choice(("one_award",), campaign.one_award)
    yield _choice(("judges_enter",), campaign.judges_enter)
    yield UsualValue(("notes",), "notes", "lines", _lines(campaign.notes), needed=False)
    if not any(one.awards for one in campaign.sign_offs):
        said = "\n".join(f"{one.department}：{one.about}" for one in campaign.sign_offs)
        yield UsualValue(("sign_off",), "sign_offs", "pairs", said, needed=False)


def _award_groups(campaign: Campaign, no: int) -> Iterator[Group]:
    award, path = campaign.awards[no - 1], ("award", no)
    yield Group(
        "award", award.name, (*_award(award, path), *_entry(award, (*path, "entry")), *_own_fields(award, path))
    )
    rows = enumerate(award.criteria, 1)
    criteria = (value for row, one in rows for value in _criterion(one, (*path, "criterion", row)))
    yield Group("criteria", award.name, tuple(criteria))


def _award(award: Award, path: Path) -> Iterator[UsualValue]:
    yield UsualValue((*path, "name"), "award_name", "text", award.name)
    yield UsualValue((*path, "places"), "places", "number", str(award.places))
    yield _choice((*path, "may_stay_empty"), award.may_stay_empty)
    yield _number((*path, "shortlist"), "shortlist", award.shortlist)
    yield UsualValue((*path, "put_forward"), "put_forward", "number", str(award.put_forward))
    yield _number((*path, "quota"), "quota", award.quota)
    quotas = "\n".join(f"{one.unit} {one.most}" for one in award.quotas)
    yield UsualValue((*path, "quota_of"), "quota_of", "quotas", quotas, needed=False)
    yield UsualValue((*path, "asked"), "asked", "lines", _lines(award.asked), needed=False)


def _entry(award: Award, path: Path) -> Iterator[UsualValue]:
    """Who may enter: an activity or a carrier since a day, a person by a roster; whom titles bar."""
    entry = award.entry
    if entry.since or award.kind in ("activity", "carrier"):
        yield UsualValue((*path, "since"), "since", "day", _day(entry.since), needed=entry.since_field is not None)
    if entry.roster or award.kind == "person":
        yield UsualValue((*path, "roster"), "roster", "text", entry.roster or "", needed=False)
    if not any(one.merit for one in entry.bars):
        bars = "\n".join(f"{one.title} {one.years}" if one.years else one.title for one in entry.bars)
        yield UsualValue((*path, "bar"), "bars", "titles", bars, needed=False)


def _criterion(one: CriterionTable, path: Path) -> Iterator[UsualValue]:
    yield UsualValue((*path, "name"), "criterion", "name", one.name, needed=False)
    yield UsualValue((*path, "high"), "criterion_high", "points", decimal_text(one.high), of=one.name)


def _form(campaign: Campaign) -> Iterator[UsualValue]:
    """What changes in the recommendation forms: lengths of texts, number and size of files, whose boxes they have."""
    yield _choice(("sealed_form",), campaign.sealed_form)
    for no, one in enumerate(campaign.fields, 1):
        yield from _field(one, ("field", no))
    for no, box in enumerate(campaign.boxes, 1):
        yield UsualValue(("box", no, "name"), "box", "text", box.name, of=box.name)


def _own_fields(award: Award, path: Path) -> Iterator[UsualValue]:
    for row, one in enumerate(award.fields, 1):
        yield from _field(one, (*path, "field", row))


def _field(one: FormField, path: Path) -> Iterator[UsualValue]:
    if one.kind == "long_text":
        yield UsualValue((*path, "characters"), "characters", "number", str(one.limit), of=one.name)
    if one.kind == "attachment":
        yield UsualValue((*path, "most"), "files_most", "number", str(one.most), of=one.name)
        yield UsualValue((*path, "megabytes"), "megabytes", "number", str(one.megabytes), of=one.name)


def _stage(campaign: Campaign, no: int) -> Iterator[UsualValue]:
    stage, path = campaign.stages[no - 1], ("stage", no)
    yield UsualValue((*path, "by"), "stage_by", "text", stage.by)
    marked = campaign.mark_stages()
    if len(marked) > 1 and stage.kind == "marks":
        if isinstance(stage.weight, Decimal):
            yield UsualValue((*path, "weight"), "weight", "points", decimal_text(stage.weight))
        if stage != marked[-1]:
            yield UsualValue((*path, "through"), "through", "number", str(stage.through))


def _choice(path: Path, value: bool) -> UsualValue:
    return UsualValue(path, str(path[-1]), "choice", "true" if value else "false", choices=("true", "false"))


def _number(path: Path, label: str, value: int | None) -> UsualValue:
    return UsualValue(path, label, "number", "" if value is None else str(value), needed=False)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts)


def _level(campaign: Campaign, no: int) -> Iterator[UsualValue]:
    level = campaign.levels[no - 1]
    yield UsualValue(("level", no, "name"), "level_name", "text", level.name)
    if level.due is None:
        yield UsualValue(("level", no, "due"), "level_due", "deadline", "", needed=False)
    else:
        yield from _deadline(("level", no, "due"), level.due, "level_due")


def _deadline(path: Path, due: Deadline, label: str) -> Iterator[UsualValue]:
    until = "" if due.until is None else due.until.strftime("%H:%M")
    yield UsualValue((*path, "day"), label, "day", _day(due.day))
    yield UsualValue((*path, "until"), "until", "hour", until, needed=False)


def _phase(campaign: Campaign, no: int) -> Iterator[UsualValue]:
    phase = campaign.phases[no - 1]
    yield UsualValue(("phase", no, "first"), "phase_first", "day", _day(phase.first))
    yield UsualValue(("phase", no, "last"), "phase_last", "day", _day(phase.last))


def _panel(campaign: Campaign) -> Iterator[UsualValue]:
    for key in ("drop_high", "drop_low", "least", "fewest"):
        yield UsualValue(("panel", key), key, "number", str(getattr(campaign.panel, key)))


def _notice(campaign: Campaign, no: int) -> Iterator[UsualValue]:
    notice, path = campaign.notices[no - 1], ("notice", no)
    yield UsualValue((*path, "by"), "by", "text", notice.by)
    yield UsualValue((*path, "where"), "where", "lines", _lines(notice.where))
    yield UsualValue((*path, "days"), "days", "number", str(notice.days))
    yield UsualValue((*path, "count"), "count", "choice", notice.count, choices=("working", "natural"))
    yield _choice((*path, "first_day_counts"), notice.first_day_counts)
    yield UsualValue((*path, "order"), "order", "choice", notice.order, choices=("rank", "strokes"))


def _objections(campaign: Campaign) -> Iterator[UsualValue]:
    objections = campaign.objections
    yield UsualValue(("objections", "office"), "office", "text", objections.office)
    yield UsualValue(("objections", "contact"), "contact", "text", objections.contact)
    yield UsualValue(("objections", "answer_days"), "answer_days", "number", str(objections.answer_days))
    yield UsualValue(
        ("objections", "in_time"), "in_time", "choice", objections.in_time, choices=("arrival", "postmark")
    )


def _decision(campaign: Campaign) -> Iterator[UsualValue]:
    decision = campaign.decision
    yield UsualValue(("decision", "by"), "bodies", "lines", _lines(decision.by))
    yield UsualValue(("decision", "when"), "when", "choice", decision.when, choices=("after_notice", "before_notice"))
    yield UsualValue(
        ("decision", "vacancy"), "vacancy", "choice", decision.vacancy, choices=("next", "empty", "withdrawn")
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
