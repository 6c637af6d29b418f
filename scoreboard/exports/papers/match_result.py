"""The result of a match on paper: to be signed, announced to everybody (成绩公告), as a list of winners (获奖名单)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.exports.papers import layout
from scoreboard.exports.papers.blocks import Block, Cell, Grid, Heading, Paper, Signature, SignBoxes, Text, Title
from scoreboard.exports.papers.lists import AwardList, Winner, winners_grid
from scoreboard.exports.papers.match_given import MatchGiven, PaperResult, places_of
from scoreboard.exports.papers.titles import ems
from scoreboard.exports.papers.words import nth, word
from scoring.engine.errors import WrongStage

_RANK, _TIED, _TEAM, _UNIT, _STATION = range(5)
_LEAST_NAMES = {1: 9.0, 2: 15.0}
"""Characters of a line that teams, or teams and organisations, should have beside the other columns."""
_BESIDE = 0.9
"""Of a character: what a cell has beside its text."""
_SHAPES = ((False, 14), (False, 10.5), (True, 14), (True, 10.5))
"""How a table is set: whether the sheet lies on its side, and the size; the first that has room for its names."""


@dataclass(frozen=True, slots=True)
class _Column:
    """``share``: of what the other columns leave, for names; 0 for a column that is as wide as its texts."""

    head: str
    texts: tuple[str, ...]
    share: int = 0
    numbers: bool = False

    @property
    def need(self) -> float:
        """Its width in characters."""
        cells = (ems(text) * (layout.WIDE_DIGITS if self.numbers else 1) for text in self.texts)
        return max(*cells, min(ems(self.head), 3.0), ems(self.head) / 2) + _BESIDE


def result_paper(given: MatchGiven) -> Paper:
    """The result with the places to sign it; one that is not locked says so."""
    result = _need(given, locked=False)
    columns = _columns(given, result)
    title = given.word("result.title", name=given.name)
    turned = _shape(columns)[0]
    when_where = "　".join(one.rstrip("。") for one in given.when_where)
    blocks: list[Block] = [Title(title, when_where), _grid(columns, turned=turned)]
    blocks += [Text(text) for text in _because(given, result)]
    if result.players is not None and result.players.rows:
        blocks += [Heading(result.players.title), _players(given, result, turned=turned)]
    blocks.append(Text(given.printed(result.table.note)))
    if result.table.stamp is not None:
        blocks.append(Text(given.word("result.code", code=result.table.stamp[1])))
    signers = (*(given.say(f"paper.sign.{who}") for who in ("scorer", "supervisor")), given.chief)
    blocks.append(SignBoxes(signers, word(given.lang, "day")))
    return Paper(title, tuple(blocks), given.lang, landscape=turned)


def announcement_paper(given: MatchGiven) -> Paper:
    """成绩公告: ranks and scores, who has which award, how to object where the rules say it."""
    result = _need(given)
    title = given.word("announcement.title", name=given.name)
    blocks: list[Block] = [Title(title), Text(given.word("announcement.body", name=given.name))]
    blocks += [Text(one) for one in given.when_where]
    blocks += [Heading(given.word("announcement.ranking")), _grid(_brief(given, result))]
    won = _won(result)
    parts = 1
    if told := _told_awards(given, won):
        parts += 1
        blocks.append(Heading(given.word("announcement.awards")))
        blocks += [Text(_award_line(given, award, won.get(award, ()))) for award in told]
    best = _best(given, result)
    blocks += [Text(given.word("announcement.best", award=award, names=names)) for award, names in best]
    appeals = given.sheet.document.appeals if given.sheet.document is not None else ()
    if appeals:
        heads = ("announcement.appeals_2", "announcement.appeals_3")
        blocks.append(Heading(given.word(heads[parts - 1])))
        blocks += [Text(one) for one in appeals]
    if result.table.stamp is not None:
        blocks.append(Text(given.word("result.code", code=result.table.stamp[1])))
    blocks.append(Signature(given.signed, given.dated))
    return Paper(title, tuple(blocks), given.lang)


def match_winners_paper(given: MatchGiven) -> Paper:
    """获奖名单: every award that this match decides with its teams; one that nobody has says so."""
    result = _need(given)
    title = given.word("winners.title", name=given.name)
    units = {str(row[_TEAM]): str(row[_UNIT]) for row in result.table.rows}
    won, blocks = _won(result), list[Block]([Title(title)])
    for no, award in enumerate(told := _told_awards(given, won), start=1):
        teams = won.get(award, ())
        blocks.append(Heading(nth(given.lang, no, given.word("winners.award", award=award, count=len(teams)))))
        listed = tuple(Winner(name, units[name] if units[name] != name else "") for name in teams)
        unit = word(given.lang, "event.column.unit")
        listing = winners_grid(AwardList(award, listed), given.lang, unit)
        blocks.append(listing if teams else Text(word(given.lang, "event.empty")))
    if result.players is not None:
        prized = [row for row in result.players.rows if row[-1]]
        if prized:
            heading = given.word("winners.award", award=result.players.title, count=len(prized))
            blocks.append(Heading(nth(given.lang, len(told) + 1, heading)))
            people = tuple(Winner(str(row[2]), str(row[3])) for row in prized)
            blocks.append(winners_grid(AwardList("", people), given.lang, word(given.lang, "event.column.team")))
    if len(blocks) == 1:
        blocks.append(Text(given.word("winners.none")))
    blocks.append(Signature(given.signed, given.dated))
    return Paper(title, tuple(blocks), given.lang)


def won_by(given: MatchGiven) -> dict[str, tuple[str, ...]]:
    """The teams of each award, the best first; nothing before the result is locked."""
    return _won(given.result) if given.result is not None and given.result.locked else {}


def best_of(given: MatchGiven) -> list[tuple[str, str]]:
    """The prize of the best players and their names; nothing before the result is locked."""
    return _best(given, given.result) if given.result is not None and given.result.locked else []


def _need(given: MatchGiven, *, locked: bool = True) -> PaperResult:
    """Raises ``WrongStage("paper-before-opening" | "paper-before-lock")``."""
    if given.result is None:
        raise WrongStage("paper-before-opening", match=given.name)
    if locked and not given.result.locked:
        raise WrongStage("paper-before-lock", match=given.name)
    return given.result


def _columns(given: MatchGiven, result: PaperResult) -> list[_Column]:
    """The columns that have something in them: a tie joins its rank, an organisation called as its team is left out,
    and so are the points of one round where they are the total; what put a team above the next is told under the
    table."""
    rows, head = result.table.rows, result.table.head
    ranks = tuple(_rank(given, row) for row in rows)
    units = tuple("" if row[_UNIT] == row[_TEAM] else str(row[_UNIT]) for row in rows)
    found = [
        _Column(head[_RANK], ranks),
        _Column(head[_TEAM], tuple(str(row[_TEAM]) for row in rows), 3),
        _Column(head[_UNIT], units, 2),
        _Column(head[_STATION], tuple(str(row[_STATION]) for row in rows)),
    ]
    score = len(head) - 3
    total = [_number(row[score]) for row in rows]
    for at in range(_STATION + 1, score):
        numbers = [_number(row[at]) for row in rows]
        texts = _aligned(numbers) if any(numbers) and numbers != total else ()
        found.append(_Column(head[at], texts, numbers=True))
    found.append(_Column(head[score], _aligned(total), numbers=True))
    found.append(_Column(head[-2], tuple(str(row[-2]) for row in rows)))
    return [one for one in found if any(one.texts)]


def _number(cell: object) -> Decimal | None:
    """The points of a cell; None where there are none, which is not 0."""
    return None if cell == "" else Decimal(str(cell))


def _aligned(numbers: Sequence[Decimal | None]) -> tuple[str, ...]:
    places = places_of([one for one in numbers if one is not None])
    return tuple("—" if one is None else f"{one:.{places}f}" for one in numbers)


def _brief(given: MatchGiven, result: PaperResult) -> list[_Column]:
    """Rank, team, organisation and score."""
    wanted = {result.table.head[at] for at in (_RANK, _TEAM, _UNIT, len(result.table.head) - 3)}
    return [one for one in _columns(given, result) if one.head in wanted]


def _rank(given: MatchGiven, row: Sequence[object]) -> str:
    if row[_RANK] == "":
        return ""
    return given.word("result.tied", rank=row[_RANK]) if row[_TIED] else str(row[_RANK])


def _shape(columns: Sequence[_Column], turned: bool | None = None) -> tuple[bool, float, float]:
    """How a table is set, as ``_SHAPES``, and the characters of a line that are left for names."""
    fixed = sum(one.need for one in columns if not one.share)
    least = _LEAST_NAMES[sum(one.share > 0 for one in columns)]
    for lies, size in (one for one in _SHAPES if turned in (None, one[0])):
        page = layout.TURNED if lies else layout.UPRIGHT
        left = page.text_width / 20 / size - fixed
        if left >= least:
            break
    return lies, size, max(left, least)


def _grid(columns: Sequence[_Column], *, turned: bool = False) -> Grid:
    _, size, left = _shape(columns, turned)
    shares = sum(one.share for one in columns)
    widths = tuple(round(100 * (left * one.share / shares if one.share else one.need)) for one in columns)
    rows = tuple(tuple(Cell(text) for text in row) for row in zip(*(one.texts for one in columns), strict=True))
    numbers = tuple(at for at, one in enumerate(columns) if one.numbers)
    return Grid(tuple(one.head for one in columns), rows, widths, size, numbers)


def _players(given: MatchGiven, result: PaperResult, *, turned: bool) -> Grid:
    assert result.players is not None
    rows, head = result.players.rows, result.players.head
    points = [Decimal(row[5]) for row in rows]
    columns = [
        _Column(head[0], tuple(_rank(given, row) for row in rows)),
        _Column(head[2], tuple(str(row[2]) for row in rows), 2),
        _Column(head[3], tuple(str(row[3]) for row in rows), 3),
        _Column(head[5], tuple(f"{one:.{places_of(points)}f}" for one in points), numbers=True),
        _Column(head[6], tuple(str(row[6]) for row in rows)),
        _Column(head[7], tuple(str(row[7]) for row in rows)),
        _Column(head[8], tuple(str(row[8]) for row in rows)),
    ]
    return _grid([one for one in columns if any(one.texts)], turned=turned)


def _because(given: MatchGiven, result: PaperResult) -> list[str]:
    """What put a team above the next, and why one has no place, a sentence each; in a contest of performances the
    scores say who is above whom."""
    by_score = given.sheet.contest is not None and given.sheet.tie_off.mode == "none"
    return [
        given.word("result.because", team=row[_TEAM], text=str(row[-1]).rstrip("。."))
        for row in result.table.rows
        if row[-1] and not (by_score and row[_RANK] != "")
    ]


def _won(result: PaperResult) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in result.table.rows:
        if row[-2]:
            found[str(row[-2])] = (*found.get(str(row[-2]), ()), str(row[_TEAM]))
    return found


def _told_awards(given: MatchGiven, won: Mapping[str, Sequence[str]]) -> list[str]:
    """The awards that a paper tells; one for all other teams (``count`` 0) is not vacant where there are none."""
    return [award for award, count in given.awards if count or award in won]


def _best(given: MatchGiven, result: PaperResult) -> list[tuple[str, str]]:
    if result.players is None:
        return []
    names = [given.word("announcement.player", name=row[2], team=row[3]) for row in result.players.rows if row[-1]]
    return [(result.players.title, given.word("between").join(names))] if names else []


def _award_line(given: MatchGiven, award: str, teams: Sequence[str]) -> str:
    names = given.word("between").join(teams) if teams else given.word("announcement.empty")
    return given.word("announcement.award", award=award, names=names)
