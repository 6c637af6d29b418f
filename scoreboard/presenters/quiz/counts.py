"""The audience panel's counts for the desks: each entry with its count, and what waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text
from scoring.engine.panel.audience import AudienceCount, AudienceRule
from scoring.engine.panel.result import audience_total
from scoring.engine.quiz.commands_counts import EntryCount
from scoring.engine.quiz.decide_counts import audience_rule, without_count
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.state import Item, MatchState, WaitingCounts
from scoring.engine.second_person import own_part
from scoring.usecases.quiz.counts_import import counted_items


@dataclass(frozen=True, slots=True)
class CountLine:
    """One entry: ``text`` of the confirmed count, "" for none; ``mark`` what that is on the judges' range."""

    item: int
    station: int
    name: str
    piece: str
    how: str
    votes: str
    cast: str
    average: str
    none: bool
    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Counts that wait: ``rows`` name, what counts now, what is to count; ``own`` why this person or device may not
    confirm them, "" where it may."""

    seq: int
    source: str
    rows: tuple[tuple[str, str, str], ...]
    own: str


@dataclass(frozen=True, slots=True)
class CountsPart:
    """The whole page.  ``rules``: of each round what its audience panel weighs and how it is counted; ``missing``: the
    names of the entries without a count; ``end``: counts come together after the round."""

    lines: tuple[CountLine, ...]
    waiting: tuple[WaitingLine, ...]
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    open: bool

    @property
    def ways(self) -> frozenset[str]:
        """How the entries are counted: ``votes``, ``average``."""
        return frozenset(line.how for line in self.lines)


def has_audience(state: MatchState) -> bool:
    """Whether any round has an audience panel."""
    rounds = state.rule_sheet.rounds if state.rule_sheet is not None else ()
    return any(one.panel is not None and one.panel.audience is not None for one in rounds)


def counts_part(state: MatchState, actor: str, device: str, say: Say) -> CountsPart:
    """What the desk of ``actor`` at ``device`` is shown."""
    items = counted_items(state)
    rounds = state.rule_sheet.rounds if state.rule_sheet is not None else ()
    rules = [(one.name, own) for one in rounds if one.panel and (own := panel_rule(one.panel).audience) is not None]
    return CountsPart(
        tuple(_line(state, item) for item in items),
        tuple(_waiting(state, sheet, actor, device, say) for sheet in state.counts_waiting),
        tuple(rule_text(name, own, say) for name, own in rules),
        tuple(_name(state, item) for item in without_count(state, items)),
        state.phase == "open",
    )


def rule_text(name: str, own: AudienceRule, say: Say) -> str:
    """The audience panel of a round in a sentence."""
    return say(f"counts.rule.{own.count}_{own.when}", round=name, weight=decimal_text(own.weight))


def _line(state: MatchState, item: Item) -> CountLine:
    team = state.team(item.team or item.answering or "")
    assert item.panel is not None
    own, given = audience_rule(state, item), item.panel.audience
    count = given.count if given is not None else AudienceCount()
    mark = audience_total(item.panel, panel_rule(state.rule_of(item.round).panel))
    return CountLine(
        item.no,
        team.station,
        team.name,
        team.piece,
        own.count if own is not None else "votes",
        "" if count.votes is None else str(count.votes),
        "" if count.cast is None else str(count.cast),
        "" if count.average is None else decimal_text(count.average),
        given is not None and count.none,
        count.text,
        "" if mark is None else decimal_text(mark),
    )


def _waiting(state: MatchState, sheet: WaitingCounts, actor: str, device: str, say: Say) -> WaitingLine:
    return WaitingLine(
        sheet.seq,
        sheet.source,
        tuple(_row(state, one, say) for one in sheet.counts),
        own_part([(sheet.by, sheet.device)], actor, device) or "",
    )


def _row(state: MatchState, one: EntryCount, say: Say) -> tuple[str, str, str]:
    item = state.item_no(one.item)
    given = item.panel.audience if item is not None and item.panel is not None else None
    new = AudienceCount(one.votes, one.cast, one.average)
    before = "–" if given is None else given.count.text or say("counts.none")
    return (_name(state, item) if item is not None else str(one.item)), before, new.text or say("counts.none")


def _name(state: MatchState, item: Item) -> str:
    return state.team(item.team or item.answering or "").name
