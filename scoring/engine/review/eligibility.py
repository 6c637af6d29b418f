"""Who may enter an award, by its campaign: what a roster, earlier titles and a day of beginning say of a nominee.

A problem keeps the form from being submitted.  What cannot be settled from the records alone is a note: the study
office looks at it when it vets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoring.engine.names import nearly_same, same_form
from scoring.engine.review.campaign import Award, Bar, Campaign
from scoring.engine.review.form_values import Problem, Values, read_day

NoteCode = Literal[
    "roster-near", "roster-not-kept", "begin-to-check", "title-near", "title-unclear", "title-merit", "judge-entered"
]
"""``roster-near``: a name in the roster is nearly this one, or has another organisation · ``roster-not-kept``: the
roster is empty here · ``begin-to-check``: no field says when it began · ``title-near``: as ``roster-near``, for a title
that bars · ``title-unclear``: it is not known when the title was given · ``title-merit``: new outstanding merit has to
be on record · ``judge-entered``: somebody of this name is a judge here, which a unit is not told."""

NOMINEE = "nominee"
"""The field of a form that names who or what is to be honoured."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Held:
    """A line of a roster: who holds the title, of which organisation ("" unknown), since when as people write it."""

    name: str
    organisation: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What was found: ``problems`` block, ``notes`` are for vetting, each a code and what it is about."""

    problems: tuple[Problem, ...] = ()
    notes: tuple[tuple[NoteCode, str], ...] = ()

    @property
    def note_texts(self) -> tuple[str, ...]:
        """The notes as an entry holds them: ``roster-near 月月学习之星``."""
        return tuple(f"{code} {about}".strip() for code, about in self.notes)


Rosters = Mapping[str, Sequence[Held]]
"""The rosters that a campaign names, by title."""


def check_entry(
    campaign: Campaign,
    award: Award,
    values: Values,
    rosters: Rosters,
    homes: Sequence[str] = (),
    judges: Sequence[str] = (),
) -> Eligibility:
    """Whether this nominee may be entered.  ``homes``: the names of the organisations that it comes from · ``judges``:
    the names of the judges as they are now."""
    name = "".join(values.get(NOMINEE, ()))
    found = [*_roster(award, name, rosters, homes), *_begun(award, values)]
    for bar in award.entry.bars:
        found += _barred(bar, name, rosters.get(bar.title, ()), homes, campaign.due.day)
    if award.kind == "person" and not campaign.judges_enter:
        found += [("judge-entered", judge) for judge in judges if same_form(judge) == same_form(name)][:1]
    return Eligibility(
        tuple(one for one in found if isinstance(one, Problem)),
        tuple(one for one in found if not isinstance(one, Problem)),
    )


_Found = Problem | tuple[NoteCode, str]


def _roster(award: Award, name: str, rosters: Rosters, homes: Sequence[str]) -> Iterator[_Found]:
    title = award.entry.roster
    if title is None or not name:
        return
    lines = rosters.get(title, ())
    own, near = _of_name(lines, name, homes)
    if not lines:
        yield "roster-not-kept", title
    elif near and not own:
        yield "roster-near", title
    elif not own:
        yield Problem("not-on-roster", NOMINEE, said=title)


def _of_name(lines: Sequence[Held], name: str, homes: Sequence[str]) -> tuple[list[Held], list[Held]]:
    """The lines of this nominee, and those that may be meant: nearly the name, or the name with another home."""
    form, known = same_form(name), {same_form(home) for home in homes}
    own: list[Held] = []
    near: list[Held] = []
    for one in lines:
        if same_form(one.name) == form:
            home = same_form(one.organisation)
            (own if not home or home in known else near).append(one)
        elif nearly_same(same_form(one.name), form):
            near.append(one)
    return own, near


def _begun(award: Award, values: Values) -> Iterator[_Found]:
    entry = award.entry
    if entry.since is None:
        return
    if entry.since_field is None:
        yield "begin-to-check", entry.since.isoformat()
        return
    day = read_day("".join(values.get(entry.since_field, ())))
    if day is not None and day < entry.since:
        yield Problem("begun-too-early", entry.since_field, said=entry.since.isoformat())


def _barred(bar: Bar, name: str, lines: Sequence[Held], homes: Sequence[str], day: date) -> Iterator[_Found]:
    if not name:
        return
    if not lines:
        yield "roster-not-kept", bar.title
    own, near = _of_name(lines, name, homes)
    if near and not own:
        yield "title-near", bar.title
    spans = {_still_bars(bar, one.held, day) for one in own}
    if True in spans:
        yield ("title-merit", bar.title) if bar.merit else Problem("title-bars", NOMINEE, said=bar.title)
    elif None in spans:
        yield "title-unclear", bar.title


def _still_bars(bar: Bar, held: str, day: date) -> bool | None:
    """Whether a title given then still bars on ``day``; None where its text does not say enough."""
    if not bar.years:
        return True
    given = read_day(held)
    if given is not None:
        return (day.year - given.year, (day.month, day.day)) < (bar.years, (given.month, given.day))
    years = _YEAR.findall(held)
    if not years or (passed := day.year - int(years[-1])) == bar.years:
        return None
    return passed < bar.years
