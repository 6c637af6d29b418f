"""Lists of entries and winners: what a unit puts forward, what goes to the higher level, what the media may tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoreboard.exports.papers.blocks import Block, Grid, Heading, Paper, Signature, Text, Title, cells
from scoreboard.exports.papers.words import nth, with_unit, word
from scoreboard.exports.tables import SIGNED, Cell, Table, Worksheet, xlsx
from scoring.engine.review.campaign import AwardKind
from scoring.engine.rulefile.printed import Lang


@dataclass(frozen=True, slots=True)
class Nominee:
    """An entry in a recommending unit's list.  ``place``: where the unit put it among its own of this award, from 1 ·
    ``by``: the recommending unit, in a list of several."""

    award: str
    place: int
    name: str
    unit: str = ""
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Winner:
    """A winner in a list.  ``unit``: whose it is, where that is another name · ``deeds``: a short text about it."""

    name: str
    unit: str = ""
    deeds: str = ""


@dataclass(frozen=True, slots=True)
class AwardList:
    """An award with those who are listed under it, in the order of the list."""

    award: str
    names: tuple[Winner, ...]
    person: bool = False


def named_alone(kind: AwardKind, names: tuple[Winner, ...]) -> tuple[Winner, ...]:
    """Those listed under an award of this kind, without their organisations where it is an award for organisations and
    every name says by itself whose it is (甲村党支部 of 甲村)."""
    if kind == "unit" and all(one.unit in one.name for one in names):
        return tuple(replace(one, unit="") for one in names)
    return names


def collected_table(campaign: str, unit: str, nominees: Sequence[Nominee], lang: Lang = "zh") -> Table:
    """汇总表: what ``unit`` puts forward, award by award as they first come, each in the unit's own order; of several
    recommending units, one after the other."""
    awards = list(dict.fromkeys(one.award for one in nominees))
    units = list(dict.fromkeys(one.by for one in nominees))
    ordered = sorted(nominees, key=lambda one: (awards.index(one.award), units.index(one.by), one.place))
    several = any(units)
    names = ("no", "award", *(["by"] if several else []), "place", "nominee", "unit", "note")
    head = [word(lang, f"column.{name}") for name in names]
    rows: list[tuple[Cell, ...]] = [
        (no, one.award, *([one.by] if several else []), one.place, one.name, one.unit, one.note)
        for no, one in enumerate(ordered, start=1)
    ]
    title = word(lang, "collected.title", campaign=campaign)
    note = word(lang, "collected.note_of_all" if several else "collected.note", unit=unit)
    return Table.of(title, head, rows, note=note)


def list_xlsx(table: Table) -> bytes:
    """A list as a workbook, every cell in a box."""
    return xlsx(Worksheet("", table, SIGNED))


def forward_table(campaign: str, awards: Sequence[AwardList], lang: Lang = "zh") -> Table:
    """上报名单 as a table."""
    head = [word(lang, f"column.{name}") for name in ("no", "award", "winner", "unit", "deeds")]
    listed = [(one.award, winner) for one in awards for winner in one.names]
    rows = [(no, award, one.name, one.unit, one.deeds) for no, (award, one) in enumerate(listed, start=1)]
    return Table.of(word(lang, "forward.title", campaign=campaign), head, rows)


def forward_paper(
    campaign: str, awards: Sequence[AwardList], signature: Signature | None = None, lang: Lang = "zh"
) -> Paper:
    """上报名单 as a document: a table for each award."""
    title = word(lang, "forward.title", campaign=campaign)
    blocks: list[Block] = [Title(title)]
    for no, one in enumerate(awards, start=1):
        key = "forward.heading_person" if one.person else "forward.heading"
        heading = nth(lang, no, word(lang, key, award=one.award, count=len(one.names)))
        blocks += [Heading(heading), winners_grid(one, lang)]
    return Paper(title, (*blocks, *([signature] if signature else [])), lang)


def media_paper(campaign: str, awards: Sequence[AwardList], lang: Lang = "zh") -> Paper:
    """媒体推介名单: each winner with its deeds as running text, which an editor takes over."""
    title = word(lang, "media.title", campaign=campaign)
    blocks: list[Block] = [Title(title)]
    for no, one in enumerate(awards, start=1):
        blocks.append(Heading(nth(lang, no, one.award)))
        for place, winner in enumerate(one.names, start=1):
            blocks.append(Heading(nth(lang, place, with_unit(lang, winner.name, winner.unit), level=2), 2))
            blocks += [Text(winner.deeds)] if winner.deeds else []
    return Paper(title, tuple(blocks), lang)


def winners_grid(one: AwardList, lang: Lang, unit: str = "") -> Grid:
    """Those listed under an award as a table; a column that nobody has something in is left out.  ``unit``: what the
    column of organisations is called, "" as in a review."""
    columns = [
        ("no", 4, [str(no) for no in range(1, len(one.names) + 1)]),
        ("winner", 10, [winner.name for winner in one.names]),
        ("unit", 10, [winner.unit for winner in one.names]),
        ("deeds", 18, [winner.deeds for winner in one.names]),
    ]
    kept = [column for column in columns if any(column[2]) or column[0] in ("no", "winner")]
    rows = zip(*(texts for _, _, texts in kept), strict=True)
    head = tuple(unit if unit and name == "unit" else word(lang, f"column.{name}") for name, _, _ in kept)
    return Grid(head, cells(*rows), (4, 30) if len(kept) == 2 else tuple(width for _, width, _ in kept))
