"""The match book (format ``leitai-match-book``, version 1): its contents, and a check that recomputes them from the
book alone.

The parts that follow from the entries (``book_parts``: editions of the rule sheet, fouls, scores, standings, the
result) are written from them and checked against them, so every difference is found.  A book's own digest finds every
change; the checks before it name the place and the fault.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from scoring.engine.archived import as_difference, chain_faults
from scoring.engine.codec import digest, from_json
from scoring.engine.differences import UNREADABLE, Difference, same
from scoring.engine.errors import Broken, Invalid, LeitaiError
from scoring.engine.kinds import Payload
from scoring.engine.ledger import Entry, check_chain
from scoring.engine.quiz import hall_again, press_again
from scoring.engine.quiz.book_parts import derive, editions
from scoring.engine.quiz.book_shape import misfits
from scoring.engine.quiz.kinds import read_command, said_in
from scoring.engine.quiz.match import apply, fold, in_force, needs_refold
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.setup import Setup
from scoring.engine.quiz.state import MatchState

FORMAT = "leitai-match-book"
VERSION = 1
PARTS = (
    "format", "version", "competition", "match", "sheet_text", "roster", "draw", "question_sets", "questions", "media",
    "entries", "sheets", "fouls", "scores", "standings", "result", "digest",
)  # fmt: skip
"""The parts that a book of this version must have."""
_FROM_ENTRIES = ("entries", "sheets", "fouls", "scores", "standings", "result", "digest")
"""The parts of which a match that was not opened yet has none."""
MAY_HAVE = frozenset({"players"})
"""The parts that it has where the rule sheet asks for them; no other part is allowed."""

Data = Mapping[str, Any]


def question_digest(question: Data) -> str:
    """What binds a question to a match: type, stem, options, key, explanation, clues and medium.

    A medium's id is the SHA-256 of its bytes, so the digest covers the picture itself.  The origin of the question
    (set, number, citation, tags) may change; it is still the same question.
    """
    return digest(
        [
            question["type"],
            question["stem"],
            question["options"],
            question["key"],
            question["explanation"],
            question["clues"],
            question["media"],
            question["media_kind"],
        ]
    )


def sealed(book: Data) -> dict[str, Any]:
    """The book with its digest over everything else."""
    bare = {name: value for name, value in book.items() if name != "digest"}
    return {**bare, "digest": digest(bare)}


def verify_book(book: Data) -> tuple[Difference, ...]:
    """Every difference in a book, in the order of the checks; empty: the book is right.

    A check that depends on an earlier one is not made if the earlier one failed.
    """
    found: list[Difference] = []
    for check in _CHECKS:
        try:
            found += check(book)
        except UNREADABLE as error:
            found.append(_unread(check.__name__.lstrip("_"), error))
        if found and check in _FUNDAMENTAL:
            break
    return tuple(found)


def _unread(check: str, error: Exception) -> Difference:
    """What could not be read, with its own place if that is known."""
    if not isinstance(error, LeitaiError):
        return Difference(check, "unreadable")
    if "place" not in error.fields:
        return Difference(check, "unreadable", found=error.code)
    return Difference(str(error.fields["place"]), error.code, str(error.fields.get("expected", "")))


def entries_of(book: Data, part: str = "entries") -> tuple[Entry, ...]:
    """The book's entries as values; raises ``Invalid`` if one has another shape."""
    return tuple(from_json(Entry, entry, f"{part}[{no}]") for no, entry in enumerate(book[part]))


def _shape(book: Data) -> Iterator[Difference]:
    if book.get("format") != FORMAT or book.get("version") != VERSION or isinstance(book.get("version"), bool):
        named = (book[name] for name in ("format", "version") if book.get(name) is not None)
        found = " ".join(str(value) for value in named)[:80]
        yield Difference("format", "not-a-book", f"{FORMAT} {VERSION}", found)
        return
    strange = sorted(set(PARTS) ^ (set(book) - MAY_HAVE))
    for name in strange:
        yield Difference(name, "part-missing" if name in PARTS else "part-unknown")
    for place, code, expected in misfits(book) if not strange else ():
        yield Difference(place, code, expected)


def _chains(book: Data) -> Iterator[Difference]:
    match = book["match"]["id"]
    for part, stream in (("draw", f"draw:{match}"), ("entries", f"match:{match}")):
        entries = entries_of(book, part)
        for no, entry in enumerate(entries):
            if entry.stream != stream:
                yield Difference(f"{part}[{no}].stream", "differs", stream, entry.stream)
        try:
            check_chain(entries)
        except Broken as error:
            place = next(no for no, entry in enumerate(entries) if entry.seq == error.fields["seq"])
            yield Difference(f"{part}[{place}]", error.code)
        for no, (before, after) in enumerate(pairwise(entries), start=1):
            if after.at < before.at:
                yield Difference(f"{part}[{no}].at", "time-backwards", f">= {before.at}", str(after.at))
    if not book["entries"]:
        yield Difference("entries", "empty")
    elif book["entries"][0]["kind"] != "match.open":
        yield Difference("entries[0].kind", "differs", "match.open", str(book["entries"][0]["kind"]))


def _commands(book: Data) -> Iterator[Difference]:
    """Every entry is of a kind that a match knows, and its command fields have the command's shape and limits."""
    for no, entry in enumerate(entries_of(book)):
        try:
            read_command(said_in(entry), f"entries[{no}].payload")
        except Invalid as error:
            place = str(error.fields.get("place", f"entries[{no}].kind"))
            yield Difference(place, error.code, str(error.fields.get("expected", "")))


def _facts(book: Data) -> Iterator[Difference]:
    """Every entry holds facts that the match can go on from; the first that does not is named."""
    entries, state = entries_of(book), MatchState()
    for no, entry in enumerate(entries):
        try:
            state = fold(entries[: no + 1]) if needs_refold(entry) else apply(state, entry)
        except UNREADABLE:
            yield Difference(f"entries[{no}].payload", "facts-unreadable")
            return


def _setup(book: Data) -> Iterator[Difference]:
    """The first entry froze the setup: match, roster, stations and questions must be those.

    The digest is of the data as they were written.  A program with more fields than the one that froze them takes those
    fields as not said, and would write them in another way.
    """
    frozen = book["entries"][0]["payload"]["setup"]
    setup = from_json(Setup, frozen)
    yield from same(setup.match, book["match"]["id"], "match.id")
    yield from same(setup.title, book["match"]["title"], "match.title")
    yield from same(setup.competition, book["competition"]["title"], "competition.title")
    yield from same(setup.rehearsal, book["match"].get("rehearsal", False), "match.rehearsal")
    yield from same(book["competition"]["id"], book["match"]["competition"], "match.competition")
    yield from same(digest(read_rule_sheet(book["sheet_text"], archived=True)), digest(setup.rule_sheet), "sheet_text")
    for no, edition in enumerate(editions(entries_of(book))):
        yield from same(digest(edition["sheet"]), edition["digest"], f"sheets[{no}].digest")
    for team in book["roster"]:
        yield from same(book["match"]["id"], team["match"], "roster.match")
    known = set().union(*frozen["teams"])
    plain = [{name: value for name, value in team.items() if name in known} for team in book["roster"]]
    yield from same(frozen["teams"], plain, "roster")
    if book["draw"]:
        drawn = book["draw"][-1]["payload"]["stations"]
        yield from same({team.id: team.station for team in setup.teams}, drawn, "draw.stations")
    if setup.printing >= 2:
        by_lot = bool(book["draw"]) and book["draw"][-1]["kind"] == "stations.draw"
        yield from same(setup.drawn, by_lot, "draw.drawn")


def _questions(book: Data) -> Iterator[Difference]:
    setup = from_json(Setup, book["entries"][0]["payload"]["setup"])
    contents = {question["id"]: question for question in book["questions"]}
    for no, question in enumerate(book["questions"]):
        yield from same(question_digest(question), question["digest"], f"questions[{no}].digest")
    bound = {ref.id: ref.digest for ref in setup.questions}
    yield from same(bound, {i: question["digest"] for i, question in contents.items()}, "questions")
    pools = [[pool, [ref.id for ref in setup.questions if ref.round == pool]] for pool, _ in book["match"]["questions"]]
    yield from same(pools, book["match"]["questions"], "match.questions")
    sets = {one["id"] for one in book["question_sets"]}
    for no, question in enumerate(book["questions"]):
        if question["question_set"] not in sets:
            yield Difference(f"questions[{no}].question_set", "unknown", found=question["question_set"])


def verify_prepared(parts: Data) -> tuple[Difference, ...]:
    """Every difference in what a book has of a match that was not opened yet: its shape, the chain of its draw, the
    digests of its questions and media."""
    found: list[Difference] = []
    for check in (_shape, _draw_chain, _loose_questions, _media):
        try:
            found += check({**parts, **dict.fromkeys(_FROM_ENTRIES, ()), "entries": []})
        except UNREADABLE as error:
            found.append(_unread(check.__name__.lstrip("_"), error))
        if found:
            break
    return tuple(found)


def _draw_chain(book: Data) -> Iterator[Difference]:
    entries = entries_of(book, "draw")
    for fault in chain_faults(entries) if entries else ():
        yield as_difference(replace(fault, place=fault.place.replace("entries", "draw", 1)))
    for no, entry in enumerate(entries):
        yield from same(f"draw:{book['match']['id']}", entry.stream, f"draw[{no}].stream")


def _loose_questions(book: Data) -> Iterator[Difference]:
    contents = {question["id"]: question for question in book["questions"]}
    for no, question in enumerate(book["questions"]):
        yield from same(question_digest(question), question["digest"], f"questions[{no}].digest")
    chosen = sorted({one for _, pool in book["match"]["questions"] for one in pool})
    yield from same(chosen, sorted(contents), "questions")


def _keys(book: Data) -> Iterator[Difference]:
    """Every key that the hall was shown is the key of the question that was asked."""
    keys = {question["id"]: question["key"] for question in book["questions"]}
    entries = entries_of(book)
    final = fold(entries)
    state = MatchState(rule_sheet=final.rule_sheet, rule_sheet_digest=final.rule_sheet_digest)
    for entry in in_force(entries):
        if entry.kind == "item.close" and entry.payload["key"] is not None:
            put = state.item.question if state.item else None
            yield from same(keys.get(put or ""), entry.payload["key"], f"entries[{entry.seq - 1}].payload.key")
        state = apply(state, entry)


def _presses(book: Data) -> Iterator[Difference]:
    """Every press has the time, and every award the winner, that the recorded measurements give."""
    yield from _again(press_again.decided_again(entries_of(book)))


def _hall(book: Data) -> Iterator[Difference]:
    """Every count of the audience panel is the one that was entered, and confirmed by another person; every draw among
    the phones of the hall is by the secret that was fixed before."""
    yield from _again(hall_again.decided_again(entries_of(book)))


def _again(decided: Iterable[tuple[Entry, Payload | None]]) -> Iterator[Difference]:
    for entry, payload in decided:
        if payload is None:
            yield Difference(f"entries[{entry.seq - 1}].payload", "facts-unreadable")
            return
        found = {name: entry.payload.get(name) for name in payload}
        yield from same(payload, found, f"entries[{entry.seq - 1}].payload")


def _media(book: Data) -> Iterator[Difference]:
    wanted = {question["media"] for question in book["questions"] if question["media"]}
    yield from same(sorted(wanted), [file["id"] for file in book["media"]], "media")
    for no, file in enumerate(book["media"]):
        try:
            found = hashlib.sha256(base64.b64decode(file["data"], validate=True)).hexdigest()
        except binascii.Error:
            found = ""
        yield from same(found, file["sha256"], f"media[{no}].sha256")
        yield from same(file["sha256"], file["id"], f"media[{no}].id")


def _result(book: Data) -> Iterator[Difference]:
    """Editions, fouls, scores, standings and the best players are those that the entries give."""
    derived = derive(entries_of(book))
    for name in sorted(MAY_HAVE & (set(derived) ^ set(book))):
        yield Difference(name, "part-missing" if name in derived else "part-unknown")
    for part, value in derived.items():
        if part in book:
            yield from same(value, book[part], part)


def _seal(book: Data) -> Iterator[Difference]:
    yield from same(sealed(book)["digest"], book["digest"], "digest")


_FUNDAMENTAL = (_shape, _chains, _commands, _facts)
_CHECKS: tuple[Callable[[Data], Iterator[Difference]], ...] = (
    _shape, _chains, _commands, _facts, _setup, _questions, _keys, _presses, _hall, _media, _result, _seal,
)  # fmt: skip
