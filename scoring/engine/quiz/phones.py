"""The phones of the hall (观众手机) on an item of 观众互动: what they answered, who was right first, and the draw.

The ledger has one text of all answers, a line each: the number that the server gave the phone, its answer, and how many
ms after the opening it came.  Its SHA-256 is shown when it is closed, before anything is drawn from it; everything else
follows from it and the key.  No answer here is a team's, and nothing of it is read by any score.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from scoring.engine.draw import commitment, order_of
from scoring.engine.errors import Invalid
from scoring.engine.names import tidy
from scoring.engine.quiz.answers import judge_by_key
from scoring.engine.quiz.setup import Key, Scoring

MOST = 3_000
"""Phones that are taken on one item."""

QUICKEST = 10
"""How many of the quickest right ones are shown, and how many may be drawn at most."""

LONGEST_NAME = 8
"""Characters of the short name that a phone may give itself."""

MOST_DIGITS = 4
"""Digits of a short name."""


@dataclass(frozen=True, slots=True)
class HallAnswer:
    """One phone's answer: its number from 1, the letters that it chose in order, ms after the opening, its name."""

    no: int
    choice: str
    ms: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Phones:
    """The phones on one item.  ``seq`` of the entry that opened them, ``at`` and ``until`` in ms since the epoch;
    ``digest``: the commitment of the draw's secret.  ``closed``: the entry that closed them; then ``given`` is how many
    answered, ``list`` the SHA-256 of ``answers``, the text of all, and ``names`` has those of the quickest by number.
    ``number`` and ``secret`` of a draw of ``winners``, "" before it.  ``last``: the newest entry about them.
    """

    seq: int
    at: int
    until: int
    digest: str
    closed: int | None = None
    given: int = 0
    list: str = ""
    answers: str = ""
    names: Mapping[int, str] = field(default_factory=dict)
    hidden: bool = False
    number: str = ""
    secret: str = ""
    winners: int = 0
    last: int = 0

    @property
    def open(self) -> bool:
        """Whether phones may answer."""
        return self.closed is None


def answers_text(answers: Iterable[HallAnswer]) -> str:
    """All answers as one text, in the order of their numbers."""
    return "".join(f"{one.no} {one.choice} {one.ms}\n" for one in sorted(answers, key=lambda one: one.no))


@lru_cache(64)
def read_answers(text: str) -> tuple[HallAnswer, ...]:
    """The answers of such a text."""
    lines = (line.split(" ") for line in text.splitlines())
    return tuple(HallAnswer(int(no), choice, int(ms)) for no, choice, ms in lines)


def list_hash(text: str) -> str:
    """The SHA-256 of the text of all answers, in hex."""
    return sha256(text.encode()).hexdigest()


def chosen(text: str) -> dict[str, int]:
    """How many chose each option; of a multiple choice each of the options."""
    return dict(sorted(Counter(letter for one in read_answers(text) for letter in one.choice).items()))


def right_ones(text: str, key: Key, scoring: Scoring) -> tuple[HallAnswer, ...]:
    """Those who are right by the key, the quickest first; of the same ms the smaller number."""
    good = {
        choice: judge_by_key(tuple(choice), key, scoring) == "right"
        for choice in {one.choice for one in read_answers(text)}
    }
    return tuple(sorted((one for one in read_answers(text) if good[one.choice]), key=lambda one: (one.ms, one.no)))


def drawn(phones: Phones, key: Key, scoring: Scoring) -> tuple[int, ...]:
    """The numbers that the draw gives, in its order; none before it, or where the secret is not the one that was
    fixed."""
    if not phones.number or commitment(phones.secret) != phones.digest:
        return ()
    numbers = [one.no for one in right_ones(phones.answers, key, scoring)]
    return order_of(phones.secret, phones.number, sorted(numbers))[: phones.winners]


def short_name(text: str) -> str:
    """A short name as the screens may show it: letters of any language and digits, no more than four of them, so that
    it is no number of a telephone.  One of signs that nobody sees is "".  Raises ``Invalid("phones-name")``."""
    name = tidy(unicodedata.normalize("NFKC", tidy(text)))
    good = all(sign.isalnum() or sign in " ·_-" for sign in name) and any(map(str.isalnum, name or "0"))
    if len(name) > LONGEST_NAME or not good or sum(sign.isdigit() for sign in name) > MOST_DIGITS:
        raise Invalid("phones-name", most=LONGEST_NAME)
    return name
