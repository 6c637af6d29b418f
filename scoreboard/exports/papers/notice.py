"""公示: the public notice of a list, as a document, as the body of a web page, and as the text for the television."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoreboard.exports.papers.blocks import Block, Heading, Paper, Signature, Text, Title
from scoreboard.exports.papers.lists import AwardList
from scoreboard.exports.papers.words import day_of, nth, with_unit, word
from scoring.engine.review.calendar import Span
from scoring.engine.review.campaign import Campaign, Notice
from scoring.engine.rulefile.printed import Lang


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """A notice as it is published.  ``basis`` and ``process``: paragraphs, why the review is held and how the list came
    about · ``first`` to ``last``: the days on which it stands, ``days`` of them counted as ``count`` says · ``order``:
    how the lists are ordered, which they already are · ``repeats``: the notice whose place it takes, since a list has
    changed · ``first_counts``: whether ``first`` is one of the ``days``.  Marks are never printed."""

    campaign: str
    basis: str
    process: str
    awards: tuple[AwardList, ...]
    order: Literal["rank", "strokes"]
    first: date
    last: date
    days: int
    count: Literal["working", "natural"]
    office: str
    contact: str
    in_time: Literal["arrival", "postmark"]
    by: tuple[str, ...]
    on: date
    repeats: int | None = None
    first_counts: bool = True


def public_notice(
    campaign: Campaign,
    notice: Notice,
    *,
    span: Span,
    awards: tuple[AwardList, ...],
    basis: str,
    process: str,
    by: tuple[str, ...] = (),
    repeats: int | None = None,
) -> PublicNotice:
    """A notice of ``campaign`` as its rules have it, published on the first day of ``span``; signed by whoever the
    rules name, or by ``by``."""
    objections = campaign.objections
    return PublicNotice(
        campaign.name, basis, process, awards, notice.order, span.first, span.last, notice.days, notice.count,
        objections.office, objections.contact, objections.in_time, by or (notice.by,), span.first, repeats,
        notice.first_day_counts,
    )  # fmt: skip


def notice_paper(notice: PublicNotice, lang: Lang = "zh") -> Paper:
    """The whole notice: basis, process, lists, dates, how to object and with whom, signature."""
    title = word(lang, "notice.title", campaign=notice.campaign)
    blocks: list[Block] = [Title(title), Text(notice.basis), Text(notice.process), *_repeats(notice, lang)]
    for no, one in enumerate(notice.awards, start=1):
        blocks += [Heading(_heading(one, no, lang)), *_names(one, notice, lang)]
    blocks += [
        Text(word(lang, f"notice.by_{notice.order}")),
        Text(_span(notice, lang)),
        Text(word(lang, "notice.object", in_time=word(lang, f"notice.{notice.in_time}"))),
        Text(word(lang, "notice.office", office=notice.office)),
        Text(word(lang, "notice.contact", contact=notice.contact)),
        Signature(notice.by, notice.on),
    ]
    return Paper(title, tuple(blocks), lang)


def television_paper(notice: PublicNotice, lang: Lang = "zh") -> Paper:
    """What is shown on television: the names, the dates, and where to object; nothing that must be read slowly."""
    title = word(lang, "notice.television", campaign=notice.campaign)
    blocks: list[Block] = [Title(title), *_repeats(notice, lang)]
    for no, one in enumerate(notice.awards, start=1):
        blocks += [Heading(_heading(one, no, lang)), *_names(one, notice, lang)]
    blocks.append(Text(word(lang, f"notice.by_{notice.order}") + _between(lang) + _span(notice, lang)))
    blocks.append(Text(word(lang, "notice.television_object", office=notice.office, contact=notice.contact)))
    return Paper(title, (*blocks, Signature(notice.by, notice.on)), lang)


def _repeats(notice: PublicNotice, lang: Lang) -> list[Block]:
    return [] if notice.repeats is None else [Text(word(lang, "notice.repeats", no=notice.repeats))]


def _heading(one: AwardList, no: int, lang: Lang) -> str:
    key = "notice.list_heading_person" if one.person else "notice.list_heading"
    return nth(lang, no, word(lang, key, award=one.award, count=len(one.names)))


def _names(one: AwardList, notice: PublicNotice, lang: Lang) -> list[Block]:
    """A line for each; numbered by merit only, since a number before a name reads as a rank."""
    lines = [with_unit(lang, winner.name, winner.unit) for winner in one.names]
    if notice.order == "rank":
        lines = [word(lang, "numbered", no=no, name=line) for no, line in enumerate(lines, start=1)]
    return [Text(line) for line in lines]


def _span(notice: PublicNotice, lang: Lang) -> str:
    first, last = day_of(notice.first, lang), day_of(notice.last, lang)
    counted = notice.count if notice.first_counts else f"{notice.count}_next"
    return word(lang, f"notice.span_{counted}", first=first, last=last, days=notice.days)


def _between(lang: Lang) -> str:
    return "" if lang == "zh" else " "
