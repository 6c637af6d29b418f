"""Plots of the judge report as inline SVG, drawn by the server: no script runs in the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from scoreboard.exports.tables import wide
from scoreboard.exports.tally.report import RankSpan, signed
from scoring.engine.tally.judges import JudgeLine

WIDTH = 640
LEFT = 150
ROW = 26
TOP = 30
ROOM = 20
"""Latin letters that fit beside the plot; a Chinese character takes the room of two."""


def severity(lines: Sequence[JudgeLine], title: str) -> str:
    """A dot for each judge: left of the line more severe than the others, right of it milder."""
    values = [float(one.severity or 0) for one in lines]
    most = max((abs(value) for value in values), default=0.0) or 1.0
    middle, half = (LEFT + WIDTH) / 2, (WIDTH - LEFT) / 2 - 75
    parts = [_line(middle, TOP - 10, middle, TOP + ROW * len(lines), "axis")]
    for number, (one, value) in enumerate(zip(lines, values, strict=True)):
        y, x = TOP + ROW * number + ROW / 2, middle + half * value / most
        parts.append(_text(LEFT - 12, y + 5, one.judge, "end"))
        parts.append(_line(middle, y, x, y, "span"))
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="6"/>')
        anchor, shift = ("start", 12) if value >= 0 else ("end", -12)
        parts.append(_text(x + shift, y + 5, signed(one.severity), anchor))
    return _svg(parts, len(lines), title)


def rank_spans(spans: Sequence[RankSpan], places: int, title: str) -> str:
    """A line for each entry from its best to its worst rank with any one judge left out; a dot where it stands."""
    last = max((span.worst for span in spans), default=1)
    step = (WIDTH - LEFT - 40) / max(last, 1)

    def at(rank: float) -> float:
        return LEFT + step * (rank - 0.5)

    ticks = [rank for rank in range(1, last + 1) if last <= 24 or rank % 5 == 0 or rank == 1]
    parts = [_text(at(rank), TOP - 12, str(rank), "middle", "tick") for rank in ticks]
    if 0 < places < last:
        parts.append(_line(at(places + 0.5), TOP - 6, at(places + 0.5), TOP + ROW * len(spans), "cut"))
    for number, span in enumerate(spans):
        y = TOP + ROW * number + ROW / 2
        parts.append(_text(LEFT - 12, y + 5, span.entry, "end"))
        parts.append(_line(at(span.best), y, at(span.worst), y, "span"))
        kind = "dot" if not places or span.rank <= places else "dot out"
        parts.append(f'<circle class="{kind}" cx="{at(span.rank):.1f}" cy="{y:.1f}" r="6"/>')
    return _svg(parts, len(spans), title)


def _svg(parts: Sequence[str], rows: int, title: str) -> str:
    height = TOP + ROW * rows + 12
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, words: str, anchor: str, kind: str = "label") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(_fitting(words))}</text>'


def _fitting(words: str) -> str:
    """A name, cut to the room beside the plot."""
    while wide(words) > ROOM:
        words = words.removesuffix("…")[:-1] + "…"
    return words
