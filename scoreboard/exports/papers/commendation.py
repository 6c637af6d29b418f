"""表彰决定 and 表彰通报: the official document that gives the titles, and its lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoreboard.exports.papers.blocks import (
    Addressees,
    Annex,
    Annexes,
    Block,
    DocumentNumber,
    Heading,
    Letterhead,
    Paper,
    Signature,
    Text,
    Title,
)
from scoreboard.exports.papers.lists import AwardList, winners_grid
from scoreboard.exports.papers.revocation import Lost, named
from scoreboard.exports.papers.words import day_of, label, nth, titled_word, word
from scoreboard.i18n.titles import USUAL, Titles
from scoring.engine.review.campaign import AwardKind
from scoring.engine.rulefile.printed import Lang

HolderKind = AwardKind | Literal["team", "player"]
"""What the holders of an award are: ``team`` and ``player`` in a competition."""


@dataclass(frozen=True, slots=True)
class Commended:
    """An award that is given: what kind its winners are, and who they are in the order of the list.
    ``prize``: it is a prize that was won (一等奖), no title (称号)."""

    kind: HolderKind
    list: AwardList
    prize: bool = False


@dataclass(frozen=True, slots=True)
class Commendation:
    """A decision (决定) or a circular (通报).  ``number``: 甲发〔2012〕8号, may be empty until the document has one ·
    ``title``, ``call``: in words of its own, or empty for the usual ones · ``basis``: the first paragraphs, each on a
    line · ``on``: None where the date is written by hand ·
    ``under``: a line under the title, such as which version it is ·
    ``annex``: the name of one annex for all lists, "" for one for each · ``titles``: how the rules call people ·
    ``head``: with a red head, for an office that has no printed letter paper ·
    ``lost``: what was taken back after it was published.  A signed document does not change: it is printed as it was
    published, and a note (附注) below the date names what was taken back."""

    kind: Literal["decision", "circular"]
    campaign: str
    basis: str
    awards: tuple[Commended, ...]
    by: tuple[str, ...]
    on: date | None
    number: str = ""
    title: str = ""
    addressees: str = ""
    call: str = ""
    head: bool = False
    lost: tuple[Lost, ...] = ()
    under: str = ""
    annex: str = ""
    titles: Titles = USUAL


def commendation_paper(one: Commendation, lang: Lang = "zh") -> Paper:
    """Number, title, addressees, basis, what is decided, call, annexes, signature; then a page for each list."""
    title = one.title or word(lang, f"commendation.{one.kind}", campaign=one.campaign)
    given = [each for each in one.awards if each.list.names]
    names = (one.annex,) if one.annex else tuple(word(lang, "list_of", award=each.list.award) for each in given)
    blocks: list[Block] = [
        *_head(one, lang),
        Title(title, one.under),
        *([Addressees(label(lang, one.addressees.rstrip("：:")))] if one.addressees else []),
        Text(one.basis),
        Text(_resolved(given, lang, one.titles)),
        Text(one.call or word(lang, "commendation.call")),
        Annexes(word(lang, "commendation.annexes"), names),
        Signature(one.by, one.on),
        *([Text(_taken_back(one.lost, lang))] if one.lost else []),
    ]
    if one.annex:
        blocks += [Annex(word(lang, "annex")), Title(one.annex, one.under)]
        for no, each in enumerate(given, start=1):
            unit = word(lang, "event.column.unit")
            blocks += [Heading(nth(lang, no, each.list.award)), winners_grid(each.list, lang, unit)]
        return Paper(title, tuple(blocks), lang)
    for no, (each, name) in enumerate(zip(given, names, strict=True), start=1):
        annex = word(lang, "annex_no", no=no) if len(given) > 1 else word(lang, "annex")
        blocks += [Annex(annex), Title(name), winners_grid(each.list, lang)]
    return Paper(title, tuple(blocks), lang)


def _head(one: Commendation, lang: Lang) -> list[Block]:
    """What stands over the title: the red head with the number, or the number alone."""
    if one.head:
        return [Letterhead(word(lang, "commendation.head", by=one.by[0]), one.number or word(lang, "commendation.no"))]
    return [DocumentNumber(one.number)] if one.number else []


def _taken_back(lost: tuple[Lost, ...], lang: Lang) -> str:
    """（本件公布后，2012年7月10日研究决定撤销甲村党支部“…”称号。名单为公布时的名单。）"""
    parts = [
        word(lang, "commendation.lost", day=day_of(one.day, lang), name=named(one, lang), award=one.award)
        for one in lost
    ]
    return word(lang, "commendation.note", parts=word(lang, "commendation.and_lost").join(parts))


def _resolved(given: list[Commended], lang: Lang, titles: Titles) -> str:
    """经研究，决定对甲单位等10个集体授予“…”称号，对…"""
    parts = [
        word(
            lang,
            f"commendation.{'prize' if each.prize else 'part'}_{'many' if len(each.list.names) > 1 else 'one'}",
            first=each.list.names[0].name,
            count=len(each.list.names),
            kind=titled_word(lang, titles, f"kind.{each.kind}"),
            award=each.list.award,
        )
        for each in given
    ]
    return word(lang, "commendation.resolved", parts=word(lang, "commendation.and").join(parts))
