"""What programs send and get when they prepare a competition.  A field that is not known is ignored."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from scoring.usecases.programs.own_ids import LONGEST

Ref = Annotated[str, Field(max_length=LONGEST)]
Text = Annotated[str, Field(max_length=500)]
Count = Annotated[int, Field(ge=0, le=50)]
Points = Annotated[Decimal, Field(max_digits=12, decimal_places=4)]
"""So short also where it is written out: ``1e2000000000`` would fill the memory."""

MOST_TEAMS = 200


class NewCompetition(BaseModel):
    """A competition that is to be made.  ``ref``: the program's own id."""

    title: Text
    organiser: Text = ""
    theme: Literal["crimson", "indigo"] = "crimson"
    bright: bool = False
    ref: Ref = ""


class MatchLine(BaseModel):
    """A match of a competition."""

    id: str
    ref: str
    title: str
    opened: bool


class CompetitionMade(BaseModel):
    """A competition with its matches."""

    id: str
    ref: str
    title: str
    organiser: str
    matches: list[MatchLine]


class NewMatch(BaseModel):
    """A match that is to be made: with a rule sheet that comes with the program, by its id as ``template``, or with one
    as TOML text in ``rules``."""

    title: Text
    template: Text = ""
    rules: Annotated[str, Field(max_length=200_000)] = ""
    stage: Text = ""
    ref: Ref = ""


class NewRules(BaseModel):
    """A rule sheet as TOML text."""

    rules: Annotated[str, Field(max_length=200_000)]


class NewTeam(BaseModel):
    """A team that is to be entered.  ``station`` 0: to be drawn."""

    name: Text
    organisation: Text = ""
    leader: Text = ""
    members: Annotated[list[Text], Field(max_length=100)] = []
    station: Annotated[int, Field(ge=0, le=999)] = 0
    carried: Points = Decimal(0)
    ref: Ref = ""


class NewTeams(BaseModel):
    """Teams that are to be entered, all of them or none.  ``dry_run``: only look whether they can be."""

    teams: Annotated[list[NewTeam], Field(min_length=1, max_length=MOST_TEAMS)]
    dry_run: bool = False


class NewDraw(BaseModel):
    """How stations are given: by lot where ``stations`` is empty, else as drawn in the hall, by team id."""

    stations: Annotated[dict[str, int], Field(max_length=MOST_TEAMS)] = {}
    reason: Text = ""


class NewPools(BaseModel):
    """From which question set a match takes its questions, by ``lot`` or in ``order``."""

    set: Ref
    way: Literal["lot", "order"] = "lot"


class NewSeats(BaseModel):
    """For how many judges and displays there are to be tickets; host, chief and teams get theirs."""

    judges: Count = 0
    displays: Count = 1


class TeamLine(BaseModel):
    """A team of a match."""

    id: str
    ref: str
    name: str
    organisation: str
    station: int


class MissingLine(BaseModel):
    """What is missing before the match can open; ``blocking`` False: people should know it."""

    code: str
    text: str
    blocking: bool


class MatchMade(BaseModel):
    """A match as far as it is prepared.  ``state``: ``preparing`` · ``opened`` · ``locked``."""

    id: str
    ref: str
    competition: str
    title: str
    stage: str
    state: Literal["preparing", "opened", "locked"]
    teams: list[TeamLine]
    questions: int
    missing: list[MissingLine]
    public: str


class FindingLine(BaseModel):
    """A finding in a file: its places, how many there are, the sentence."""

    severity: Literal["error", "warning", "note"]
    places: str
    count: int
    text: str


class SetReport(BaseModel):
    """What was understood of a file of questions.  ``set``: the id of the set that was stored, "" for none."""

    set: str
    name: str
    stored: bool
    rows: int
    questions: int
    faulty: int
    findings: list[FindingLine]


class TicketLine(BaseModel):
    """A ticket with its code, which is told this once only.  ``team``: the id of its team, "" for other roles."""

    role: str
    label: str
    team: str
    code: str


class TicketsMade(BaseModel):
    """The tickets of the seats that had none."""

    tickets: list[TicketLine]
