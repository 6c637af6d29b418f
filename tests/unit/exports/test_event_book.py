"""The event book: everything to recompute a competition, no contacts, and every change found with its place."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.exports.event_book import EventBookFile
from scoring.engine.archived import sealed_manifest
from scoring.engine.competition.book import EventBook
from scoring.engine.competition.commands import Decide
from scoring.engine.competition.commands_stages import CommitDraw
from scoring.engine.errors import Forbidden, Invalid, Refused
from scoring.engine.ledger import GENESIS, Draft, Entry, chain
from scoring.engine.quiz.book import sealed
from scoring.usecases.competition.book import event_source
from scoring.usecases.competition.book_check import verify_event_book, withheld
from scoring.usecases.competition.records import RegistrationLink, RegistrationText
from scoring.usecases.competitions import create_competition
from scoring.usecases.guards import LOCAL
from scoring.usecases.records import DrawSecret
from tests.event_files import read, written
from tests.events import commended_event, finished_event, listed_event, planned_event
from tests.fakes import fake_context
from tests.halls import HOST
from tests.registrations import ORGANISER, Registered


@pytest.fixture(scope="module")
def event() -> Registered:
    return finished_event()


@pytest.fixture(scope="module")
def book(event: Registered, tmp_path_factory: pytest.TempPathFactory) -> EventBook:
    return read(written(event, tmp_path_factory.mktemp("book")))


@pytest.mark.parametrize("make", [finished_event, listed_event, commended_event, planned_event])
def test_a_book_recomputes_from_itself_alone(make: Callable[[], Registered], tmp_path: Path) -> None:
    assert verify_event_book(read(written(make(), tmp_path))) == ()


def test_the_book_tells_people_what_was_drawn_played_and_decided_and_why(book: EventBook) -> None:
    assert [(one["no"], one["reason"], one["number"]) for one in book.derived["draws"]] == [
        (1, "", "7"),
        (2, "漏请监督员", "20260501"),
        (3, "", "8"),
    ]
    (advance,) = book.derived["advances"]
    assert {one["why"] for one in advance["through"]} == {"direct", "runner_up"}
    assert (advance["by"], advance["confirmed"]) == ("account:x", "account:y")
    left = book.derived["registrations"][4]
    assert (left["status"], left["steps"][-1]["reason"]) == ("withdrawn", "来电退赛")
    assert len(book.matches) == 2
    assert len(book.prepared) == 1


def test_the_same_event_gives_the_same_bytes(event: Registered, tmp_path: Path) -> None:
    first = written(event, tmp_path).read_bytes()
    assert written(event, tmp_path).read_bytes() == first


def test_nothing_personal_no_link_and_no_secret_of_a_draw_that_was_not_made_is_in_any_part(tmp_path: Path) -> None:
    event = finished_event()
    others = tuple(one.no for one in event.state.live)
    event.do(Decide(others[0], len(event.state.registrations[others[0]].versions), "return", until=10**13), reason="x")
    with event.ctx.store.read() as uow:
        links = [one.secret for one in uow.of(RegistrationLink).all(competition=event.id)]
        salts = [one.salt for one in uow.of(RegistrationText).all(competition=event.id)]
        secrets = [one.secret for one in uow.of(DrawSecret).all(competition=event.id)]
    with zipfile.ZipFile(written(event, tmp_path)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8")
    for secret in ("王一", "0745-0000000", "432001", *links, *salts):
        assert secret not in everything
    assert len(secrets) == 3


def test_a_draw_whose_number_was_not_named_yet_keeps_its_secret_and_verifies(tmp_path: Path) -> None:
    event = listed_event()
    event.do(CommitDraw("初赛", ((2, 4),), 2, again=True), reason="改为摇号")
    with event.ctx.store.read() as uow:
        (secret,) = [one.secret for one in uow.of(DrawSecret).all(competition=event.id)]
    file = written(event, tmp_path)
    with zipfile.ZipFile(file) as parts:
        assert secret.encode() not in b"".join(parts.read(name) for name in parts.namelist())
    assert verify_event_book(read(file)) == ()


def test_a_text_of_which_something_became_personal_is_held_back_and_its_digest_stays(book: EventBook) -> None:
    (held_back,) = [one for one in book.given["texts"] if one["values"] is None]
    assert held_back["no"] == 1
    assert withheld(book) == 1
    assert any(entry.payload.get("text") == held_back["text"] for entry in book.entries)


def test_a_text_is_not_held_back_where_nothing_became_personal(tmp_path: Path) -> None:
    whole = read(written(listed_event(), tmp_path))
    silent = [{**one, "values": None} for one in whole.given["texts"]]
    found = verify_event_book(replace(whole, given={**whole.given, "texts": silent}))
    assert {one.code for one in found} == {"held-back"}


Change = Callable[[EventBook], EventBook]


def given(name: str, change: Callable[[Any], Any]) -> Change:
    return lambda book: replace(book, given={**book.given, name: change(copy(book.given[name]))})


def derived(name: str, change: Callable[[Any], Any]) -> Change:
    return lambda book: replace(book, derived={**book.derived, name: change(copy(book.derived[name]))})


def copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def first_of(value: list[Any], **fields: Any) -> list[Any]:
    value[0].update(fields)
    return value


def match(change: Callable[[Any], Any], folder: str = "matches") -> Change:
    def changed(book: EventBook) -> EventBook:
        held = dict(getattr(book, folder))
        name = next(iter(held))
        return replace(book, **{folder: {**held, name: change(copy(held[name]))}})

    return changed


def entry(place: int, **fields: Any) -> Change:
    def changed(book: EventBook) -> EventBook:
        entries = list(book.entries)
        entries[place] = replace(entries[place], **fields)
        return replace(book, entries=tuple(entries))

    return changed


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (lambda book: replace(book, manifest={**book.manifest, "version": 2}), "manifest.format", "not-an-event-book"),
        (lambda book: replace(book, manifest={**book.manifest, "title": "x"}), "manifest.digest", "differs"),
        (lambda book: replace(book, entries=()), "ledger", "empty"),
        (lambda book: replace(book, entries=(book.entries[0], *book.entries[2:])), "ledger[1]", "chain-gap"),
        (entry(3, prev="0" * 64), "ledger[3]", "chain-link"),
        (entry(3, reason="x"), "ledger[3]", "chain-hash"),
        (entry(0, at=10**15), "ledger[0]", "chain-hash"),
        (lambda book: replace(book, entries=book.entries[:-1]), "manifest.head.hash", "differs"),
        (match(lambda held: sealed({**held, "standings": []})), "matches/x", "length"),
        (match(lambda held: {**held, "format": "x"}), "matches/x", "not-a-book"),
        (match(lambda held: {**held, "questions": [{}]}, "prepared"), "prepared/x", "missing-field"),
        (lambda book: replace(book, matches={}), "matches/x", "match-missing"),
        (lambda book: replace(book, prepared={}), "matches/x", "match-missing"),
        (given("texts", lambda texts: texts[1:]), "texts.x", "missing"),
        (given("texts", lambda texts: [*texts, {**texts[0], "text": "y"}]), "texts.y", "too-many"),
        (given("texts", lambda texts: [{**one, "values": {"team": ["x"]}} for one in texts]), "texts.x", "differs"),
        (given("texts", lambda texts: first_of(texts, no=3)), "texts.x", "differs"),
        (given("texts", lambda texts: first_of(texts, no="1")), "texts", "unreadable"),
        (given("sheets", lambda sheets: []), "sheets.", "missing"),
        (given("sheets", lambda sheets: first_of(sheets, text="x")), "sheets", "unreadable"),
        (given("competition", lambda held: {**held, "title": "x"}), "competition.title", "differs"),
        (given("competition", lambda held: {**held, "id": "x"}), "competition.id", "differs"),
        (derived("registrations", lambda held: first_of(held, team="x")), "registrations[0].team", "differs"),
        (derived("draws", lambda held: first_of(held, groups=[])), "draws[0].groups", "length"),
        (derived("advances", lambda held: first_of(held, confirmed="")), "advances[0].confirmed", "differs"),
        (derived("results", lambda held: first_of(held, standings=None)), "results[0].standings", "differs"),
        (lambda book: replace(book, derived={}), "registrations.json", "missing"),
        (derived("stages", lambda held: []), "stages", "length"),
    ],
)  # fmt: skip
def test_each_kind_of_damage_is_named_with_its_place(book: EventBook, change: Change, place: str, code: str) -> None:
    found = verify_event_book(change(book))
    assert found
    assert (found[0].place.startswith(place), found[0].code) == (True, code), found[0]


def test_time_that_runs_backwards_is_named(book: EventBook) -> None:
    changed = chained(book, lambda one: replace(one, at=one.at - 10**9) if one.seq == 9 else one)
    assert [one.code for one in verify_event_book(changed)][:1] == ["time-backwards"]


def chained(book: EventBook, change: Callable[[Entry], Entry]) -> EventBook:
    """The book as somebody leaves it who changes an entry and makes all hashes and the manifest anew."""
    entries: list[Entry] = []
    for one in map(change, book.entries):
        draft = Draft(one.kind, one.payload, one.actor, one.device, one.key, one.reason, one.at)
        entries.append(chain(one.stream, len(entries) + 1, entries[-1].hash if entries else GENESIS, draft))
    head = {"seq": entries[-1].seq, "hash": entries[-1].hash}
    return replace(book, entries=tuple(entries), manifest=sealed_manifest({**book.manifest, "head": head}))


def saying(kind: str, **fields: Any) -> Callable[[Entry], Entry]:
    return lambda one: replace(one, payload={**one.payload, **fields}) if one.kind == kind else one


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (saying("draw.make", groups=[[1, 3, 5], [2, 4]]), "].payload.groups", "differs"),
        (saying("draw.make", number="20260502"), "].payload.groups", "differs"),
        (saying("draw.make", secret="x"), "]", "differs"),
        (saying("draw.commit", digest="0" * 64), "].payload.digest", "differs"),
        (saying("advance.propose", through=[]), "].payload.through", "differs"),
        (saying("advance.propose", settled=[3]), "]", "refused"),
        (lambda one: replace(one, actor="account:x") if one.kind == "advance.confirm" else one, "]", "refused"),
        (lambda one: replace(one, kind="registration.other") if one.seq == 3 else one, "]", "unreadable"),
        (saying("registration.submit", waiting=True), "].payload.waiting", "differs"),
        (saying("registration.decide", version=7), "]", "refused"),
    ],
)  # fmt: skip
def test_a_ledger_with_new_hashes_is_caught_by_what_was_decided(
    book: EventBook, change: Callable[[Entry], Entry], place: str, code: str
) -> None:
    found = verify_event_book(chained(book, change))[0]
    assert (place in found.place, found.code) == (True, code), found


@pytest.fixture(scope="module")
def commended(tmp_path_factory: pytest.TempPathFactory) -> EventBook:
    return read(written(commended_event(), tmp_path_factory.mktemp("commended")))


def test_the_book_tells_of_plans_papers_protests_awards_and_certificates(commended: EventBook) -> None:
    (planned,) = commended.derived["schedule"]
    assert (planned["hall"], planned["host"]["name"]) == ("一号厅", "主持一")
    (papers,) = commended.derived["written"]
    assert [(one["team"], one["rank"]) for one in papers["published"][0]["places"]] == [(3, 1), (1, 2), (2, 3), (4, 3)]
    assert [one["answer"] for one in commended.derived["protests"]] == ["经查录像，判罚无误"]
    final = commended.derived["signoffs"][-1]
    assert (final["by"], final["confirmed"]) == ("account:x", "account:y")
    assert [(one["award"], [holder["name"] for holder in one["holders"]]) for one in final["awards"]] == [
        ("一等奖", ["3队"]),
        ("二等奖", ["1队", "4队"]),
        ("优秀组织奖", ["单位2"]),
    ]
    assert [(one["handed"], one["revoked"]) for one in commended.derived["certificates"][:2]] == [
        ("李一", ""),
        ("", "单位弄虚作假"),
    ]
    assert [(one["stage"], one["standings"][0]["team"]) for one in commended.derived["results"]] == [
        ("决赛", "3队"),
        ("笔试", "3队"),
    ]


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (saying("written.publish", places=[]), "].payload.places", "differs"),
        (saying("written.enter", after=3), "]", "refused"),
        (lambda one: replace(one, actor="account:x") if one.kind == "written.check" else one, "]", "refused"),
        (saying("award.order", teams=[2, 4]), "].payload.ranking", "differs"),
        (saying("award.name", award="特等奖"), "]", "refused"),
        (saying("signoff.propose", ranking=[]), "].payload.ranking", "differs"),
        (saying("signoff.propose", honours=[]), "].payload.honours", "differs"),
        (saying("signoff.propose", ties="all"), "].payload.ties", "differs"),
        (lambda one: replace(one, actor="account:x") if one.kind == "signoff.confirm" else one, "]", "refused"),
        (saying("ceremony.next", shown=4), "]", "refused"),
        (saying("certificate.number", version=2), "].payload.version", "differs"),
        (saying("certificate.hand", no=3), "]", "refused"),
        (saying("schedule.set", changed=[["初赛", 1]]), "].payload.changed", "differs"),
    ],
)  # fmt: skip
def test_marks_awards_signatures_and_certificates_with_new_hashes_are_caught(
    commended: EventBook, change: Callable[[Entry], Entry], place: str, code: str
) -> None:
    found = verify_event_book(chained(commended, change))[0]
    assert (place in found.place, found.code) == (True, code), found


def test_who_goes_on_by_a_result_that_was_not_that_of_the_moment_is_named(book: EventBook) -> None:
    name, held = next(iter(book.matches.items()))
    late = next(one.at for one in book.entries if one.kind == "advance.propose") + 10
    moved = copy(held["entries"])

    def chain_anew(entries: list[Any]) -> list[Any]:
        prev, found = GENESIS, []
        for one in entries:
            draft = Draft(*(one[name] for name in ("kind", "payload", "actor", "device", "key", "reason", "at")))
            made = chain(one["stream"], one["seq"], prev, draft)
            prev = made.hash
            found.append({**one, "prev": made.prev, "hash": made.hash})
        return found

    moved[-1]["at"] = late
    anew = {**copy(held), "entries": chain_anew(moved)}
    anew["result"] = {**anew["result"], "at": late, "head": anew["entries"][-1]["hash"]}
    changed = replace(book, matches={**book.matches, name: sealed(anew)})
    found = verify_event_book(changed)[0]
    assert (found.code, found.found) == ("result-not-then", name)


def test_parts_that_are_missing_too_many_or_of_other_bytes_are_named(event: Registered, tmp_path: Path) -> None:
    file = written(event, tmp_path)

    def changed(change: Callable[[str, bytes], bytes | None], more: str = "") -> list[tuple[str, str]]:
        other = tmp_path / "other.zip"
        with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
            for name in old.namelist():
                if (data := change(name, old.read(name))) is not None:
                    new.writestr(name, data)
            if more:
                new.writestr(more, b"")
        opened = EventBookFile(other)
        try:
            return [(one.place, one.code) for one in opened.differences()]
        finally:
            opened.close()

    assert changed(lambda name, data: None if name == "texts.json" else data) == [("texts.json", "missing")]
    assert changed(lambda name, data: data + b" " if name == "draws.json" else data) == [("draws.json", "differs")]
    assert changed(lambda name, data: data, "more.json") == [("more.json", "too-many")]


def test_what_is_no_zip_file_is_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "event.zip"
    file.write_bytes(b"PK")
    with pytest.raises(Invalid) as error:
        EventBookFile(file)
    assert error.value.code == "file-unreadable"


def test_no_book_for_others_none_of_an_empty_event_and_none_while_judges_mark(event: Registered) -> None:
    with pytest.raises(Forbidden):
        event_source(event.ctx, actor=HOST, competition_id=event.id)
    ctx = fake_context()
    empty = create_competition(ctx, actor=ORGANISER, title="空")
    with pytest.raises(Refused) as error:
        event_source(ctx, actor=LOCAL, competition_id=empty.id)
    assert error.value.code == "event-empty"
