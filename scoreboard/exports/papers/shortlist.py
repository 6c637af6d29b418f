"""评审会议记录: the minutes of the meeting that fixes a shortlist, with its reasons for every departure."""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.exports.papers.blocks import Block, Grid, Heading, Paper, Text, Title, cells
from scoreboard.exports.papers.lists import Winner
from scoreboard.exports.papers.minutes import meeting_head, meeting_signing
from scoreboard.exports.papers.words import nth, word
from scoring.engine.rulefile.printed import Lang


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody whom the stages of marks put on the list or level on its line.  ``total``: as it is published."""

    rank: int
    nominee: Winner
    total: str
    tied: bool = False


@dataclass(frozen=True, slots=True)
class ListMinutes:
    """The meeting that fixed the shortlist of one award.

    ``when``: the day in words · ``places``: how many the list may have · ``present``: who was there · ``recusals``: of
    the chair and of judges, a line each · ``proposed``: what the stages gave · ``decided``: the list, best first ·
    ``tie``: how a tie on the line was settled, a sentence, or "" · ``departures``: a sentence each · ``why``: their
    reason · ``later``: who came in since for somebody who was removed, a sentence each.
    """

    campaign: str
    award: str
    when: str
    places: int
    present: str
    proposed: tuple[Proposed, ...]
    decided: tuple[Winner, ...]
    recusals: str = ""
    tie: str = ""
    departures: tuple[str, ...] = ()
    why: str = ""
    later: tuple[str, ...] = ()


def shortlist_paper(minutes: ListMinutes, lang: Lang = "zh") -> Paper:
    """The head of the meeting, what the stages gave, the list as it was decided, what differs and why, and places for
    chair and recorder to sign."""
    title = word(lang, "shortlist.title", award=minutes.award)
    told = list(minutes.departures)
    if minutes.why:
        told.append(word(lang, "shortlist.why" if told else "shortlist.note", why=minutes.why))
    sections: list[tuple[str, tuple[Block, ...]]] = [
        ("proposed", _proposed(minutes, lang)),
        ("decided", _decided(minutes, lang)),
        ("tie", (Text(minutes.tie),) if minutes.tie else ()),
        ("departures", tuple(Text(one) for one in told)),
        ("later", tuple(Text(one) for one in minutes.later)),
    ]
    blocks: list[Block] = [Title(title), _head(minutes, lang)]
    for no, (name, own) in enumerate(((name, own) for name, own in sections if own), start=1):
        blocks += [Heading(nth(lang, no, word(lang, f"shortlist.{name}"))), *own]
    return Paper(title, (*blocks, meeting_signing(lang)), lang)


def _head(minutes: ListMinutes, lang: Lang) -> Block:
    return meeting_head(
        (
            ("minutes.campaign", minutes.campaign, False),
            ("column.award", minutes.award, False),
            ("minutes.when", minutes.when, False),
            ("minutes.where", "", False),
            ("minutes.chair", "", True),
            ("minutes.recorder", "", True),
            ("shortlist.places", word(lang, "shortlist.count", count=minutes.places), False),
            ("shortlist.present", minutes.present, False),
            ("minutes.recusals", minutes.recusals or word(lang, "shortlist.no_recusals"), False),
        ),
        lang,
    )


def _proposed(minutes: ListMinutes, lang: Lang) -> tuple[Block, ...]:
    if not minutes.proposed:
        return (Text(word(lang, "shortlist.nobody")),)
    rows = [
        (
            word(lang, "marks.tied", rank=one.rank) if one.tied else str(one.rank),
            *_named(minutes, one.nominee),
            one.total,
        )
        for one in minutes.proposed
    ]
    head = ("rank", *_naming(minutes), "total")
    widths = (7, 10, 8, 5) if len(head) == 4 else (7, 17, 6)
    grid = Grid(tuple(word(lang, f"column.{name}") for name in head), cells(*rows), widths, numbers=(len(head) - 1,))
    return (grid,)


def _decided(minutes: ListMinutes, lang: Lang) -> tuple[Block, ...]:
    if not minutes.decided:
        return (Text(word(lang, "shortlist.empty")),)
    rows = [(str(no), *_named(minutes, one)) for no, one in enumerate(minutes.decided, start=1)]
    head = ("no", *_naming(minutes))
    widths = (4, 13, 12) if len(head) == 3 else (4, 25)
    grid = Grid(tuple(word(lang, f"column.{name}") for name in head), cells(*rows), widths)
    same = not minutes.departures and not minutes.tie
    return (grid, Text(word(lang, "shortlist.same"))) if same else (grid,)


def _naming(minutes: ListMinutes) -> tuple[str, ...]:
    """The columns that name somebody: without organisations where every name of the paper says its own."""
    units = (*(one.nominee.unit for one in minutes.proposed), *(one.unit for one in minutes.decided))
    return ("nominee", "unit") if any(units) else ("nominee",)


def _named(minutes: ListMinutes, one: Winner) -> tuple[str, ...]:
    return (one.name, one.unit)[: len(_naming(minutes))]
