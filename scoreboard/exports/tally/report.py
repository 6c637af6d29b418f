"""The judge report as sections of sentences and tables: one text for the page, the workbook and the terminal.

A chair who is no statistician reads it: a sentence says of every figure what it means and on how much data it rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoreboard.exports.tables import Table
from scoreboard.exports.tally.result_files import number_or_text
from scoreboard.exports.tally.wording import Wording
from scoring.engine.codec import decimal_text
from scoring.engine.rounding import rounded
from scoring.engine.tally.certainty import Cut, LeftOut
from scoring.engine.tally.judges import LEAST_JUDGES, Agreement, JudgeLine, PanelReport
from scoring.engine.tally.odd_marks import LEAST_ENTRIES
from scoring.engine.tally.ranked import Ranking

SHOWN = 40
"""At most this many far-off marks are listed; the rest is counted."""
LIKE = Decimal("0.3")
"""A rank correlation below this is worth a look."""
BANDS = ((Fraction(7, 10), "strong"), (Fraction(1, 2), "fair"), (Fraction(3, 10), "weak"))
"""Least W of each word; below the last it is poor (after Schmidt 1997)."""


@dataclass(slots=True)
class Section:
    """A part of the report; ``plot`` names what may be drawn beside it."""

    title: str
    sentences: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    plot: tuple[str, object] | None = None

    def add(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table whose first column names what a row is about; figures behind it are numbers with two places."""
        figures = dict.fromkeys(range(1, len(head)), 2)
        typed = ([first, *map(number_or_text, others)] for first, *others in rows)
        self.tables.append(Table.of(self.title, head, typed, digits=figures))


@dataclass(frozen=True, slots=True)
class JudgeFindings:
    """All that the engine found, as the report takes it."""

    panels: tuple[PanelReport, ...]
    left_out: tuple[LeftOut, ...]
    cuts: tuple[Cut, ...]
    places: int


@dataclass(frozen=True, slots=True)
class RankSpan:
    """Where an entry could stand: its rank, and the best and worst one with any one judge left out."""

    entry: str
    rank: int
    best: int
    worst: int


def sections(ranking: Ranking, found: JudgeFindings, wording: Wording) -> list[Section]:
    """The report, most important part first."""
    parts = [cut_section(cut, found, ranking, wording) for cut in found.cuts]
    for panel in found.panels:
        parts += panel_sections(panel, wording)
    return [*parts, *left_out_sections(found, ranking, wording), method_section(wording)]


def panel_sections(panel: PanelReport, wording: Wording) -> list[Section]:
    """What one panel's marks say of its judges, and the marks worth asking about."""
    return [_panel(panel, wording), _odd(panel, wording)]


def method_section(wording: Wording) -> Section:
    """What the figures mean and what they are not."""
    least = {"entries": LEAST_ENTRIES, "judges": LEAST_JUDGES}
    return Section(wording.say("report.method.title"), [wording.say("report.method.text", **least)])


def spans(ranking: Ranking, found: JudgeFindings, group: str) -> list[RankSpan]:
    """The first entries of a group, some beyond the places, with the ranks they could have."""
    most = max(found.places + 5, 12)
    ranked = ranking.ranked(group)[:most]
    others = [one.ranks for one in found.left_out if one.group == group and one.countable]
    spans_ = []
    for one in ranked:
        assert one.rank is not None
        ranks = [one.rank, *(rank for ranks in others if (rank := ranks.get(one.entry)) is not None)]
        spans_.append(RankSpan(one.entry, one.rank, min(ranks), max(ranks)))
    return spans_


def short(value: Decimal | Fraction | None, digits: int = 2) -> str:
    """A figure with that many places; a dash for none."""
    return "—" if value is None else format(rounded(value, digits), "f")


def signed(value: Decimal | Fraction | None) -> str:
    """A difference with its sign."""
    text = short(value)
    return text if value is None or value <= 0 or Decimal(text) == 0 else f"+{text}"


def cut_section(cut: Cut, found: JudgeFindings, ranking: Ranking, wording: Wording) -> Section:
    """How certain the cut line below the last place is."""
    part = Section(_titled(wording.say("report.cut.title", places=cut.places), cut.group))
    names = {"inside": cut.inside, "outside": cut.outside, "places": cut.places, "next": cut.places + 1}
    if cut.shared:
        part.sentences.append(wording.say("report.cut.shared", **names))
    elif cut.gap is None or cut.gap == 0:
        part.sentences.append(wording.say("report.cut.link", link=wording.link(cut.decided_by), **names))
    else:
        part.sentences.append(wording.say("report.cut.gap", gap=short(cut.gap, ranking.digits), **names))
    for votes in cut.votes:
        fields = {"more": votes.more, "same": votes.same, "less": votes.less, "stage": wording.stage(votes.stage)}
        part.sentences.append(wording.say("report.cut.votes", **names, **fields))
    here = [one for one in found.left_out if one.group == cut.group]
    countable = [one for one in here if one.countable]
    if not countable:
        part.sentences.append(wording.say("report.cut.uncountable"))
    elif not cut.changes:
        part.sentences.append(wording.say("report.cut.safe", judges=len(countable), places=cut.places))
    else:
        part.sentences.append(
            wording.say("report.cut.unsafe", changes=cut.changes, judges=len(countable), places=cut.places)
        )
    head = tuple(wording.say(f"report.column.{name}") for name in ("without", "inside", "outside", "gained", "lost"))
    rows = tuple(
        (
            one.judge,
            _rank(one.ranks.get(cut.inside)),
            _rank(one.ranks.get(cut.outside)),
            wording.comma.join(one.gained),
            wording.comma.join(one.lost),
        )
        for one in here
    )
    head = (head[0], f"{head[1]} {cut.inside}", f"{head[2]} {cut.outside}", *head[3:])
    part.add(head, rows)
    part.plot = ("spans", (spans(ranking, found, cut.group), cut.places))
    return part


def _panel(panel: PanelReport, wording: Wording) -> Section:
    """Agreement, and a line for each judge."""
    title = wording.say("report.panel.title", panel=wording.panel(panel.stage, panel.group))
    part = Section(title, _agreement(panel.agreement, wording))
    judged = [one for one in panel.judges if one.severity is not None]
    if len(judged) >= 2:
        mild, severe = (pick(judged, key=_severity) for pick in (max, min))
        if _severity(mild) > _severity(severe):
            part.sentences.append(
                wording.say(
                    "report.panel.severity",
                    mild=mild.judge,
                    plus=short(mild.severity),
                    severe=severe.judge,
                    minus=short(-_severity(severe)),
                )
            )
        else:
            part.sentences.append(wording.say("report.panel.even"))
    odd = [one.judge for one in panel.judges if one.likeness is not None and one.likeness < LIKE]
    if odd and len(panel.judges) >= LEAST_JUDGES:
        part.sentences.append(wording.say("report.panel.unlike", judges=wording.comma.join(odd)))
    columns = ("judge", "entries", "mean", "least", "most", "severity", "spread", "likeness", "other")
    head = tuple(wording.say(f"report.column.{name}") for name in columns)
    part.add(head, tuple(_judge_row(one, wording) for one in panel.judges))
    if judged:
        part.plot = ("severity", judged)
    return part


def _severity(one: JudgeLine) -> Fraction:
    return one.severity or Fraction(0)


def _judge_row(one: JudgeLine, wording: Wording) -> tuple[str, ...]:
    states = wording.comma.join(f"{wording.state(state)} {count}" for state, count in one.states.items())
    least, most = (decimal_text(v) if v is not None else "—" for v in (one.least, one.most))
    return (
        one.judge,
        str(one.entries),
        short(one.mean),
        least,
        most,
        signed(one.severity),
        short(one.spread),
        short(one.likeness),
        states,
    )


def _agreement(found: Agreement, wording: Wording) -> list[str]:
    size = {"entries": found.entries, "judges": found.judges}
    if found.why is not None:
        least = {"least_judges": LEAST_JUDGES, "least_entries": LEAST_ENTRIES}
        return [wording.say(f"report.agreement.{found.why}", **size, **least)]
    band = next((word for least_w, word in BANDS if found.w is not None and found.w >= least_w), "poor")
    figures = {"w": short(found.w), "single": short(found.icc_single), "panel": short(found.icc_panel)}
    sentence = wording.say(
        "report.agreement.figures", band=wording.say(f"report.band.{band}"), alpha=short(found.alpha), **figures, **size
    )
    return [sentence, wording.say("report.agreement.meaning")]


def _odd(panel: PanelReport, wording: Wording) -> Section:
    """Marks and mark sheets that are worth asking about."""
    part = Section(wording.say("report.odd.title", panel=wording.panel(panel.stage, panel.group)))
    for same in panel.same:
        key = "same" if same.equal == same.marks else "near"
        fields = {"marks": same.marks, "entries": same.entries, "equal": same.equal}
        part.sentences.append(wording.say(f"report.odd.{key}", judges=wording.comma.join(same.judges), **fields))
    for flat in panel.flat:
        which = {"judge": flat.judge, "mark": decimal_text(flat.mark), "criterion": wording.name(flat.criterion)}
        key = "flat_on" if flat.criterion else "flat"
        part.sentences.append(wording.say(f"report.odd.{key}", entries=flat.entries, **which))
    if panel.far:
        part.sentences.append(wording.say("report.odd.far", count=len(panel.far)))
        names = ("entry", "judge", "criterion", "mark", "median", "distance")
        head = tuple(wording.say(f"report.column.{name}") for name in names)
        rows = tuple(
            (
                m.entry,
                m.judge,
                wording.name(m.criterion),
                decimal_text(m.mark),
                decimal_text(m.median),
                decimal_text(m.distance),
            )
            for m in panel.far[:SHOWN]
        )
        part.add(head, rows)
        if len(panel.far) > SHOWN:
            part.sentences.append(wording.say("report.odd.more", count=len(panel.far) - SHOWN))
    if not part.sentences:
        part.sentences.append(wording.say("report.odd.none"))
    return part


def left_out_sections(found: JudgeFindings, ranking: Ranking, wording: Wording) -> list[Section]:
    """For each group: what the ranking would be without each judge."""
    parts = []
    for group in dict.fromkeys(one.group for one in found.left_out):
        here = [one for one in found.left_out if one.group == group]
        part = Section(_titled(wording.say("report.left_out.title"), group))
        part.sentences.append(wording.say("report.left_out.text"))
        head = tuple(wording.say(f"report.column.{name}") for name in ("without", "moved", "furthest"))
        part.add(head, tuple(_moves(one, wording) for one in here))
        head = tuple(wording.say(f"report.column.{name}") for name in ("entry", "rank", "best", "worst"))
        rows = tuple((s.entry, str(s.rank), str(s.best), str(s.worst)) for s in spans(ranking, found, group))
        part.add(head, rows)
        parts.append(part)
    return parts


def _moves(one: LeftOut, wording: Wording) -> tuple[str, str, str]:
    if not one.countable:
        return one.judge, wording.say("report.left_out.uncountable"), ""
    ranked = [(move, abs(move.rank - move.without)) for move in one.moves if move.rank and move.without]
    if not ranked:
        return one.judge, str(len(one.moves)), ""
    move, _ = max(ranked, key=lambda pair: pair[1])
    return one.judge, str(len(one.moves)), f"{move.entry} {move.rank} → {move.without}"


def _titled(title: str, group: str) -> str:
    return f"{title} · {group}" if group else title


def _rank(rank: int | None) -> str:
    return "—" if rank is None else str(rank)
