"""Errors of the engine and the use cases.

    LeitaiError                 anything the product can explain
    ├── Refused                 the command is understood but may not happen now
    │   ├── WrongStage          not in this stage of the match, round or item
    │   ├── TooLate             the server's deadline has passed
    │   └── AlreadyDone         it has happened and may happen once only
    ├── Invalid                 the input itself is wrong (value, shape, reference)
    │   └── FaultyRuleSheet         a rule sheet with faults, all of them listed
    ├── Forbidden               this role may not do or see this
    ├── NotFound                no such thing
    ├── Conflict                somebody else was faster, or a key was used for something else
    └── Broken                  stored or imported data fail their own check (hash, fold, version)

Every error carries a stable ``code`` (kebab-case, never translated, documented in docs/errors.md)
and ``fields`` to fill into the words.  The Chinese and English words live in the web layer.
"""

from __future__ import annotations

from dataclasses import dataclass


class LeitaiError(Exception):
    """Base of all errors that carry a code and fields instead of words."""

    def __init__(self, code: str, /, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        if not self.fields:
            return self.code
        return f"{self.code} " + " ".join(f"{k}={v!r}" for k, v in self.fields.items())


class Refused(LeitaiError):
    """The command is understood but may not happen now."""


class WrongStage(Refused):
    """The match, the round or the item is not in a stage that allows this."""


class TooLate(Refused):
    """The server's deadline has passed."""


class AlreadyDone(Refused):
    """It has happened and may happen once only."""


class Invalid(LeitaiError):
    """The input itself is wrong: a value, a shape or a reference."""


class Forbidden(LeitaiError):
    """This role may not do or see this."""


class NotFound(LeitaiError):
    """There is no such thing."""


class Conflict(LeitaiError):
    """Somebody else was faster, or a key was used for a different command."""


class Broken(LeitaiError):
    """Stored or imported data fail their own check."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a document: where (a dotted place such as ``round[2].press.window_ms``), which, with what."""

    place: str
    code: str
    fields: tuple[tuple[str, str], ...] = ()


class FaultyRuleSheet(Invalid):
    """A rule sheet with faults; ``faults`` lists every one of them, in order of place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("sheet-faulty", count=len(faults))
        self.faults = faults
