"""撤销决定: the official document by which awards are taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scoreboard.exports.papers.blocks import Block, Paper, Signature, Text, Title
from scoreboard.exports.papers.words import day_of, word
from scoring.engine.rulefile.printed import Lang


@dataclass(frozen=True, slots=True)
class Lost:
    """An award that was taken back.  ``ground``: its code · ``day``: of the resolution."""

    award: str
    name: str
    unit: str
    ground: str
    day: date


@dataclass(frozen=True, slots=True)
class RevocationDecision:
    """The decision of the body ``by`` on all that was taken back, to be numbered, dated and sealed by hand."""

    campaign: str
    by: str
    lost: tuple[Lost, ...]


def revocation_paper(one: RevocationDecision, lang: Lang = "zh") -> Paper:
    """Title, a paragraph for each award, what is to be returned, signature."""
    title = word(lang, "revocation.title", campaign=one.campaign)
    blocks: list[Block] = [Title(title), *(Text(_told(each, lang)) for each in one.lost)]
    blocks += [Text(word(lang, "revocation.returned")), Signature((one.by,), None)]
    return Paper(title, tuple(blocks), lang)


def _told(one: Lost, lang: Lang) -> str:
    ground, day = word(lang, f"revocation.ground.{one.ground}"), day_of(one.day, lang)
    return word(lang, "revocation.told", ground=ground, day=day, name=named(one, lang), award=one.award)


def named(one: Lost, lang: Lang) -> str:
    """Who lost it, with the unit where that is somebody else."""
    return one.name if one.unit in ("", one.name) else word(lang, "revocation.of", name=one.name, unit=one.unit)
