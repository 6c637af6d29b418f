"""All that the archived books need of the product.  No other module here imports it, so that a move of the product's
modules changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from scoreboard.exports.book import book_bytes
from scoreboard.exports.ranking import ranking_table
from scoreboard.exports.tables import Table, csv_bytes
from scoreboard.exports.tally.match_report import match_report
from scoreboard.i18n.catalogue import say
from scoreboard.live.quiz.source import Snapshot, Source
from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.quiz.audience import Audience
from scoring.engine.actors import Actor
from scoring.engine.ledger import Draft, Entry
from scoring.engine.quiz import kinds
from scoring.engine.quiz.book import entries_of, verify_book
from scoring.engine.quiz.check_code import check_code
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.rule_sheet_print import print_match_rules
from scoring.engine.quiz.state import MatchState
from scoring.engine.rulefile.printed import plain_text
from scoring.usecases.context import Context
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.quiz.perform import match_state
from scoring.usecases.records import Ticket
from tests.fakes import FakeClock, FakeLedger, fake_context

Book = Mapping[str, Any]

LANGS = ("zh", "en")
KINDS = frozenset(kinds.KINDS)
"""Every kind of entry that a match's ledger may hold."""

ORGANISER = Actor("account:organiser", "organiser")


def outcome(book: Book) -> dict[str, Any]:
    """What ``leitai verify`` finds: the differences (none in a right book), and the check code of a locked result."""
    found = [[one.place, one.code] for one in verify_book(book)]
    return {"differences": found, "check_code": check_code(fold(entries_of(book)).lock_hash)}


def taken_in_and_exported(book: Book) -> bytes:
    """The file of the book after an import into a fresh store and an export from there."""
    ctx = fake_context()
    match = import_book(ctx, actor=ORGANISER, book=book)
    return book_bytes(match_book(ctx, match.id, actor=ORGANISER))


def papers(book: Book) -> dict[str, str]:
    """What leaves the house at the end of the match, as text by name: ranking, judge report, printed rules."""
    state = _end_of(book)
    assert state.setup is not None
    assert state.rule_sheet is not None
    found = {}
    for lang in LANGS:
        found[f"ranking {lang}"] = csv_bytes(ranking_table(state, partial(say, lang))).decode("utf-8")
        parts = [part for part, _ in match_report(state, lang)]
        report = [[part.title, part.sentences, [_texts(table) for table in part.tables]] for part in parts]
        found[f"judge report {lang}"] = repr(report)
        found[f"rules {lang}"] = plain_text(print_match_rules(state.setup, state.rule_sheet, lang))  # type: ignore[arg-type]
    return found


def _texts(table: Table) -> list[Sequence[Sequence[str]]]:
    return [table.head, tuple(map(tuple, table.texts()))]


def _end_of(book: Book) -> MatchState:
    ctx = fake_context()
    return match_state(ctx, import_book(ctx, actor=ORGANISER, book=book).id)


def audiences(book: Book) -> dict[str, Audience]:
    """Who looks at the match: one of each role, and the first judge who is recused from an item."""
    team = next(one for one in book["roster"] if one["station"] == 1)
    found = {
        "display": Audience("display"),
        "host": Audience("host"),
        "chief": Audience("chief"),
        "team": Audience("team", team=team["id"]),
    }
    panels = [entry["payload"] for entry in book["entries"] if entry["kind"] == "panel.open"]
    recused = [judge for panel in panels for judge in panel["recused"]]
    judges = [judge["id"] for panel in panels for judge in panel["judges"]] or _judges_by_name(book)
    found["judge"] = Audience("judge", ticket=next(judge for judge in judges if judge not in recused))
    if recused:
        found["recused judge"] = Audience("judge", ticket=recused[0])
    return found


def _judges_by_name(book: Book) -> list[str]:
    """The judges of a match without a panel: those who said a verdict."""
    return [e["actor"].removeprefix("ticket:") for e in book["entries"] if e["kind"] == "verdict.cast"]


@dataclass(frozen=True, slots=True)
class Moment:
    """The match after the entry ``seq`` of this ``kind`` (0 and "": before the first)."""

    seq: int
    kind: str
    source: Source
    snapshot: Snapshot

    def view(self, audience: Audience, lang: str) -> Any:
        """What the product pushes to this audience now."""
        return self.source.view(self.snapshot, audience, lang)


def moments(book: Book) -> Iterator[Moment]:
    """The match before its first entry and after each one, in a store that took the book in."""
    ctx = fake_context()
    match = import_book(ctx, actor=ORGANISER, book=book).id
    entries = entries_of(book)
    _seat(ctx, match, entries)
    ctx.store.kept.ledger = FakeLedger()  # type: ignore[attr-defined]
    source = Source(ctx, "epoch", _wall)
    yield Moment(0, "", source, source.snapshot(match))
    for entry in entries:
        _append(ctx, entry)
        yield Moment(entry.seq, entry.kind, source, source.snapshot(match))


def _append(ctx: Context, entry: Entry) -> None:
    """The next entry, at its time; it comes to the hash that it has in the book."""
    assert isinstance(ctx.clock, FakeClock)
    ctx.clock.time = entry.at
    fields = (entry.kind, entry.payload, entry.actor, entry.device, entry.key, entry.reason, entry.at)
    with ctx.store.write() as uow:
        assert uow.ledger.append(entry.stream, Draft(*fields)).hash == entry.hash
        uow.commit()


def _seat(ctx: Context, match: str, entries: Sequence[Entry]) -> None:
    """Tickets for everybody who gave an entry; in these books they are called BOOK-ROLE-NUMBER."""
    actors = sorted({one.actor.removeprefix("ticket:") for one in entries if one.actor.startswith("ticket:")})
    with ctx.store.write() as uow:
        for actor in actors:
            _, role, no = f"{actor}--".split("-")[:3]
            uow.of(Ticket).put(Ticket(actor, match, role, f"{role} {no}".strip(), actor, issued_at=1))  # type: ignore[arg-type]
        uow.commit()


def _wall(tickets: Sequence[Ticket], now: int) -> list[PresencePart]:
    """Nobody has come in yet."""
    never: Mapping[str, Any] = {
        "state": "never",
        "since": None,
        "last_seen": None,
        "rtt": None,
        "devices": 0,
        "requests": [],
    }
    return [
        {"ticket": one.id, "role": one.role, "label": one.label, "team": one.team, "seat": one.seat, **never}  # type: ignore[typeddict-item]
        for one in tickets
    ]
