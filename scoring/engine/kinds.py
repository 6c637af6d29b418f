"""A kind of command as one row: its class, who may give it, what it needs, and the two functions that do it.

A command that is allowed becomes exactly one entry of the same kind.  ``decide`` returns the payload of the entry, or
refuses with a named error; ``apply`` turns the entry into the next state and never refuses.  A job (a match, a review,
a stage) keeps its rows in one table; everything else about a kind is derived from its row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, Literal, Protocol, TypeVar

from scoring.engine.actors import Role
from scoring.engine.codec import from_json
from scoring.engine.errors import Invalid
from scoring.engine.ledger import Entry

State = TypeVar("State")

Payload = dict[str, Any]
"""What an entry holds: the command's fields and the facts, as plain JSON data."""

Undo = Literal["step", "within", "alone", "part", "kept"]
"""What an undo does with an entry.

``step``: an undo goes back to it, and takes everything back from there on.  ``within``: such a step, inside something
that an earlier step began; it is not taken back once ``part`` entries have followed it, which belong to that earlier
step.  ``alone``: a step that is taken back without anything else, because nothing that follows it rests on it.
``part``: it goes with the step before it.  ``kept``: no undo takes it back.
"""


class Command(Protocol):
    """A frozen dataclass whose last field names its kind; the other fields are what a person or a device says."""

    @property
    def kind(self) -> str: ...


def public(state: Any, entry: Entry) -> bool:  # noqa: ARG001  the shape of ``Kind.private``
    """Everybody may know that this entry exists."""
    return False


def private(state: Any, entry: Entry) -> bool:  # noqa: ARG001  the shape of ``Kind.private``
    """Only the desks and the giver of the command may know that this entry exists."""
    return True


def never(command: Any) -> bool:  # noqa: ARG001  the shape of ``Kind.reason_if``
    """No command of the kind needs a reason for what it says."""
    return False


@dataclass(frozen=True, slots=True)
class Kind(Generic[State]):
    """One kind of command of a job whose state is ``State``.

    ``command``: its class.  ``decide(state, command, at, facts)``: the facts that join the entry's payload, ``at`` in
    ms since the epoch.  ``apply(state, entry, payload)``: the state after the entry.  ``roles``: who may give it.
    ``reason``: which roles must give a reason; ``reason_if(command)``: whether this command needs one from everybody.
    ``private(state, entry)``, with the state after the entry: whether only
    the desks and the giver may know of it.  ``lane``: a page keeps commands of one lane through a reload and sends them
    in order until they are acknowledged; "" if the command must not be sent late.  ``newest``: a newer command replaces
    one that was not sent yet.  ``first``: it is written before everything else that waits.
    """

    command: type
    decide: Callable[[State, Any, int, Any], Payload]
    apply: Callable[[State, Entry, Mapping[str, Any]], State]
    roles: frozenset[Role]
    reason: frozenset[Role] = frozenset()
    undo: Undo = "step"
    private: Callable[[State, Entry], bool] = public
    lane: str = ""
    newest: bool = False
    reason_if: Callable[[Any], bool] = never
    first: bool = False

    def wants_reason(self, command: Command, roles: frozenset[Role]) -> bool:
        """Whether this command needs a reason from somebody who has one of ``roles``."""
        return bool(self.reason & roles) or self.reason_if(command)

    @property
    def name(self) -> str:
        """The kind, as commands and entries carry it."""
        return str(self.command.__dataclass_fields__["kind"].default)  # type: ignore[attr-defined]


Kinds = Mapping[str, Kind[State]]
"""All kinds of a job by their names."""


def by_name(*rows: Kind[State]) -> dict[str, Kind[State]]:
    """The rows of a table by their names; raises ``ValueError`` if a name occurs twice."""
    table = {row.name: row for row in rows}
    if len(table) < len(rows):
        raise ValueError("a kind stands twice")
    return table


def read_command(kinds: Kinds[Any], data: Mapping[str, Any], place: str = "") -> Command:
    """A command from plain JSON data; raises ``Invalid`` for an unknown kind or a field that does not fit."""
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        raise Invalid("unknown-command", kind=str(kind))
    command: Command = from_json(kinds[kind].command, data, place)
    return command


def said_in(kinds: Kinds[Any], entry: Entry) -> dict[str, Any]:
    """The command that became this entry, as plain JSON data: its fields without the facts beside them."""
    known = {field.name for field in fields(kinds[entry.kind].command)} if entry.kind in kinds else set()
    return {name: value for name, value in entry.payload.items() if name in known} | {"kind": entry.kind}


@dataclass(frozen=True, slots=True)
class Due:
    """What the system itself must do at ``at`` (ms since the epoch); ``key`` makes it happen once."""

    at: int
    command: Command
    key: str
