"""评分汇总表: the totals that judges gave each entry, what was dropped, the score and the rank; to be signed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoreboard.exports.papers import layout
from scoreboard.exports.papers.blocks import Annex, Block, Cell, Grid, Paper, SignBoxes, Text, Title
from scoreboard.exports.papers.titles import ems
from scoreboard.exports.papers.words import word
from scoreboard.exports.tables import SIGNED, Table, Worksheet, xlsx
from scoreboard.exports.tables import Cell as TableCell
from scoring.engine.codec import decimal_text
from scoring.engine.rulefile.printed import Lang

Given = Literal["given", "dropped", "recused", "abstained", "late", "missing"]


@dataclass(frozen=True, slots=True)
class JudgeTotal:
    """What one judge gave an entry in all, None where nothing came; ``dropped``: given, and left out of the mean."""

    total: Decimal | None = None
    state: Given = "given"


@dataclass(frozen=True, slots=True)
class MarkLine:
    """An entry with a total for each judge.  ``score`` None: too few marks.  ``because``: what put it above the next,
    in words, where the score alone does not."""

    name: str
    totals: tuple[JudgeTotal, ...]
    score: Decimal | None
    rank: int | None
    tied: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class MarkSummary:
    """All entries of an award.  ``judges``: their names as the paper shows them; an empty one is shown by its number ·
    ``digits``: of the score · ``note``: what is said under the table, a line each."""

    award: str
    judges: tuple[str, ...]
    lines: tuple[MarkLine, ...]
    digits: int = 2
    note: str = ""


def marks_xlsx(*summaries: MarkSummary, lang: Lang = "zh") -> bytes:
    """Each summary, such as that of a stage, as a worksheet: dropped totals are drawn through, places to sign stand
    under the table."""
    several = len(summaries) > 1
    return xlsx(*(Worksheet(one.award if several else "", marks_table(one, lang), SIGNED) for one in summaries))


def marks_table(summary: MarkSummary, lang: Lang = "zh") -> Table:
    """The summary as a table."""
    before = 2
    digits = {before + no: _digits(summary, no) for no in range(len(summary.judges))}
    struck = {
        (row, before + no)
        for row, line in enumerate(summary.lines)
        for no, one in enumerate(line.totals)
        if one.state == "dropped"
    }
    rows: list[tuple[TableCell, ...]] = [
        (
            no,
            line.name,
            *(_total(one, lang) for one in line.totals),
            "" if line.score is None else line.score,
            _rank(line, lang),
            line.because,
        )
        for no, line in enumerate(summary.lines, start=1)
    ]
    return Table.of(
        word(lang, "marks.title", award=summary.award),
        _head(summary, lang),
        rows,
        note=_note(summary, lang),
        digits={**digits, before + len(summary.judges): summary.digits},
        struck=frozenset(struck),
        foot=_signers(summary, lang),
        sparse=frozenset({len(_head(summary, lang)) - 1}),
    )


def marks_paper(summary: MarkSummary, lang: Lang = "zh") -> Paper:
    """The summary as a paper, for the page that is printed."""
    title = word(lang, "marks.title", award=summary.award)
    rows = [
        (
            Cell(str(no)),
            Cell(line.name),
            *(Cell(_total_text(one, lang), struck=one.state == "dropped") for one in line.totals),
            Cell("" if line.score is None else format(line.score, f".{summary.digits}f")),
            Cell(str(_rank(line, lang))),
            Cell(line.because),
        )
        for no, line in enumerate(summary.lines, start=1)
    ]
    head = _head(summary, lang)
    if not any(line.because for line in summary.lines):
        head, rows = head[:-1], [row[:-1] for row in rows]
    note = _note(summary, lang)
    signing = SignBoxes(_signers(summary, lang), word(lang, "day"))
    grids = _grids(head, rows, len(summary.judges))
    return Paper(title, (Title(title), *grids, *([Text(note)] if note else []), signing), lang, landscape=True)


_NAME_ROOM, _LEAST_NAME_ROOM, _RANK_ROOM, _BECAUSE_ROOM = 9, 6, 3, 3
"""Characters that a line of these columns should have at least; of names in the least size."""

_WIDE_DIGITS = 1.2
"""Where Times New Roman is not there, digits of another font are wider than half a character."""

_LONGEST_WORD = 6
"""A longer word of a heading is broken: a name is no reason for a table in parts."""

_ROOM = layout.TURNED.text_width / 20


def _grids(head: Sequence[str], rows: Sequence[tuple[Cell, ...]], judges: int) -> Iterator[Block]:
    """The table in the largest size that has room for all judges; in parts, each from a new page, where none has: each
    part begins with the names, and the last ends with the scores.  No number is broken."""
    need = [_need(head[at], [row[at].text for row in rows]) for at in range(len(head))]
    need[3 + judges :] = (_RANK_ROOM, _BECAUSE_ROOM)[: len(head) - 3 - judges]
    for size in layout.TABLE_SIZES:
        need[1] = _NAME_ROOM if size != layout.TABLE_SIZES[-1] else _LEAST_NAME_ROOM
        if sum(_points(one, size) for one in need) <= _ROOM:
            yield _grid(head, rows, need, range(len(head)), size, 3 + judges)
            return
    for part, places in enumerate(_parts(need, judges, layout.TABLE_SIZES[-1])):
        if part:
            yield Annex("")
        yield _grid(head, rows, need, [0, 1, *places], layout.TABLE_SIZES[-1], 3 + judges)


def _points(need: float, size: float) -> float:
    """The width of a column with so many characters, the space beside them included."""
    return need * size + (9 if size == layout.TABLE_PT else 4)


def _parts(need: Sequence[float], judges: int, size: float) -> Iterator[list[int]]:
    """The columns of each part, the first two left out; the judges are shared out evenly."""
    ends = range(2 + judges, len(need))
    fixed = sum(_points(need[at], size) for at in (0, 1, *ends))
    widest = max(_points(need[2 + no], size) for no in range(judges))
    parts = math.ceil(judges * widest / (_ROOM - fixed))
    share = math.ceil(judges / parts)
    for first in range(0, judges, share):
        last = min(judges, first + share)
        yield [*range(2 + first, 2 + last), *(ends if last == judges else [])]


def _grid(
    head: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    need: Sequence[float],
    places: Sequence[int],
    size: float,
    rank: int,
) -> Grid:
    """These columns as a table; ranks that are shared take what they lack of the width that is left, then names and
    reasons."""
    widths = [round(_points(need[at], size) * 20) for at in places]
    left = max(0, layout.TURNED.text_width - sum(widths))
    if rank in places:
        widest = max((ems(row[rank].text) for row in rows), default=0) * _WIDE_DIGITS
        lacks = _points(widest, size) * 20 - widths[places.index(rank)]
        more = min(left, max(0, math.ceil(lacks)))
        widths[places.index(rank)], left = widths[places.index(rank)] + more, left - more
    widths[1] += left
    if need[places[-1]] == _BECAUSE_ROOM:
        widths[1], widths[-1] = widths[1] - left // 3, widths[-1] + left // 3
    chosen = tuple(tuple(row[at] for at in places) for row in rows)
    return Grid(tuple(head[at] for at in places), chosen, tuple(widths), size)


def _need(head: str, texts: Sequence[str]) -> float:
    """How many characters wide a column has to be: no cell is broken, a heading once, and that between its words."""
    words = [min(ems(one), _LONGEST_WORD) for one in head.split() if one.isascii()]
    cells = (ems(text) * (_WIDE_DIGITS if text.isascii() else 1) for text in texts)
    return max(*cells, *words, math.ceil(ems(head) / 2), 1.5)


def _head(summary: MarkSummary, lang: Lang) -> tuple[str, ...]:
    ends = (word(lang, f"column.{name}") for name in ("mean", "rank", "because"))
    return (word(lang, "column.no"), word(lang, "column.nominee"), *_judges(summary, lang), *ends)


def _judges(summary: MarkSummary, lang: Lang) -> tuple[str, ...]:
    return tuple(name or word(lang, "marks.judge", no=no) for no, name in enumerate(summary.judges, start=1))


def _signers(summary: MarkSummary, lang: Lang) -> tuple[str, ...]:
    called = word(lang, "marks.judge", no="").strip()
    judges = (
        (name if name.startswith(called) else word(lang, "sign.judge", name=name))
        if name
        else word(lang, "marks.judge", no=no)
        for no, name in enumerate(summary.judges, start=1)
    )
    return (*judges, *(word(lang, f"sign.{who}") for who in ("scorer", "checker", "chair")))


def _note(summary: MarkSummary, lang: Lang) -> str:
    dropped = any(one.state == "dropped" for line in summary.lines for one in line.totals)
    return "\n".join(part for part in (summary.note, word(lang, "marks.note") if dropped else "") if part)


def _rank(line: MarkLine, lang: Lang) -> TableCell:
    if line.rank is None:
        return ""
    return word(lang, "marks.tied", rank=line.rank) if line.tied else line.rank


def _total(one: JudgeTotal, lang: Lang) -> TableCell:
    return one.total if one.total is not None else word(lang, f"marks.{_absent(one)}")


def _total_text(one: JudgeTotal, lang: Lang) -> str:
    return decimal_text(one.total) if one.total is not None else word(lang, f"marks.{_absent(one)}")


def _absent(one: JudgeTotal) -> str:
    """Why there is no total; one that should be there has not come."""
    return "missing" if one.state in ("given", "dropped") else one.state


def _digits(summary: MarkSummary, judge: int) -> int:
    """The most decimal places that a judge's totals have."""
    exponents = [line.totals[judge].total for line in summary.lines]
    return max((max(0, -int(one.as_tuple().exponent)) for one in exponents if one is not None), default=0)
