"""The nominations of a review as a table with filters, and one nomination with all that happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from scoreboard.presenters.review.office.words import Words
from scoreboard.presenters.review.searched import searched
from scoring.engine.names import same_form
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.decide_nomination import missing_sign_offs
from scoring.engine.review.form import FormField
from scoring.engine.review.form_values import check_field
from scoring.engine.review.nomination import Nomination, Status
from scoring.engine.review.state import ReviewState, Revocation
from scoring.usecases.records import Organisation, RosterName
from scoring.usecases.review.draft_files import SEALED
from scoring.usecases.review.records import NominationText

PAGE = 50
"""Rows of a page of the table."""

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the table is cut by; "" for all.  ``text``: a part of the nominee's or the unit's name, or a number."""

    award: str = ""
    status: str = ""
    category: str = ""
    lead: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One page of the table, from 1, with how many pages and rows there are."""

    rows: tuple[Nomination, ...]
    page: int
    pages: int
    total: int


def table(state: ReviewState, cut: Filter, organisations: Mapping[str, Organisation], page: int) -> Table:
    """The nominations that pass the filter, in order of their numbers."""
    found = [one for one in state.nominations.values() if _passes(one, cut, organisations)]
    if cut.text:
        numbered = [one for one in found if cut.text.lstrip("0") == str(one.no)]
        named = searched(found, cut.text, lambda one: f"{one.nominee}\n{one.unit_name}")
        found = sorted({one.no: one for one in (*numbered, *named)}.values(), key=lambda one: one.no)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    return Table(tuple(found[(page - 1) * PAGE : page * PAGE]), page, pages, len(found))


def _passes(one: Nomination, cut: Filter, organisations: Mapping[str, Organisation]) -> bool:
    if (cut.award and one.award != cut.award) or (cut.status and one.status != cut.status):
        return False
    unit = organisations.get(one.unit)
    if cut.category and (unit is None or unit.category != cut.category):
        return False
    return not cut.lead or (unit is not None and unit.lead_body == cut.lead)


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of a form with what it says, ``before`` in the version before this one; None without one."""

    field: FormField
    texts: tuple[str, ...]
    before: tuple[str, ...] | None = None

    @property
    def changed(self) -> bool:
        """Whether this version says something else than the one before."""
        return self.before is not None and self.before != self.texts


def answers(
    campaign: Campaign, award: Award, text: NominationText | None, before: NominationText | None
) -> tuple[Answer, ...]:
    """The fields of a form in order; attachments have a list of their own.  Without the text (deleted, or never there)
    every answer is empty."""
    return tuple(
        Answer(one, _said(text, one), None if before is None else _said(before, one))
        for one in campaign.form_of(award)
        if one.kind != "attachment"
    )


def _said(text: NominationText | None, one: FormField) -> tuple[str, ...]:
    if text is None:
        return ()
    return (text.personal if one.personal else text.values).get(one.id, ())


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the vetting list: what it is, whether it holds (None: a person looks), and what was found."""

    code: str
    holds: bool | None
    fields: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The key of its words."""
        area = "" if self.code.startswith("note.") else "check."
        return f"review_office.{area}{self.code}{'-not' if self.holds is False else ''}"

    def text(self, w: Words) -> str:
        """The line in words."""
        said = {name: w.day(value) if isinstance(value, date) else value for name, value in self.fields.items()}
        return w.say(self.key, **said)


def checks(
    state: ReviewState, one: Nomination, award: Award, found: Sequence[Answer], roster: Sequence[RosterName]
) -> tuple[Check, ...]:
    """What the desk can say itself of a nomination, before a person does: completeness, limits, roster, opinions,
    sign-offs, the sealed scan, double entries, what the form's own check noted.  A new edition may have changed what a
    form was submitted by."""
    empty = [one.field.name for one in found if one.field.required and not any(one.texts)]
    lines = [Check("complete", not empty, {"fields": empty})]
    beyond = list(_beyond(state.rules.form_of(award), one, found))
    lines.append(Check("limits", not beyond, {"fields": beyond}))
    lines.append(Check("levels", one.here >= len(one.way), {"done": one.here, "all": len(one.way)}))
    said_of = max((opinion.version for opinion in one.opinions), default=0)
    if one.here and said_of < one.form.version:
        lines.append(Check("older", None, {"version": said_of, "now": one.form.version}))
    if award.entry.roster:
        held = [name for name in roster if same_form(name.name) == same_form(one.nominee)]
        fields = {"roster": award.entry.roster, "held": [name.held or name.organisation for name in held]}
        lines.append(Check("roster", bool(held), fields))
    if state.rules.sealed_form and not one.form.paper:
        lines.append(Check("sealed", any(file.field == SEALED.id for file in one.form.files), {}))
    missing = missing_sign_offs(state.rules, award, one)
    if any(not part.awards or award.id in part.awards for part in state.rules.sign_offs):
        lines.append(Check("sign-offs", not missing, {"departments": list(missing)}))
    twins = [
        other.no
        for other in state.nominations.values()
        if other.no != one.no and not other.over and same_form(other.nominee) == same_form(one.nominee)
    ]
    lines.append(
        Check("twins" if twins else "single", None if twins else True, {"numbers": [f"{no:04d}" for no in twins]})
    )
    for note in one.form.notes:
        code, _, about = note.partition(" ")
        day = date.fromisoformat(about) if code == "begin-to-check" else None
        lines.append(Check(f"note.{code}", None, {"about": day or about}))
    return tuple(lines)


_BEYOND = frozenset({"too-long", "too-many", "file-too-large", "file-kind"})


def _beyond(fields: Sequence[FormField], one: Nomination, found: Sequence[Answer]) -> Iterator[str]:
    """The fields that say more than they may, or have other files."""
    said = {answer.field.id: answer.texts for answer in found}
    for form_field in fields:
        problems = check_field(form_field, said.get(form_field.id, ()), one.form.files)
        if any(problem.code in _BEYOND for problem in problems):
            yield form_field.name


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a nomination's history: when (ms since the epoch), by whom, what happened, what was said."""

    seq: int
    at: int
    by: str
    what: str
    said: str = ""
    document: str = ""
    kind: str = ""


def history(one: Nomination, w: Words, revoked: Revocation | None = None) -> tuple[Event, ...]:
    """All that happened to a nomination, oldest first; ``revoked``: how its award was taken back."""
    say = w.say
    found = [
        Event(
            form.seq, form.at, w.person(form.by),
            say("review_office.event.paper" if form.paper else "review_office.event.form", version=form.version),
        )
        for form in one.forms
    ]  # fmt: skip
    found += [
        Event(it.seq, it.at, w.person(it.by), say(f"review_office.event.{it.verdict}", name=it.name), it.text)
        for it in one.opinions
    ]
    for it in one.vettings:
        faults = say("common.between").join(say(f"review_office.fault.{code}") for code in it.faults)
        said = say("review_office.event.faults", faults=faults) if faults else ""
        until = say("review_office.event.until", day=w.day(it.until)) if it.until else ""
        words = " ".join(part for part in (said, it.note, until) if part)
        found.append(Event(it.seq, it.at, w.person(it.by), say(f"review_office.event.vet-{it.verdict}"), words))
    found += [
        Event(
            it.seq, it.at, w.person(it.by),
            say(f"review_office.event.{'agrees' if it.agrees else 'objects'}", name=it.department), it.note,
            it.document, "sign_off",
        )
        for it in one.sign_offs
    ]  # fmt: skip
    found += [
        Event(
            it.seq, it.at, w.person(it.by), say(f"review_office.event.{it.what}", day=w.day(it.day), people=it.people),
            it.text, it.document, "finding",
        )
        for it in one.findings
    ]  # fmt: skip
    if (ended := one.ended) is not None:
        key = f"{ended.what}-{ended.told_by}" if ended.told_by else ended.what
        what = say(f"review_office.event.{key}", name=one.unit_name)
        found.append(Event(ended.seq, ended.at, w.person(ended.by), what, ended.text))
    if revoked is not None:
        what = say("review_office.event.revoked", day=w.day(revoked.day), by=revoked.body)
        found.append(Event(revoked.seq, revoked.at, w.person(revoked.by), what, revoked.text))
    return tuple(sorted(found, key=lambda event: event.seq))
