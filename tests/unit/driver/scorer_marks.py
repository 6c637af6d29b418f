"""The second scorer's items, and what it makes of judges' marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.rule_sheet import ZERO, Round

D = Decimal
ROUNDING = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncate": ROUND_DOWN}


@dataclass
class Line:
    """One line of a score; ``place`` is where it stands in the order of the match."""

    team: str
    points: Decimal
    place: int
    verdict: str = ""
    question: str | None = None


@dataclass
class Played:
    """An item, as the entries tell of it."""

    rule: Round | None  # None in a tie-off
    team: str | None
    seat: int | None
    question: str | None
    step: int
    stake: Decimal = ZERO
    delegate: str | None = None
    void: bool = False
    absent: frozenset[str] = frozenset()  # teams that had left when it was presented
    lines: list[Line] = field(default_factory=list)
    penalties: list[Line] = field(default_factory=list)
    supporters: list[Line] = field(default_factory=list)
    judged: set[str] = field(default_factory=set)
    ruled: set[str] = field(default_factory=set)
    answers: dict[str, list[str]] = field(default_factory=dict)
    won_at: dict[str, int] = field(default_factory=dict)
    judges: list[str] = field(default_factory=list)
    recused: set[str] = field(default_factory=set)
    abstained: set[str] = field(default_factory=set)
    marks: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    waiting: dict[int, tuple[str, dict[str, Decimal]]] = field(default_factory=dict)
    locked: bool = False
    players: dict[tuple[str, str | None], str | None] = field(default_factory=dict)


class Panels:
    """Reads the entries of panels; ``items`` are those played so far, by number."""

    items: dict[int, Played]

    @property
    def item(self) -> Played:
        """The item that was presented last."""
        return self.items[max(self.items)]

    def _seat_judges(self, one: Played, panel: Any) -> None:
        if panel:
            one.judges, one.recused = [judge["id"] for judge in panel["judges"]], set(panel["recused"])

    def _panel_open(self, entry: Entry, p: Any) -> None:
        if not p["whole_round"] or p["current"]:
            self._seat_judges(self.item, p)

    def _mark_enter(self, entry: Entry, p: Any) -> None:
        one, sheet = self.items[p["item"]], {name: D(mark) for name, mark in p["marks"].items()}
        if p["late"]:
            one.waiting[entry.seq] = (p["judge"], sheet)
        else:
            one.marks[p["judge"]] = sheet
            one.abstained.discard(p["judge"])

    def _mark_copy(self, entry: Entry, p: Any) -> None:
        sheet = {name: D(mark) for name, mark in p["marks"].items()}
        self.items[p["item"]].waiting[entry.seq] = (p["judge"], sheet)

    _mark_ask = _mark_copy

    def _mark_withdraw(self, entry: Entry, p: Any) -> None:
        self.items[p["item"]].marks.pop(p["judge"], None)
        self.items[p["item"]].abstained.discard(p["judge"])

    def _mark_abstain(self, entry: Entry, p: Any) -> None:
        self.items[p["item"]].marks.pop(p["judge"], None)
        self.items[p["item"]].abstained.add(p["judge"])

    def _mark_recuse(self, entry: Entry, p: Any) -> None:
        self.items[p["item"]].marks.pop(p["judge"], None)
        self.items[p["item"]].recused.add(p["judge"])

    def _mark_lift(self, entry: Entry, p: Any) -> None:
        self.items[p["item"]].recused.discard(p["judge"])
        self.items[p["item"]].abstained.discard(p["judge"])

    def _mark_decide(self, entry: Entry, p: Any) -> None:
        one = self.items[p["item"]]
        judge, sheet = one.waiting.pop(p["sheet"])
        if p["accept"]:
            one.marks[judge] = sheet
            if one.locked:
                self._mark(one, entry.seq)

    def _panel_lock(self, entry: Entry, p: Any) -> None:
        for no in p["items"]:
            self.items[no].locked = True
            self._mark(self.items[no], entry.seq)

    def _mark(self, one: Played, place: int) -> None:
        """The mean of what is not dropped, rounded; no mark is no score."""
        assert one.rule is not None
        assert one.rule.panel is not None
        panel = one.rule.panel
        weights = {criterion.id: criterion.weight for criterion in panel.criteria} or {"score": D(1)}
        given = [marks for judge, marks in one.marks.items() if judge not in one.recused]
        values = sorted(sum((weights[name] * mark for name, mark in marks.items()), D(0)) for marks in given)
        if not values:
            return
        if len(values) >= panel.least:
            values = values[panel.drop_low : len(values) - panel.drop_high]
        mean = (sum(values, D(0)) / len(values)).quantize(D(1).scaleb(-panel.digits), ROUNDING[panel.rounding])
        old = one.lines[0].place if one.lines else place
        one.lines = [Line(one.team or "", mean, old, "right", one.question)]
