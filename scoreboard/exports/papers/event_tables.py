"""The tables of a competition: the final ranking, each stage, the certificates that were handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from scoreboard.exports.papers.event_given import Base, Given, base_text, day_at, mark_of, number_of
from scoreboard.exports.papers.words import day_of, label, titled_word
from scoreboard.exports.tables import SIGNED, Cell, Table, Worksheet, csv_bytes, xlsx
from scoreboard.i18n.catalogue import say
from scoreboard.i18n.titles import USUAL, Titles
from scoring.engine.competition.commend_state import SignOff, TeamCertificate
from scoring.engine.competition.ranks import Ranked
from scoring.engine.rulefile.printed import Lang


def ranking_table(given: Given) -> Table:
    """The final ranking with the awards."""
    awards = {holder.team: one.award for one in given.version.honours if one.by_rank for holder in one.holders}
    names = ("rank", "tied", "team", "unit", "stage", "place", "score", "award")
    head = [given.word(f"event.column.{name}") for name in names]
    rows: list[tuple[Cell, ...]] = [
        (
            one.rank,
            given.word("event.tied") if one.tied else "",
            one.name,
            one.unit,
            one.stage,
            _place(given, one),
            one.score,
            awards.get(one.team, ""),
        )
        for one in given.version.ranking
    ]
    title = given.word("event.ranking", title=given.title)
    note = "\n".join(one for one in (given.mark, *given.base_texts(), given.word("event.rule")) if one)
    sparse = frozenset(map(names.index, ("tied", "award")))
    signs = _signs(given.lang, given.titles)
    return Table.of(title, head, rows, note=note, foot=signs, one_line=True, sparse=sparse)


def stage_table(competition: str, signed: SignOff, mark: str, lang: Lang = "zh", titles: Titles = USUAL) -> Table:
    """The signed result of one stage of a competition, group by group; ``mark``: which version it is, and on what it
    was played · ``titles``: how the rule sheet of the stages calls people."""
    word = partial(titled_word, lang, titles)
    names = ("group", "rank_in_group", "tied", "team", "unit", "score")
    head = [word(f"event.column.{name}") for name in names]
    rows: list[tuple[Cell, ...]] = [
        (one.group or "", one.rank, word("event.tied") if one.tied else "", one.name, one.unit, one.score)
        for one in signed.ranking
    ]
    title = word("event.stage", title=competition, stage=signed.stage)
    sparse = frozenset(map(names.index, ("group", "tied")))
    return Table.of(title, head, rows, note=mark, foot=_signs(lang, titles), one_line=True, sparse=sparse)


def ranking_xlsx(given: Given) -> bytes:
    """The final ranking and a worksheet for each stage, to be printed and signed."""
    sheets = [Worksheet(given.word("event.final"), ranking_table(given), SIGNED)]
    for one in given.stages:
        mark = "\n".join(filter(None, (given.stage_mark(one), *given.base_texts(one.stage))))
        table = stage_table(given.title, one, mark, given.lang, given.titles)
        sheets.append(Worksheet(_sheet_name(one.stage), table, SIGNED))
    return xlsx(*sheets)


def stage_xlsx(
    competition: str,
    signed: SignOff,
    newest: int,
    lang: Lang = "zh",
    titles: Titles = USUAL,
    bases: Sequence[Base] = (),
) -> bytes:
    """The signed result of one stage as a workbook, to be printed and signed; ``newest``: the version in force, which
    ``bases`` are about."""
    own = [one for one in bases if signed.stage in (one.stage, one.later) and signed.version == newest]
    mark = "\n".join(filter(None, (mark_of(signed, newest, lang), *(base_text(one, lang) for one in own))))
    table = stage_table(competition, signed, mark, lang, titles)
    return xlsx(Worksheet(_sheet_name(signed.stage), table, SIGNED))


def ranking_csv(given: Given) -> bytes:
    """The final ranking as CSV that Excel opens right; a row of a corrected or replaced version, or of one that was
    played on another base, says so."""
    table = ranking_table(given)
    said = given.word("event.and").join(filter(None, (given.mark, *given.base_texts())))
    stamp = (given.word("event.column.version"), said) if said else None
    return csv_bytes(replace(table, stamp=stamp))


def handed_table(given: Given, certificates: Sequence[tuple[TeamCertificate, str]]) -> Table:
    """发放清单: every certificate with what it is worth (``decide_ceremony.standing``), and to whom it was handed; who
    takes a good one signs."""
    lang = given.lang
    names = ("number", "award", "holder", "unit", "code", "printed", "handed", "handed_on", "sign")
    head = [given.word(f"event.column.{name}") for name in names]
    rows: list[tuple[Cell, ...]] = [
        (
            number_of(one),
            one.award,
            one.holder.name,
            one.holder.unit,
            one.code,
            len(one.printed),
            _taken(given, one, worth),
            day_of(day_at(one.handed_at, given.zone), lang) if one.handed else "",
            "",
        )
        for one, worth in certificates
    ]
    return Table.of(given.word("event.handed", title=given.title), head, rows, note=given.mark)


def _taken(given: Given, one: TeamCertificate, worth: str) -> str:
    """Who took it; of one that is good no longer that nobody is to take it, or that it is so now."""
    if worth == "valid":
        return one.handed
    state = given.word(f"event.{worth}_now")
    return given.word("event.handed_then", name=one.handed, state=state) if one.handed else state


def _place(given: Given, one: Ranked) -> str:
    if not one.group:
        return given.word("event.rank", rank=one.place)
    return given.word("event.place", group=one.group, place=one.place)


def _signs(lang: Lang, titles: Titles) -> tuple[str, ...]:
    signs = tuple(titled_word(lang, titles, f"event.sign.{who}") for who in ("scorer", "checker"))
    return (*signs, label(lang, titles.chief or say(lang, "common.role.chief")))


def _sheet_name(stage: str) -> str:
    return "".join(sign for sign in stage if sign not in "[]:*?/\\'")
