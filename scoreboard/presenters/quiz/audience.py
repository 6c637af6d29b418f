"""The audiences of a match, and what is known about the match besides its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoreboard.presenters.presence import AudienceKind
from scoreboard.presenters.quiz.face import NO_FACE, Face
from scoring.engine.quiz.rule_sheet import Round
from scoring.engine.quiz.setup import Team
from scoring.usecases.records import Competition, Match, Question

Questions = Mapping[str, Question]
"""Question records by id."""


@dataclass(frozen=True, slots=True)
class Audience:
    """One audience of a match: everybody in it gets the same bytes.  ``team`` for team, ``ticket`` for judge."""

    kind: AudienceKind
    team: str = ""
    seat: int = 0
    ticket: str = ""

    @property
    def name(self) -> str:
        """Unique in a match by all that the bytes depend on."""
        return "|".join((self.kind, self.team, str(self.seat), self.ticket))

    @property
    def desk(self) -> bool:
        """The host and the chief judge, who see everything."""
        return self.kind in ("host", "chief")

    @property
    def screens(self) -> bool:
        """Who is told how screens are connected and what they do not show as they should; television, for the page of
        its technician."""
        return self.desk or self.kind == "air"

    @property
    def watched(self) -> bool:
        """Who must not learn from a push that somebody has marked: everybody but the desks."""
        return not self.desk

    @property
    def judge(self) -> str:
        """The judge's own id on a panel; ``""`` for all others."""
        return self.ticket if self.kind == "judge" else ""

    @property
    def voter(self) -> str:
        """The actor id under which this seat's votes stand in the ledger; "" for all but a judge."""
        return f"ticket:{self.ticket}" if self.kind == "judge" else ""

    @property
    def faced(self) -> bool:
        """Who has the face of the event and its sound: the big screens, and the desks with their small picture."""
        return self.desk or self.kind == "display"

    @property
    def official(self) -> bool:
        """The desk and the panel, who have the key at once."""
        return self.desk or self.kind == "judge"


@dataclass(frozen=True, slots=True)
class MatchInfo:
    """Titles and looks of a match.  ``teams`` as registered and ``rounds`` as planned, shown until it is opened."""

    id: str
    title: str
    competition: str
    organiser: str
    theme: str
    bright: bool
    teams: tuple[Team, ...] = field(default=())
    rounds: tuple[Round, ...] = field(default=())
    face: Face = field(default=NO_FACE)
    rehearsal: bool = False

    @classmethod
    def of(
        cls,
        match: Match,
        competition: Competition | None,
        teams: tuple[Team, ...] = (),
        rounds: tuple[Round, ...] = (),
        face: Face = NO_FACE,
    ) -> MatchInfo:
        """The info from the records of a match and its competition."""
        shown = competition or Competition(id="", title="")
        looks = (shown.title, shown.organiser, shown.theme, shown.bright)
        return cls(match.id, match.shown_title, *looks, teams, rounds, face, match.rehearsal)
