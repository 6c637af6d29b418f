"""选票, 计票单: the ballot papers of a committee that votes on paper, and the sheet on which they are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoreboard.exports.papers import grids, layout
from scoreboard.exports.papers.blocks import FormGrid, FormRow, Grid, Heading, Paper, SignBoxes, Text, Title, cells
from scoreboard.exports.papers.lists import Winner
from scoreboard.exports.papers.words import with_unit, word
from scoring.engine.rulefile.printed import Lang

MOST_BALLOTS = 200
"""Ballot papers that are printed at a time."""

_SIGNERS = ("teller", "counter", "meeting_chair")
_WIDTHS: Mapping[Lang, tuple[int, ...]] = {"zh": (3, 16, 4, 4, 4), "en": (3, 12, 4, 5, 6)}

_BALLOT_ROOM: Mapping[Lang, int] = {"zh": 350, "en": 315}
_COUNT_ROOM: Mapping[Lang, int] = {"zh": 228, "en": 165}
"""Points of a page that are left to the candidates beside what else a ballot paper, and the sheet for counting, has."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What is voted on: the award, its candidates in the order of the ballot, and how many of them at most may be
    agreed to (``places``)."""

    campaign: str
    award: str
    places: int
    candidates: tuple[Winner, ...]


def ballot_paper(vote: Vote, number: int, lang: Lang = "zh") -> Paper:
    """One numbered ballot paper: against each name one agrees (○), disagrees (×), or abstains by leaving it empty."""
    title = word(lang, "ballot.title", award=vote.award)
    blocks = (
        Title(title),
        FormGrid(
            (
                FormRow(word(lang, "minutes.campaign"), vote.campaign, half=False),
                FormRow(word(lang, "ballot.number"), f"{number:03}", half=False),
            )
        ),
        _candidates(vote, lang, _BALLOT_ROOM),
        Text(word(lang, "ballot.how")),
        Text(word(lang, "ballot.most", count=vote.places)),
    )
    return Paper(title, blocks, lang)


def tally_sheet(vote: Vote, lang: Lang = "zh") -> Paper:
    """The sheet on which the ballots are counted, with places for teller and counter to sign."""
    title = word(lang, "tally_sheet.title", award=vote.award)
    counts = ("expected", "present", "issued", "returned", "valid", "void")
    rows = (
        FormRow(word(lang, "minutes.campaign"), vote.campaign),
        *(FormRow(word(lang, f"tally_sheet.{one}"), "", half=True) for one in counts),
    )
    blocks = (
        Title(title),
        Heading(word(lang, "tally_sheet.ballots")),
        FormGrid(rows),
        Text(word(lang, "tally_sheet.more_returned")),
        Heading(word(lang, "tally_sheet.votes")),
        _candidates(vote, lang, _COUNT_ROOM),
        SignBoxes(tuple(word(lang, f"sign.{one}") for one in _SIGNERS), word(lang, "day")),
    )
    return Paper(title, blocks, lang)


def ballot_papers(vote: Vote, count: int, lang: Lang = "zh") -> Sequence[Paper]:
    """As many numbered ballot papers."""
    return [ballot_paper(vote, number, lang) for number in range(1, count + 1)]


def _candidates(vote: Vote, lang: Lang, room: Mapping[Lang, int]) -> Grid:
    """The candidates with a box for each answer, in the largest size in which all of them stand on the sheet's one
    page; in the usual size where they take more."""
    head = ("no", "nominee", "votes_for", "votes_against", "abstained")
    rows = [
        (str(no), with_unit(lang, one.name, one.unit), "", "", "") for no, one in enumerate(vote.candidates, start=1)
    ]
    usual = Grid(tuple(word(lang, f"column.{name}") for name in head), cells(*rows), _WIDTHS[lang])
    sizes = (replace(usual, size=size) for size in (layout.TABLE_PT, layout.BETWEEN_PT, *layout.TABLE_SIZES[1:]))
    return next((one for one in sizes if grids.height_of(one, layout.UPRIGHT.text_width) <= room[lang]), usual)
