"""Days, times, people and states of a review in the words of one request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.say import Say
from scoring.engine.review.campaign import Deadline
from scoring.engine.review.nomination import Nomination
from scoring.usecases.records import Ticket

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Words:
    """``say``: the words of the request's language · ``zone``: the campaign's · ``seats``: who holds its tickets, by
    their ids; a function, since most pages name nobody."""

    say: Say
    zone: str
    seats: Callable[[], Mapping[str, Ticket]]

    def day(self, day: date | None) -> str:
        """``2012年6月15日``; "" for none."""
        if day is None:
            return ""
        month = self.say(f"review_office.month.{day.month}")
        return self.say("review_office.day", year=day.year, month=month, day=day.day)

    def deadline(self, due: Deadline | None) -> str:
        """The last day, with its time where it has one."""
        if due is None:
            return ""
        return f"{self.day(due.day)} {due.until:%H:%M}" if due.until else self.day(due.day)

    def time(self, at: int) -> str:
        """A moment (ms since the epoch) in the campaign's zone, to the minute; "" for 0."""
        if not at:
            return ""
        local = (_EPOCH + timedelta(milliseconds=at)).astimezone(ZoneInfo(self.zone))
        return f"{self.day(local.date())} {local:%H:%M}"

    def person(self, actor: str) -> str:
        """Who gave an entry: the label of the seat; the role of who has no seat."""
        found = self.seats().get(actor.removeprefix("ticket:"))
        return seat_name(found.role, found.label, self.say) if found else self.say("review_office.somebody")

    def judge(self, judge: str) -> str:
        """The label of a judge's seat."""
        return self.person(judge)

    def status(self, one: Nomination) -> str:
        """Where a nomination is, and who it waits for."""
        if (step := one.waits_for) is not None:
            return self.say("review_office.status.waits_for", name=step.name)
        return self.say(f"review_office.status.{one.status}")

    def number(self, no: int) -> str:
        """A nomination's number as everybody writes it: ``0007``."""
        return f"{no:04d}"
