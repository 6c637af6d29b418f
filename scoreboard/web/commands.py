"""The one function that takes every command, over HTTP and over the socket.

The engine's own dataclasses are the definition of every command; pydantic reads them strictly at the edge, and the
published documents are made from the same adapter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Annotated, Any, Protocol, Union, cast

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.web.auth import Seat
from scoring.engine.codec import canonical
from scoring.engine.errors import Invalid, Refused
from scoring.engine.kinds import Command, Kinds
from scoring.usecases.context import Context
from scoring.usecases.jobs import Job
from scoring.usecases.perform import Done, perform

LONGEST_TEXT = 2_000
"""Characters in any one text of a command."""

LONGEST_REASON = 500

DIGITS = 20
"""Digits of a number before its point, and after it."""

LARGEST_WHOLE = 2**53 - 1
"""The greatest whole number that a page reads exactly, with either sign."""

_NO_TEXT = re.compile("[\\x00\\ud800-\\udfff]")

LARGEST_BODY = 256 * 1024
"""Bytes of one command; only a whole rule sheet comes near it."""


@with_config(ConfigDict(extra="forbid"))
class Receipt(TypedDict):
    """What a command became: its entry's seq, its time in ms since the epoch; ``repeat`` where the key came before.

    For a judge's sheet ``seq`` counts as the judge's views do, not as the ledger does.
    """

    seq: int
    at: int
    repeat: bool


class Seating(Protocol):
    """Knows which device has a seat, and gives a free seat to the first device that acts."""

    def hold(self, *, stream: str, ticket: str, role: str, device: str, now: int, team: str = "") -> bool: ...


class CommandReader:
    """Reads the commands of one job, strictly: no unknown field, no guess at a type, no fraction as a binary float."""

    def __init__(self, kinds: Kinds[Any]) -> None:
        classes: Any = Union[tuple(kind.command for kind in kinds.values())]  # noqa: UP007  made from the table
        strict = ConfigDict(extra="forbid", strict=True, str_max_length=LONGEST_TEXT)
        self.adapter: TypeAdapter[Command] = TypeAdapter(Annotated[classes, Field(discriminator="kind")], config=strict)
        self._kinds = kinds.keys()

    def read(self, body: object) -> tuple[Command, str, int | None]:
        """The command, the reason and the step seen in ``body``; raises ``Invalid("shape", place=…, expected=…)``."""
        if not isinstance(body, dict):
            raise Invalid("shape", place="/", expected="table")
        said: dict[str, Any] = dict(body)
        reason = said.pop("reason", "")
        if not isinstance(reason, str) or len(reason) > LONGEST_REASON:
            raise Invalid("shape", place="reason", expected="shorter")
        if not is_text(reason):
            raise Invalid("shape", place="reason", expected="str")
        seen = said.pop("seen", None)
        if seen is not None and type(seen) is not int:
            raise Invalid("shape", place="seen", expected="int")
        try:
            command = self.adapter.validate_json(canonical(said))
        except ValidationError as error:
            raise unfit(error, self._kinds) from None
        except TypeError:
            raise Invalid("shape", place="/", expected="decimal") from None
        _check_numbers(command)
        return command, reason, seen


class CommandJob(Protocol):
    """What handling a command asks of a job."""

    @property
    def job(self) -> Job[Any, Any]:
        """The job for commands that no device gave."""

    @property
    def reader(self) -> CommandReader:
        """Reads its commands."""

    def given_by(self, seat: Seat) -> Job[Any, Any]:
        """The job for a command of this seat: with what is known of the way to its device."""

    def knows_head(self, seat: Seat) -> bool:
        """Whether the seq of the seat's views is that of the ledger: of nobody else may ``if_seq`` be taken, since the
        refusal would tell how much others did."""

    def shown_seq(self, seat: Seat, command: Command, done: Done) -> int:
        """The seq of what was done by which the seat's own views are counted."""


def handle_command(
    ctx: Context,
    job: CommandJob,
    seating: Seating,
    seat: Seat,
    body: object,
    key: str,
    *,
    expires: int | None = None,
) -> Receipt:
    """Do the command in ``body`` (its fields, and optionally ``reason``, ``seen`` and ``if_seq``) for ``seat``, once by
    ``key``, not after ``expires`` (ms since the epoch).

    Raises ``Invalid("shape")`` for what does not fit, ``Refused("seat-taken")`` for a device that has not got the
    seat, and whatever the use case refuses.
    """
    body, if_seq = _without_if_seq(body)
    if if_seq is not None and not job.knows_head(seat):
        raise Invalid("shape", place="if_seq", expected="nothing")
    command, reason, seen = job.reader.read(body)
    if not is_text(key):
        raise Invalid("key-needed")
    if seat.ticket and not seating.hold(
        stream=seat.stream,
        ticket=seat.ticket,
        role=seat.role,
        team=seat.team,
        device=seat.device,
        now=ctx.clock.now(),
    ):
        raise Refused("seat-taken", label=seat.label)
    done = perform(
        ctx,
        job.given_by(seat),
        seat.stream,
        command=command,
        key=key,
        actor=seat.actor,
        device=seat.device,
        reason=reason,
        expires=expires,
        seen=seen,
        if_seq=if_seq,
    )
    return {"seq": job.shown_seq(seat, command, done), "at": done.at, "repeat": done.repeat}


def _without_if_seq(body: object) -> tuple[object, int | None]:
    """The body of a command without ``if_seq``, and what that said; raises ``Invalid("shape")``."""
    if not isinstance(body, dict):
        return body, None
    left = {name: value for name, value in body.items() if name != "if_seq"}
    said = body.get("if_seq")
    if said is not None and (type(said) is not int or not 0 <= said <= LARGEST_WHOLE):
        raise Invalid("shape", place="if_seq", expected="integer")
    return left, said


def is_text(text: str) -> bool:
    """Whether every database can keep it: no NUL, no half of a character."""
    return not _NO_TEXT.search(text)


def _check_numbers(command: Command) -> None:
    """``1e999999999`` is a short text; written out, as the ledger writes it, it fills the memory.  A whole number may
    have four thousand digits, of which no page can read more than sixteen."""
    for field in fields(cast(Any, command)):
        for number in _values(getattr(command, field.name)):
            if isinstance(number, Decimal) and not (
                number.adjusted() < DIGITS and cast(int, number.as_tuple().exponent) >= -DIGITS
            ):
                raise Invalid("shape", place=field.name, expected="decimal")
            if isinstance(number, int) and abs(number) > LARGEST_WHOLE:
                raise Invalid("shape", place=field.name, expected="integer")


def _values(value: Any) -> Iterator[Any]:
    """The values in a field of a command: those of a table or a list, and of each value that has fields of its own."""
    if isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _values(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _values(getattr(value, field.name))
    else:
        yield value


def unfit(error: ValidationError, kinds: Collection[str] = ()) -> Invalid:
    """The first thing that did not fit, as an error with words; ``kinds`` of commands are no field of a form."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"].startswith("union_tag"):
        return Invalid("unknown-command", kind=str(first.get("ctx", {}).get("tag", "")))
    # The first step of the place is the command's own kind where a command was read.
    steps = first["loc"][1:] if first["loc"][:1] and first["loc"][0] in kinds else first["loc"]
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
