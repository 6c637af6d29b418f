"""A campaign in English sentences: all sections but those of the marks.  Every value of the campaign is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scoring.engine.review.campaign import Award, Campaign, Deadline, Level, Notice, Stage
from scoring.engine.review.form import FormField
from scoring.engine.review.wording.en_marks import criteria_text, some, ties_text, weight_text

TITLES = {
    "document": "{name} — rules of the review",
    "edition": "Campaign {id} · edition {edition} · check code {digest}",
    "general": "General",
    "awards": "Awards",
    "papers": "Papers",
    "way": "The way up",
    "judging": "Vetting and judging",
    "notice": "Notice and objections",
    "decision": "Decision",
    "phases": "Calendar",
    "notes": "Further rules",
}

KINDS = {"unit": "units", "person": "people", "activity": "activities", "carrier": "carriers"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date) -> str:
    """``15 June 2012``"""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def deadline(due: Deadline) -> str:
    """``by 18:00 on 15 June 2012``, or the whole of the day."""
    return f"by {due.until:%H:%M} on {day(due.day)}" if due.until else f"by the end of {day(due.day)}"


def general(campaign: Campaign) -> list[str]:
    """Who holds the campaign, when entries are taken, who may not be entered."""
    opens = f"Entries are taken from {day(campaign.opens)}. " if campaign.opens else ""
    return [
        f"The review is held by {campaign.organiser}.",
        f"{opens}All papers are due {deadline(campaign.due)} ({campaign.zone}); later ones are not taken.",
        "Nobody is entered for two awards."
        if campaign.one_award
        else "The same nominee may be entered for several awards.",
        "A judge may be entered, and is then recused from the own entry."
        if campaign.judges_enter
        else "No judge may be entered.",
    ]


def award(campaign: Campaign, one: Award) -> list[str]:
    """One award: places, what is asked, who may enter, quotas, its form, its criteria."""
    empty = "places may stay empty" if one.may_stay_empty else "all places are filled"
    lines = [f"For {KINDS[one.kind]}: {some(one.places, 'place')}; {empty}."]
    if one.shortlist is not None:
        lines.append(f"The notice lists {some(one.shortlist, 'name')}, from which the winners are decided.")
    if one.put_forward:
        lines.append(f"{some(one.put_forward, 'winner')} put forward to the higher level.")
    if one.asked:
        lines.append(f"Asked of an entry: {'; '.join(one.asked)}.")
    lines += who_may_enter(campaign, one)
    if one.quota is not None:
        lines.append(f"A unit puts forward at most {one.quota}, and so does each level above it.")
    if one.quotas:
        lines.append("Quotas: " + "; ".join(f"{quota.unit} at most {quota.most}" for quota in one.quotas) + ".")
    if one.fields:
        lines.append(f"{_form(one)} begins with: {fields_text(one.fields)}.")
    elif one.form:
        lines.append(f"{_form(one)} is filled in.")
    lines.append(f"Criteria: {criteria_text(campaign, one)}.")
    if one.ties:
        lines.append(ties_text(campaign, one, one.ties))
    return lines


def _form(one: Award) -> str:
    return f"The form “{one.form}”" if one.form else "The form"


def who_may_enter(campaign: Campaign, one: Award) -> list[str]:
    """The conditions under which a nomination of this award is taken: a roster, a day, earlier titles."""
    entry, lines = one.entry, []
    if entry.roster:
        lines.append(f"A nominee must stand in the roster “{entry.roster}”.")
    if entry.since:
        named = {field.id: field.name for field in campaign.form_of(one)}
        by = f"by “{named[entry.since_field]}” of the form" if entry.since_field else "as vetting finds"
        lines.append(f"Held or founded on {day(entry.since)} or later, {by}.")
    for bar in entry.bars:
        when = f"within {some(bar.years, 'year')}" if bar.years else "at any time"
        unless = ", unless there is new outstanding merit, with a reason on record" if bar.merit else ""
        lines.append(f"Who received “{bar.title}” {when} may not enter{unless}.")
    return lines


FIELD = {
    "text": "at most {limit} characters",
    "long_text": "at most {limit} characters",
    "number": "a number",
    "date": "a day",
    "choice": "one of {choices}",
    "phone": "a telephone number",
    "email": "an e-mail address",
    "people": "at most {most} people",
    "attachment": "at most {most} files of {megabytes} MB each: {files}",
}


def fields_text(fields: Sequence[FormField]) -> str:
    """The fields of a form, each with what its kind takes: ``Contact (required, at most 100 characters, personal)``"""
    return "; ".join(_field(field) for field in fields)


def _field(field: FormField) -> str:
    how = FIELD[field.kind].format(
        limit=field.limit,
        choices="/".join(field.choices),
        most=field.most,
        megabytes=field.megabytes,
        files="/".join(field.files),
    )
    parts = ["required" if field.required else "optional", how, *(["personal"] if field.personal else [])]
    return f"{field.name} ({', '.join(parts)})"


def papers(campaign: Campaign) -> list[str]:
    """The rows that all forms share, how characters are counted, boxes, the sealed form, personal data."""
    lines = [f"All forms have: {fields_text(campaign.fields)}."] if campaign.fields else []
    lines.append(
        "Characters are counted as word processors count them: each Chinese character and each full-width mark is 1, a "
        "run of letters or digits is 1."
    )
    if campaign.boxes:
        boxes = "; ".join(box.name + (" (seal and date)" if box.seal else " (date)") for box in campaign.boxes)
        lines.append(f"The form has boxes for opinions: {boxes}.")
    lines.append(
        "The form is printed, signed by the head of the unit, sealed, and handed in as a scan."
        if campaign.sealed_form
        else "The form is handed in online; no paper is needed."
    )
    if any(field.personal for one in campaign.awards for field in campaign.form_of(one)):
        gone = f" and is deleted on {day(campaign.personal_until)}" if campaign.personal_until else ""
        lines.append(f"What is called personal is for staff, is not published{gone}.")
    return lines


def way(campaign: Campaign) -> list[str]:
    """The levels in order, and the departments that must agree."""
    lines = [_level(level) for level in campaign.levels]
    names = {one.id: one.name for one in campaign.awards}
    for one in campaign.sign_offs:
        whose = "entries for " + ", ".join(f"“{names[award]}”" for award in one.awards) if one.awards else "all entries"
        lines.append(
            f"{one.department} is asked about {one.about} of {whose}, in writing; an entry to which it does not agree "
            "is not judged."
        )
    return lines


def _level(level: Level) -> str:
    parts = ["agrees, returns or refuses, each with a reason"]
    parts += ["seals and dates its opinion"] if level.seal else []
    parts += ["puts its own entries in order"] if level.ranks else []
    due = f", {deadline(level.due)}" if level.due else ""
    return f"{level.name}: {'; '.join(parts)}{due}."


def stage(one: Stage) -> str:
    """One stage: who does it, its weight, how many go on."""
    if one.kind == "check":
        return f"{one.name}: {one.by} checks whether an entry is complete, eligible, within limits and on time."
    share = f"; the score counts {weight_text(one.weight)}" if one.weight != 1 else ""
    through = f"; the best {one.through} of each award go on" if one.through else ""
    return f"{one.name}: {one.by} gives marks{share}{through}."


def notice(one: Notice) -> list[str]:
    """One public notice."""
    days = some(one.days, {"working": "working day", "natural": "natural day"}[one.count])
    first = "the first day counts" if one.first_day_counts else "the first day does not count"
    order = {"rank": "by rank", "strokes": "by the strokes of the names"}[one.order]
    return [f"{one.by} publishes the shortlist in {', '.join(one.where)} for {days} ({first}), {order}."]


GROUNDS = {
    "anonymous": "anonymous",
    "no_evidence": "without evidence",
    "late": "late",
    "impersonation": "in another's name",
    "against_grade": "against the result itself",
    "unrelated": "unrelated to the review",
}


def notices(campaign: Campaign) -> list[str]:
    """The notices in turn, and how to object."""
    one = campaign.objections
    arrival = {"arrival": "arrival", "postmark": "postmark"}[one.in_time]
    grounds = ", ".join(GROUNDS[ground] for ground in one.grounds)
    return [
        *(line for each in campaign.notices for line in notice(each)),
        f"An objection is made in writing while the notice stands; the day of its {arrival} counts. A person gives "
        "name, contact and evidence; a unit seals it.",
        f"Objections go to {one.office} ({one.contact}), which answers within {some(one.answer_days, 'day')} of "
        "receipt and keeps secret who objected.",
        f"Not taken: objections that are {grounds}.",
    ]


VACANCY = {
    "next": "goes to the next in line, and the notice is repeated",
    "empty": "stays empty",
    "withdrawn": "is withdrawn",
}
IN_ALL = "; who comes on the list stands in every notice, from the first"


def decision(campaign: Campaign) -> list[str]:
    """Who decides and when, and what becomes of a place that falls free."""
    one = campaign.decision
    when = {"after_notice": "After the notice", "before_notice": "Before the notice"}[one.when]
    again = IN_ALL if one.vacancy == "next" and len(campaign.notices) > 1 else ""
    return [
        f"{when}, the decision is made by {', then '.join(one.by)}.",
        f"A place that falls free after the notice {VACANCY[one.vacancy]}{again}.",
    ]


def phases(campaign: Campaign) -> list[str]:
    """The calendar."""
    return [
        f"{one.name}: {day(one.first)} to {day(one.last)}" + (f"; {one.does}" if one.does else "") + "."
        for one in campaign.phases
    ]
