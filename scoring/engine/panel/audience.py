"""The audience panel (大众评审): people of the hall who vote, and whose counted votes are one weighted mark.

The count comes from a voting device or from ballots that were counted, is entered by one person and confirmed by
another.  It never passes the drops of the judges: it is one mark, and has the share of the score that the rule says.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.codec import decimal_text
from scoring.engine.errors import Invalid
from scoring.engine.rounding import Mode, rounded

How = Literal["votes", "average"]
When = Literal["lock", "end"]

MOST_PLACES = 4
"""Decimal places of an average."""

MOST_VOTES = 1_000_000


@dataclass(frozen=True, slots=True)
class AudienceRule:
    """How a count becomes a mark, and how much of the score that is.

    ``weight``: percent of the score; the judges have the rest.  ``count``: ``votes`` for the entry of all votes cast on
    it, as a part of the judges' range · ``average``: the mean of the marks that the audience panel gave, from ``low``
    to ``high``, brought onto the judges' range.  ``digits`` and ``rounding``: of the audience panel's mark.
    ``when``: the lock of an entry's marks waits for its count · the counts of a round come together after its ``end``,
    and until then every score is the judges' alone.  ``size``: how many are on it, 0 where nobody said.  ``name``: what
    it is called where that is not 大众评审.  A rule sheet has these fields as ``[round.panel.audience]`` and its digest
    covers them, so none of them may change.
    """

    weight: Decimal
    count: How = "votes"
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(10)
    digits: int = 2
    rounding: Mode = "half_up"
    when: When = "lock"
    size: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class AudienceCount:
    """What the audience panel gave an entry: ``votes`` of ``cast``, or the ``average``.  Without any of them there was
    no vote on it, and the judges alone count."""

    votes: int | None = None
    cast: int | None = None
    average: Decimal | None = None

    @property
    def none(self) -> bool:
        """Whether it says that there was no vote."""
        return self.votes is None and self.cast is None and self.average is None

    @property
    def text(self) -> str:
        """As people write it: 38/50, 8.72; "" for no vote."""
        if self.average is not None:
            return decimal_text(self.average)
        return "" if self.votes is None else f"{self.votes}/{self.cast}"


@dataclass(frozen=True, slots=True)
class AudienceGiven:
    """A count that a second person has confirmed: ``seq`` the entry that confirmed it, ``at`` its time."""

    count: AudienceCount
    seq: int
    at: int


def check_count(rule: AudienceRule, count: AudienceCount) -> None:
    """Raises ``Invalid``: ``count-shape`` ``count-above-cast`` ``count-above-size`` ``count-out-of-range``."""
    if count.none:
        return
    if rule.count == "average":
        _check_average(rule, count)
        return
    if count.votes is None or count.cast is None or count.average is not None:
        raise Invalid("count-shape", wanted="votes")
    if not 0 <= count.votes <= MOST_VOTES or not 1 <= count.cast <= MOST_VOTES:
        raise Invalid("count-out-of-range", value=str(count.votes), low="0", high=str(MOST_VOTES))
    if count.votes > count.cast:
        raise Invalid("count-above-cast", votes=count.votes, cast=count.cast)
    if rule.size and count.cast > rule.size:
        raise Invalid("count-above-size", cast=count.cast, size=rule.size)


def _check_average(rule: AudienceRule, count: AudienceCount) -> None:
    if count.average is None or count.votes is not None or count.cast is not None:
        raise Invalid("count-shape", wanted="average")
    exponent = count.average.as_tuple().exponent
    fine = isinstance(exponent, int) and exponent >= -MOST_PLACES
    if not fine or not rule.low <= count.average <= rule.high:
        low, high = decimal_text(rule.low), decimal_text(rule.high)
        raise Invalid("count-out-of-range", value=str(count.average)[:20], low=low, high=high)


def audience_mark(rule: AudienceRule, span: tuple[Decimal, Decimal], count: AudienceCount) -> Decimal | None:
    """The mark of a count that ``check_count`` passed, on the judges' range ``span``; None for no vote."""
    low, high = map(Fraction, span)
    if count.average is not None:
        part = (Fraction(count.average) - Fraction(rule.low)) / (Fraction(rule.high) - Fraction(rule.low))
    elif count.votes is not None and count.cast:
        part = Fraction(count.votes, count.cast)
    else:
        return None
    return rounded(low + (high - low) * part, rule.digits, rule.rounding)
