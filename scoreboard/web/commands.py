"""The one way in for every command, whichever door it came through.

The engine's own dataclasses are the definition of every command; pydantic reads them strictly at the edge, and the
published documents are made from the same adapter.
"""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal
from typing import Annotated, Any, Protocol, Union, cast

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.panel.conceal_marks import shown_seq
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.services import Services
from scoreboard.web.auth import Seat
from scoring.engine.codec import canonical
from scoring.engine.errors import Invalid, Refused
from scoring.engine.kinds import Command, Kinds, private
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.press import Trip
from scoring.usecases.quiz.perform import Done, match_state, perform

LONGEST_TEXT = 2_000
"""Characters in any one text of a command."""

LONGEST_REASON = 500

DIGITS = 20
"""Digits of a number before its point, and after it."""

_NO_TEXT = re.compile("[\\x00\\ud800-\\udfff]")

LARGEST_BODY = 256 * 1024
"""Bytes of one command; only a whole rule sheet comes near it."""


def adapter(kinds: Kinds[Any]) -> TypeAdapter[Command]:
    """Reads any command of these kinds: no unknown field, no guess at a type, no fraction as a binary float."""
    classes: Any = Union[tuple(kind.command for kind in kinds.values())]  # noqa: UP007  made from the table
    strict = ConfigDict(extra="forbid", strict=True, str_max_length=LONGEST_TEXT)
    return TypeAdapter(Annotated[classes, Field(discriminator="kind")], config=strict)


COMMAND = adapter(KINDS)
"""The commands of a match."""


@with_config(ConfigDict(extra="forbid"))
class Receipt(TypedDict):
    """What a command became: its entry's seq, its time in ms since the epoch; ``repeat`` where the key came before.

    For a judge's sheet ``seq`` counts as the judge's views do, not as the ledger does.
    """

    seq: int
    at: int
    repeat: bool


class Seating(Protocol):
    """Knows which device has a seat, gives it to the first that acts, and knows the way to it."""

    def hold(self, *, match: str, ticket: str, role: str, device: str, now: int, team: str = "") -> bool: ...

    def trip(self, ticket: str, device: str) -> Trip | None: ...


def handle_command(services: Services, seating: Seating, seat: Seat, body: object, key: str) -> Receipt:
    """Do the command in ``body`` (its fields, and an optional ``reason``) for ``seat``, once by ``key``.

    Raises ``Invalid("shape")`` for what does not fit, ``Refused("seat-taken")`` for a device that has not got the
    seat, and whatever the use case refuses.
    """
    command, reason = read_body(body)
    if not is_text(key):
        raise Invalid("key-needed")
    if seat.ticket and not seating.hold(
        match=seat.match, ticket=seat.ticket, role=seat.role, team=seat.team, device=seat.device,
        now=services.ctx.clock.now(),
    ):  # fmt: skip
        raise Refused("seat-taken", label=seat.label)
    # A station's word about its own round trip would let it claim any head start; not measured yet: order of arrival.
    trip = seating.trip(seat.ticket, seat.device) or Trip(0) if seat.role == "team" else None
    done = perform(
        services.ctx, match_id=seat.match, command=command, key=key, actor=seat.actor, device=seat.device,
        reason=reason, trip=trip,
    )  # fmt: skip
    return {"seq": _seq_for(services, seat, command, done), "at": done.at, "repeat": done.repeat}


def _seq_for(services: Services, seat: Seat, command: Command, done: Done) -> int:
    """The seq by which the seat's own views are counted: a judge must not learn from a receipt how many others there
    were before it.  The view of that seq holds what the command did."""
    if seat.role != "judge" or KINDS[command.kind].private is not private:
        return done.seq
    return shown_seq(match_state(services.ctx, seat.match), Audience("judge", ticket=seat.ticket))


def read_body(body: object) -> tuple[Command, str]:
    """The command and the reason in ``body``; raises ``Invalid("shape", place=…, expected=…)``."""
    if not isinstance(body, dict):
        raise Invalid("shape", place="/", expected="table")
    said: dict[str, Any] = dict(body)
    reason = said.pop("reason", "")
    if not isinstance(reason, str) or len(reason) > LONGEST_REASON:
        raise Invalid("shape", place="reason", expected="shorter")
    if not is_text(reason):
        raise Invalid("shape", place="reason", expected="str")
    try:
        command = COMMAND.validate_json(canonical(said))
    except ValidationError as error:
        raise unfit(error) from None
    except TypeError:
        raise Invalid("shape", place="/", expected="decimal") from None
    _check_numbers(command)
    return command, reason


def is_text(text: str) -> bool:
    """Whether every database can keep it: no NUL, no half of a character."""
    return not _NO_TEXT.search(text)


def _check_numbers(command: Command) -> None:
    """``1e999999999`` is ten signs; written out, as the ledger writes it, it fills the memory."""
    for field in fields(cast(Any, command)):
        value = getattr(command, field.name)
        for number in value.values() if isinstance(value, dict) else (value,):
            if isinstance(number, Decimal) and not (
                number.adjusted() < DIGITS and cast(int, number.as_tuple().exponent) >= -DIGITS
            ):
                raise Invalid("shape", place=field.name, expected="decimal")


def unfit(error: ValidationError) -> Invalid:
    """The first thing that did not fit, as an error with words."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"].startswith("union_tag"):
        return Invalid("unknown-command", kind=str(first.get("ctx", {}).get("tag", "")))
    # The first step of the place is the command's own kind where a command was read: no field of anybody's form.
    steps = first["loc"][1:] if first["loc"][:1] and first["loc"][0] in KINDS else first["loc"]
    return Invalid("shape", place=".".join(map(str, steps)) or "/", expected=_expected(first["type"]))


_EXPECTED = {
    "missing": "given", "unexpected_keyword_argument": "nothing", "extra_forbidden": "nothing",
    "literal_error": "choice", "string_too_long": "shorter",
}  # fmt: skip
"""What the field should have been, by pydantic's name of the fault: each has its words under ``refusals.expected``."""

_EXPECTED_KIND = {
    "decimal": "decimal", "int": "integer", "float": "decimal", "bool": "boolean", "string": "str", "tuple": "list",
    "list": "list", "dict": "table", "dataclass": "table", "model": "table",
}  # fmt: skip


def _expected(fault: str) -> str:
    return _EXPECTED.get(fault) or _EXPECTED_KIND.get(fault.partition("_")[0], "value")
