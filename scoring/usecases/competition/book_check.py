"""The check of an event book from itself alone: each match book, then the competition's ledger decided once more by the
results of those, then everything that follows.

Every difference is named with its place.  A check that rests on an earlier one is not made where that one failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from scoring.engine.archived import as_difference, chain_faults, sealed_manifest
from scoring.engine.codec import digest, from_json, to_json
from scoring.engine.competition.book import (
    FOLLOWS,
    FORMAT,
    MATCHES,
    PREPARED,
    VERSION,
    BookSheet,
    BookText,
    EventBook,
    derive,
)
from scoring.engine.competition.decided_again import check_entries
from scoring.engine.competition.event import fold_on
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import all_matches
from scoring.engine.differences import UNREADABLE, Difference, same
from scoring.engine.errors import Fault, LeitaiError
from scoring.engine.ledger import Entry
from scoring.engine.quiz.book import verify_book, verify_prepared
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_digest
from scoring.engine.quiz.state import MatchState
from scoring.engine.stages import Stage
from scoring.usecases.competition.book_reading import Reading
from scoring.usecases.competition.facts import group_results
from scoring.usecases.competition.forms import (
    KINDS,
    LEADER,
    MEMBERS,
    SUBSTITUTE_KINDS,
    SUBSTITUTES,
    TEAM,
    one_of,
    people_of,
)
from scoring.usecases.competition.records import Values
from scoring.usecases.records import Competition

Check = Callable[[Reading], Iterator[Difference]]


def verify_event_book(book: EventBook) -> tuple[Difference, ...]:
    """Every difference, in the order of the checks; empty: the book is right."""
    found: list[Difference] = []
    read = Reading(book)
    for check in _CHECKS:
        try:
            found += check(read)
        except UNREADABLE as error:
            said = error.code if isinstance(error, LeitaiError) else f"{type(error).__name__}: {error}"
            found.append(Difference(check.__name__.lstrip("_"), "unreadable", found=said))
        if found and check in _FUNDAMENTAL:
            break
    return tuple(found)


def withheld(book: EventBook) -> int:
    """How many public texts the book does not hold: something in them became personal later."""
    return sum(text.values is None for text in texts_in(book))


def texts_in(book: EventBook) -> tuple[BookText, ...]:
    """The texts of a book as values; raises ``Invalid`` for another shape."""
    return from_json(tuple[BookText, ...], book.given["texts"], "texts")


def sheets_in(book: EventBook) -> tuple[BookSheet, ...]:
    """The rule sheets of a book as values; raises ``Invalid`` for another shape."""
    return from_json(tuple[BookSheet, ...], book.given["sheets"], "sheets")


def handed_in(entry: Entry) -> tuple[Mapping[str, Any], ...]:
    """What an entry says of each form that was handed in with it."""
    if entry.kind == "registration.submit":
        return (entry.payload,)
    return tuple(entry.payload["entered"]) if entry.kind == "registration.enter" else ()


def results_in(state: CompetitionState, match: Callable[[str], MatchState]) -> dict[str, tuple[GroupResult, ...]]:
    """The result of each group of each stage, as far as it is locked, from the states of the matches by their ids; of a
    written stage by its marks."""
    return {stage: group_results(state, stage, match) for stage in (*state.played, *state.written)}


def _manifest(read: Reading) -> Iterator[Difference]:
    manifest = read.book.manifest
    if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
        found = f"{manifest.get('format')} {manifest.get('version')}"
        yield Difference("manifest.format", "not-an-event-book", f"{FORMAT} {VERSION}", found[:80])
        return
    yield from same(sealed_manifest(manifest)["digest"], manifest.get("digest"), "manifest.digest")


def _chain(read: Reading) -> Iterator[Difference]:
    """The entries are one stream without a gap."""
    yield from map(_named, chain_faults(read.book.entries))


def _named(fault: Fault) -> Difference:
    return as_difference(replace(fault, place=fault.place.replace("entries", "ledger", 1)))


def _matches(read: Reading) -> Iterator[Difference]:
    """Each match book is right in itself, and is of this competition."""
    own = read.book.manifest["competition"]
    for folder, held, verify in (
        (MATCHES, read.book.matches, verify_book),
        (PREPARED, read.book.prepared, verify_prepared),
    ):
        for match, parts in held.items():
            inner = verify(parts)
            yield from (replace(one, place=f"{folder}{match}.json {one.place}") for one in inner)
            if not inner:
                yield from same(match, parts["match"]["id"], f"{folder}{match}.json match.id")
                yield from same(own, parts["match"]["competition"], f"{folder}{match}.json match.competition")


def _played(read: Reading) -> Iterator[Difference]:
    """Every match that the ledger names is in the book.  An entry that cannot be read is named by the next check."""
    with suppress(*UNREADABLE):
        yield from _missing(read)


def _missing(read: Reading) -> Iterator[Difference]:
    for stage, one in all_matches(read.state):
        if one.match not in read.book.matches and one.match not in read.book.prepared:
            yield Difference(f"{MATCHES}{one.match}.json", "match-missing", found=f"{stage} {one.group}")


def _decided(read: Reading) -> Iterator[Difference]:
    """Every entry, decided once more."""
    yield from map(_named, check_entries(read.book.entries, read))


def _head(read: Reading) -> Iterator[Difference]:
    """The entries are the stream of this competition and end as the manifest says."""
    manifest, last = read.book.manifest, read.book.entries[-1]
    record: Competition = from_json(Competition, read.book.given["competition"], "competition")
    yield from same(f"event:{manifest['competition']}", read.book.entries[0].stream, "ledger[0].stream")
    yield from same(manifest["competition"], record.id, "competition.id")
    yield from same(manifest["title"], record.title, "competition.title")
    yield from same({"seq": last.seq, "hash": last.hash}, manifest.get("head"), "manifest.head")


def _texts(read: Reading) -> Iterator[Difference]:
    """The text of every form is there and is the one whose digest the ledger has; one is held back only where a field
    of its time became personal later."""
    texts = {one.text: one for one in texts_in(read.book)}
    final = {one.name for one in read.state.asked if one.personal}
    state, named = CompetitionState(), set[str]()
    for entry in read.book.entries:
        became = {one.name for one in state.asked if not one.personal} & final
        for said in handed_in(entry):
            named.add(said["text"])
            yield from _text(said, texts.get(said["text"]), held_back=bool(became))
        state = fold_on(state, (entry,))
    for text_id in texts:
        if text_id not in named:
            yield Difference(f"texts.{text_id}", "too-many")


def _text(said: Mapping[str, Any], text: BookText | None, *, held_back: bool) -> Iterator[Difference]:
    place = f"texts.{said['text']}"
    if text is None:
        yield Difference(place, "missing")
        return
    yield from same(said["no"], text.no, f"{place}.no")
    if text.values is None:
        if not held_back:
            yield Difference(place, "held-back")
        return
    yield from same(said["digest"], digest(text.values), f"{place}.values")
    form = said["form"]
    yield from same([form["team"], form["leader"], to_json(form["members"])], _form_in(text.values), f"{place}.values")


def _form_in(values: Values) -> list[object]:
    members = (
        *people_of(values, MEMBERS, KINDS, substitute=False),
        *people_of(values, SUBSTITUTES, SUBSTITUTE_KINDS, substitute=True),
    )
    return [one_of(values, TEAM), one_of(values, LEADER), to_json(members)]


def _sheets(read: Reading) -> Iterator[Difference]:
    """The stages are those of the rule sheet whose digest the ledger has."""
    sheets = {one.digest: one.text for one in sheets_in(read.book)}
    for no, entry in enumerate(read.book.entries):
        if entry.kind != "stages.set":
            continue
        said = entry.payload
        if said["digest"] not in sheets:
            yield Difference(f"sheets.{said['digest']}", "missing")
            continue
        sheet = read_rule_sheet(sheets[said["digest"]], archived=True)
        yield from same(said["digest"], rule_sheet_digest(sheet), f"sheets.{said['digest']}")
        frozen = from_json(tuple[Stage, ...], said["stages"])
        yield from same(to_json(sheet.stages), to_json(frozen), f"ledger[{no}].payload.stages")


def _derived(read: Reading) -> Iterator[Difference]:
    """Registrations, draws, results and advancement for people are those that the ledgers give."""
    expected = derive(read.state, results_in(read.state, read.last))
    for part in FOLLOWS:
        if (part in expected) != (part in read.book.derived):
            yield Difference(f"{part}.json", "missing" if part in expected else "too-many")
        elif part in expected:
            yield from same(expected[part], read.book.derived[part], part)


_FUNDAMENTAL: tuple[Check, ...] = (_manifest, _chain, _matches, _played, _decided)
_CHECKS: tuple[Check, ...] = (*_FUNDAMENTAL, _head, _texts, _sheets, _derived)
