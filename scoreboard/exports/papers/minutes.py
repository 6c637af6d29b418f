"""审定会议记录: the minutes of the meeting that decides, with its votes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from scoreboard.exports.papers.blocks import (
    Block,
    FormGrid,
    FormRow,
    Grid,
    Heading,
    Paper,
    SignBoxes,
    Text,
    Title,
    cells,
)
from scoreboard.exports.papers.words import nth, word
from scoring.engine.rulefile.printed import Lang

Outcome = Literal["passed", "failed", "deferred"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A matter that was voted on: ballots or hands for, against, abstained (赞成 反对 弃权), and the outcome
    (通过 不通过 缓议).  ``text``: what was resolved, in words."""

    matter: str
    votes_for: int
    votes_against: int
    abstained: int
    outcome: Outcome
    text: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting of a deciding body.  ``expected`` and ``present``: how many members there are (应到) and came (实到) ·
    ``when``: date and hour in words · ``title``: in words of its own, or empty for the usual one · ``recusals``: of
    the chair of the judging, a line each."""

    campaign: str
    body: str
    when: str
    where: str
    chair: str
    recorder: str
    expected: int
    present: int
    voting: str
    resolutions: tuple[Resolution, ...]
    absent: str = ""
    title: str = ""
    recusals: str = ""


def minutes_paper(minutes: Minutes, lang: Lang = "zh") -> Paper:
    """The head of the meeting, its votes, what was resolved, and places for chair and recorder to sign."""
    title = minutes.title or word(lang, "minutes.title", body=minutes.body)
    head = ("item", "votes_for", "votes_against", "abstained", "outcome")
    votes = Grid(
        tuple(word(lang, f"column.{name}") for name in head),
        cells(*(_vote(one, lang) for one in minutes.resolutions)),
        (16, 4, 4, 4, 5) if lang == "zh" else (11, 4, 6, 6, 7),
    )
    told = [one for one in minutes.resolutions if one.text]
    blocks: list[Block] = [Title(title), _head(minutes, lang)]
    blocks += [Heading(nth(lang, 1, word(lang, "minutes.votes"))), votes]
    if told:
        blocks += [Heading(nth(lang, 2, word(lang, "minutes.resolutions"))), *(Text(one.text) for one in told)]
    return Paper(title, (*blocks, meeting_signing(lang)), lang)


def meeting_head(rows: Iterable[tuple[str, str, bool]], lang: Lang) -> FormGrid:
    """The head of a meeting's minutes: of each row the key of its label, its text, and whether it is half a row."""
    return FormGrid(tuple(FormRow(word(lang, key), text, half=half) for key, text, half in rows))


def meeting_signing(lang: Lang) -> SignBoxes:
    """Where chair and recorder of a meeting sign, with the day."""
    return SignBoxes((word(lang, "sign.meeting_chair"), word(lang, "sign.recorder")), word(lang, "day"))


def _head(minutes: Minutes, lang: Lang) -> FormGrid:
    def people(count: int) -> str:
        return word(lang, "minutes.people", count=count)

    rows = [
        ("campaign", minutes.campaign, False),
        ("when", minutes.when, False),
        ("where", minutes.where, False),
        ("chair", minutes.chair, True),
        ("recorder", minutes.recorder, True),
        ("expected", people(minutes.expected), True),
        ("present", people(minutes.present), True),
        ("absent", minutes.absent, False),
        ("voting", minutes.voting, False),
    ]
    rows += [("recusals", minutes.recusals, False)] if minutes.recusals else []
    return meeting_head(((f"minutes.{name}", text, half) for name, text, half in rows), lang)


def _vote(one: Resolution, lang: Lang) -> tuple[str, ...]:
    counts = (one.votes_for, one.votes_against, one.abstained)
    outcome = word(lang, f"minutes.{one.outcome}")
    return (one.matter, *(word(lang, "minutes.votes_cast", count=count) for count in counts), outcome)
