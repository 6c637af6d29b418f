"""Who has seen a question, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoreboard.blueprints.organiser.desk import actor, ctx, say
from scoreboard.i18n.seat_names import seat_name
from scoring.usecases.accounts import accounts_of
from scoring.usecases.competition.seen_by import SeenBy
from scoring.usecases.records import Match, Ticket


def staff_names() -> Mapping[str, str]:
    """The names of all accounts by the ids that ledgers write."""
    return {f"account:{one.id}": one.name for one in accounts_of(ctx(), actor=actor())}


def seen_lines(said: SeenBy, staff: Mapping[str, str]) -> list[tuple[str, str]]:
    """(what, who) for each thing that is known of a question, the most public one first."""
    lines = [
        ("asked", _joined(match.shown_title for match in said.asked)),
        ("listed", _joined(_seat(match, seat) for match, seat in said.listed)),
        ("held", _joined(match.shown_title for match in said.held if match not in said.asked)),
        ("staff", _joined(staff.get(who, who) for who in said.staff)),
        ("withdrawn", _joined(one.title for one in said.withdrawn)),
    ]
    return [(what, who) for what, who in lines if who]


def _seat(match: Match, seat: Ticket) -> str:
    name = seat_name(seat.role, seat.label, say())
    return say()("set_questions.seen.seat", match=match.shown_title, seat=name)


def _joined(names: Iterable[str]) -> str:
    return say()("common.between").join(names)
