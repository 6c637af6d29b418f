"""What the papers of one match are made of: its people, its rules, its result as far as it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoreboard.exports.tables import Table
from scoreboard.presenters.say import Say
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.rulefile.printed import Lang

NUMBER_BLANKS = re.compile(r"(?<=[0-9%])[ \u00a0](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[ \u00a0](?=[-−+]?[0-9])")


@dataclass(frozen=True, slots=True)
class PaperTeam:
    """A team on paper: ``station`` 0 before it has one, ``members`` by seat, ``reserves`` after them;
    ``piece``: what an entry of a contest performs."""

    name: str
    unit: str
    station: int
    leader: str
    members: tuple[str, ...]
    reserves: tuple[str, ...] = ()
    piece: str = ""


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """A judge, the chief judge or the host: what the seat is called, and of which organisation."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PaperResult:
    """The result: ``table`` as ``exports.ranking`` makes it, ``players`` where there is a best player, ``locked``:
    nobody changes it any more."""

    table: Table
    players: Table | None
    locked: bool


@dataclass(frozen=True, slots=True)
class MatchGiven:
    """``name``: the competition and its match · ``when_where``: what the schedule says of both, a sentence each ·
    ``dated``: the day of the lock, before it the planned one ·
    ``signed``: the bodies that sign · ``chief``: what the chief judge is called · ``awards``: the
    names of those that this match decides by rank, the highest first, with how many each has (0: not said) ·
    ``drawn``: the stations are those of a draw by lot · ``result`` None before the opening · ``address``: where
    devices of the hall reach the server, "" where that is not known · ``tablets``: the cards of teams and judges."""

    name: str
    organiser: str
    when_where: tuple[str, ...]
    dated: date | None
    signed: tuple[str, ...]
    chief: str
    sheet: RuleSheet
    teams: tuple[PaperTeam, ...]
    judges: tuple[PaperPerson, ...]
    chief_judge: PaperPerson
    host: PaperPerson
    awards: tuple[tuple[str, int], ...]
    drawn: bool
    result: PaperResult | None
    say: Say
    lang: Lang = "zh"
    address: str = ""
    tablets: int = 0

    def word(self, key: str, /, **fields: object) -> str:
        """The words under ``match_papers.<key>``, with the chief judge as the rules call him."""
        return self.say(f"match_papers.{key}", **fields)

    def printed(self, text: str) -> str:
        """A sentence of the screens as Chinese paper sets it: no blank between a number and a Chinese sign."""
        return NUMBER_BLANKS.sub("", text) if self.lang == "zh" else text


def places_of(numbers: list[Decimal]) -> int:
    """How many decimals a column of these numbers needs."""
    return max((max(0, -int(one.normalize().as_tuple().exponent)) for one in numbers), default=0)
