"""A sitting: the panel of one subject, who judges it, what each judge has given, what waits for a second person.

A subject is anything that a job has marked: an item of a match, an entry of a review.  The sitting does not know its
subject; the job keeps which sitting belongs to which subject, and what the score of the lock counts for.  ``decide``
says which commands a sitting allows, ``apply`` what an entry does to it, ``result`` what the rule makes of its mark
sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import later, written_as
from scoring.engine.panel.audience import AudienceGiven


@dataclass(frozen=True, slots=True)
class PanelJudge:
    """A member of the panel: the ticket's id, the label of the card, the judge's organisation."""

    id: str
    label: str
    organisation: str = written_as("unit", default="")


@dataclass(frozen=True, slots=True)
class MarkSheet:
    """One judge's current mark sheet (评分表).  ``marks`` by criterion, empty for abstained and recused.

    ``version`` counts from 1; ``seq`` is the entry that gave it.  ``source``: typed by the judge, or from paper.
    """

    judge: str
    state: Literal["given", "abstained", "recused"]
    marks: Mapping[str, Decimal]
    version: int
    seq: int
    at: int
    source: Literal["tablet", "paper"] = "tablet"


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """A mark sheet that waits for a second person: late, from paper, or a correction after the lock.  ``by``: who gave
    it, ``device``: the browser that it came from, "" if none is known."""

    judge: str
    kind: Literal["late", "paper", "correction"]
    marks: Mapping[str, Decimal]
    by: str
    reason: str
    seq: int
    at: int
    device: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The panel of one subject.  ``opened`` and ``locked`` are seqs; ``history`` holds every version that was replaced.

    ``forced``: the lock did not wait for missing judges.  ``waiting`` has the mark sheets that need a second person, by
    seq.  ``whole``: one of several sittings that are marked and locked together.  ``told``: how many judges have handed
    in, and of how many, where an audience may know that and no more; None in the fold.  ``audience``: the count of
    the audience panel that was confirmed, ``counts_before`` those that it replaced.
    """

    judges: tuple[PanelJudge, ...]
    opened: int
    locked: int | None = None
    forced: bool = False
    mark_sheets: Mapping[str, MarkSheet] = field(default_factory=dict)
    history: tuple[MarkSheet, ...] = ()
    waiting: Mapping[int, WaitingSheet] = field(default_factory=dict)
    whole: bool = False
    told: tuple[int, int] | None = later(None)
    audience: AudienceGiven | None = later(None)
    counts_before: tuple[AudienceGiven, ...] = later(())

    @property
    def handed_in(self) -> tuple[int, int]:
        """How many judges have given a mark sheet or abstained, and how many are not recused."""
        due = [judge.id for judge in self.judges if not self.recused(judge.id)]
        return sum(judge in self.mark_sheets for judge in due), len(due)

    def judge(self, judge_id: str) -> PanelJudge | None:
        """The member with this id."""
        return next((judge for judge in self.judges if judge.id == judge_id), None)

    def recused(self, judge_id: str) -> bool:
        """Whether the judge may not mark this subject."""
        sheet = self.mark_sheets.get(judge_id)
        return sheet is not None and sheet.state == "recused"

    @property
    def missing(self) -> tuple[str, ...]:
        """Judges who have neither marked, nor abstained, nor been recused."""
        if len(self.mark_sheets) == len(self.judges):  # only members have sheets; asked of thousands of sittings
            return ()
        return tuple([judge.id for judge in self.judges if judge.id not in self.mark_sheets])

    @property
    def empty(self) -> bool:
        """Whether every judge is recused or has abstained, so that no marks are to come."""
        return not (self.marked or self.missing or self.waiting)

    @property
    def marked(self) -> bool:
        """Whether any judge has marks that count."""
        return any(sheet.state == "given" for sheet in self.mark_sheets.values())

    @property
    def entries_of_judges(self) -> tuple[int, ...]:
        """The seqs of entries that hold what a judge said, or what was recorded for a judge."""
        counts = () if self.audience is None else (self.audience.seq,)
        sheets = (sheet.seq for sheet in self.mark_sheets.values() if sheet.seq != self.opened)
        return (*sheets, *self.waiting, *counts)

    def labels(self, judges: Iterable[str]) -> list[str]:
        """The labels of these judges' cards, in the order of the panel."""
        named = set(judges)
        return [judge.label for judge in self.judges if judge.id in named]

    def without(self, judge_id: str) -> Sitting:
        """The same sitting without this judge."""
        return replace(
            self,
            judges=tuple(judge for judge in self.judges if judge.id != judge_id),
            mark_sheets={name: sheet for name, sheet in self.mark_sheets.items() if name != judge_id},
            waiting={seq: sheet for seq, sheet in self.waiting.items() if sheet.judge != judge_id},
        )
