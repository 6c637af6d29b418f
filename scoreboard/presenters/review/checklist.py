"""The checklist of a review: each point in words, with the page of the organiser's desk that settles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoreboard.presenters.review.moments import day_text
from scoreboard.presenters.say import Say
from scoring.engine.rulefile.reader import place_of
from scoring.usecases.review.missing import Missing

STEPS = ("review_values", "review_campaign", "review_judges", "review_seats")
"""The pages of a review in the order of the work, as endpoints of the organiser's desk."""

PAGES: Mapping[str, str] = {
    "campaign-faulty": "review_campaign",
    "due-over": "review_values",
    "phases-over": "review_values",
    "calendar-short": "calendar",
    "roster-empty": "rosters",
    "bar-roster-empty": "rosters",
    "quota-unit-unknown": "review_values",
    "register-empty": "register",
    "ways-short": "register",
    "units-without-seat": "review_seats",
    "levels-without-seat": "review_seats",
    "no-office": "review_seats",
    "no-chair": "review_seats",
    "no-approver": "review_seats",
    "judges-few": "review_judges",
    "judges-without-unit": "review_judges",
}
"""The page on which a missing thing is supplied."""

LISTS = ("register", "rosters", "calendar")
"""Those of ``PAGES`` that all reviews share, so that their addresses name none."""

StepState = Literal["done", "open", "blocked"]


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the checklist: its sentence, the page that settles it, whether entries cannot open without it.
    ``meant``: the names that may be meant by one of the campaign that is not known; ``place``: where that stands."""

    text: str
    page: str
    blocking: bool
    place: str = ""
    meant: tuple[str, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether the page belongs to all reviews."""
        return self.page in LISTS


def tasks(missing: Sequence[Missing], say: Say) -> list[Task]:
    """The checklist in words."""
    return [_task(one, say) for one in missing]


def _task(one: Missing, say: Say) -> Task:
    text = say(f"review_organiser.missing.{one.code}", **_readable(one, say))
    return Task(text, PAGES[one.code], one.blocking, place_of(one.at, {}), one.meant)


def steps(missing: Sequence[Missing]) -> Mapping[str, StepState]:
    """Each page of ``STEPS`` and what is left to do there."""
    found: dict[str, StepState] = dict.fromkeys(STEPS, "done")
    for one in sorted(missing, key=lambda one: one.blocking):
        if (page := PAGES[one.code]) in found:
            found[page] = "blocked" if one.blocking else "open"
    return found


def _readable(one: Missing, say: Say) -> dict[str, object]:
    """What is missing with its day as people write it."""
    day = one.fields.get("day")
    return {**one.fields, **({"day": day_text(date.fromisoformat(day), say)} if isinstance(day, str) else {})}
