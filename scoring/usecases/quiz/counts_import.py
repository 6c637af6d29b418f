"""What a table of the audience panel's counts would do: every row is reported, nothing is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.errors import Invalid, LeitaiError
from scoring.engine.names import same_form
from scoring.engine.quiz.commands_counts import MOST_COUNTS, EntryCount
from scoring.engine.quiz.decide_counts import audience_rule, check_entry_count
from scoring.engine.quiz.state import Item, MatchState

NONE = frozenset({"无", "未投票", "没有投票", "—", "-", "/", "none", "novote"})
"""What says that nobody voted on an entry."""

_WHOLE = re.compile(r"\d{1,7}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of a table.  ``row`` counts from 1; ``cells`` as they were written; ``fault`` why it is not taken;
    ``before``: what is confirmed now, where that is another count."""

    row: int
    cells: Mapping[str, str]
    count: EntryCount | None = None
    fault: LeitaiError | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class CountsReport:
    """A whole table."""

    rows: tuple[CountRow, ...]

    @property
    def counts(self) -> tuple[EntryCount, ...]:
        """What is to be entered: rows that say nothing new are left out."""
        return tuple(one.count for one in self.rows if one.count is not None and one.fault is None)

    @property
    def faulty(self) -> int:
        """How many rows are not taken."""
        return sum(one.fault is not None for one in self.rows)


def counted_items(state: MatchState) -> tuple[Item, ...]:
    """The items that the audience panel votes on and that a panel of judges has been opened for, in their order; of an
    entry that performed again the latest."""
    found: dict[tuple[str, str | None, int], Item] = {}
    for item in state.items:
        if item.panel is not None and not item.voided and audience_rule(state, item) is not None:
            found[item.round, item.team, item.slot] = item
    return tuple(found.values())


def try_counts(state: MatchState, rows: Sequence[Mapping[str, str]]) -> CountsReport:
    """What would become of these rows (``counts_table``).  Raises ``Invalid("counts-number")``."""
    if not rows or len(rows) > MOST_COUNTS:
        raise Invalid("counts-number", most=MOST_COUNTS)
    seen: set[int] = set()
    return CountsReport(tuple(_row(state, no, row, seen) for no, row in enumerate(rows, start=1)))


def _row(state: MatchState, no: int, cells: Mapping[str, str], seen: set[int]) -> CountRow:
    try:
        item = _item(state, cells)
        count = count_of(item.no, cells)
        if item.no in seen:
            raise Invalid("count-twice", name=cells.get("entry", ""))
        seen.add(item.no)
        check_entry_count(state, count)
    except LeitaiError as fault:
        return CountRow(no, cells, fault=fault)
    given = item.panel.audience.count if item.panel is not None and item.panel.audience is not None else None
    said = None if given is None else (given.votes, given.cast, given.average)
    if said == (count.votes, count.cast, count.average):
        return CountRow(no, cells)
    return CountRow(no, cells, count, before=given.text if given is not None else "")


def _item(state: MatchState, cells: Mapping[str, str]) -> Item:
    """The item of the entry that a row names, by its number or its name; both have to agree.

    Raises ``Invalid``: ``count-entry-unknown``, ``count-entry-other``, ``count-entry-several``.
    """
    name, number = cells.get("entry", ""), unicodedata.normalize("NFKC", cells.get("station", "")).strip()
    teams = [team for team in state.teams if same_form(team.name) == same_form(name)] if name else list(state.teams)
    if number.isascii() and number.isdigit():
        numbered = [team for team in state.teams if team.station == int(number)]
        if name and teams and numbered and not set(map(id, teams)) & set(map(id, numbered)):
            raise Invalid("count-entry-other", name=name, station=number)
        teams = [team for team in teams if team in numbered]
    items = [item for item in counted_items(state) if item.team in {team.id for team in teams}]
    if not items:
        raise Invalid("count-entry-unknown", name=name or number)
    if len(items) > 1:
        raise Invalid("count-entry-several", name=name or number)
    return items[0]


def count_of(item: int, cells: Mapping[str, str]) -> EntryCount:
    """The count that the cells of an entry say.  Raises ``Invalid("count-not-number")``."""
    votes, cast, average = (_plain(cells.get(field, "")) for field in ("votes", "cast", "average"))
    if {votes, cast, average} & NONE:
        return EntryCount(item)
    if not votes and not cast and not average:
        raise Invalid("count-not-number", text="")
    for text, form in ((votes, _WHOLE), (cast, _WHOLE), (average, _NUMBER)):
        if text and not form.fullmatch(text):
            raise Invalid("count-not-number", text=text[:20])
    return EntryCount(
        item,
        int(votes) if votes else None,
        int(cast) if cast else None,
        Decimal(average) if average else None,
    )


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("票").removesuffix("分").strip()
    whole = plain.removesuffix(".0")
    return whole if whole.isdigit() else plain
