"""A match book is for years: whatever a later program knows besides, the books of today stay right."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.quiz import book_parts, rule_sheet_reader
from scoring.engine.quiz.book import verify_book
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.score import lines
from scoring.engine.quiz.setup import Team
from scoring.engine.quiz.state import MatchState, Outcome
from scoring.engine.rulefile.values import Finding
from scoring.usecases.quiz import perform as quiz
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.import_book import import_book
from tests.fakes import fake_context
from tests.halls import ORGANISER
from tests.unit.usecases.quiz.books import rechained

Book = dict[str, Any]

KEPT = Path(__file__).with_name("match_book_v1.json").read_text("utf-8")
"""An archived book: never made anew, for no other one tells what books were once like.  It has a round of each way to
score, a foul, an undo, a void, corrections, panels, a second edition of its sheet, a tie-off, and a locked result."""


def kept() -> Book:
    """A fresh copy of the archived book."""
    read: Book = json.loads(KEPT)
    return read


def defaults(kind: Any) -> dict[str, Any]:
    """The fields, as they are written, that a value of this kind may leave unsaid, and what is meant then."""
    fields = (one for one in dataclasses.fields(kind) if one.default is not dataclasses.MISSING)
    return {one.metadata.get("written_as", one.name): to_json(one.default) for one in fields}


def unsaid() -> list[str]:
    """The fields of a rule sheet that no edition of the archived book has anything to say in."""
    meant = defaults(RuleSheet)
    return [
        name for name in meant if all(one["sheet"].get(name, meant[name]) == meant[name] for one in kept()["sheets"])
    ]


def test_an_archived_book_is_right_for_ever() -> None:
    assert verify_book(kept()) == ()


def test_an_archived_book_can_be_taken_in_and_comes_out_the_same() -> None:
    ctx = fake_context()
    match = import_book(ctx, actor=ORGANISER, book=kept())
    assert match_book(ctx, match.id, actor=ORGANISER) == kept()
    places = standings(quiz.match_state(ctx, match.id))
    assert [(place.rank, place.tied) for place in places] == [(1, False), (2, False), (3, False)]


@pytest.mark.parametrize("name", unsaid())
def test_a_book_from_before_a_field_of_the_rule_sheet_was_thought_of_is_right(name: str) -> None:
    book = kept()
    frozen = [book["entries"][0]["payload"]["setup"]]
    frozen += [entry["payload"] for entry in book["entries"] if entry["kind"] == "rules.change"]
    for one, edition in zip(frozen, book["sheets"], strict=True):
        one["sheet"].pop(name, None)  # a field thought of later is not there at all
        one["sheet_digest"] = edition["digest"] = digest(one["sheet"])
        edition["sheet"] = one["sheet"]
    assert verify_book(rechained(book)) == ()


@pytest.mark.parametrize("name", sorted(defaults(Team)))
def test_a_book_from_before_a_field_of_a_team_was_thought_of_is_right(name: str) -> None:
    book = kept()
    for frozen, team in zip(book["entries"][0]["payload"]["setup"]["teams"], book["roster"], strict=True):
        frozen.pop(name, None)  # a field thought of later is not there at all
        team[name] = defaults(Team)[name]
    assert verify_book(rechained(book)) == ()


def test_a_book_stays_right_when_a_later_program_would_find_something_against_its_rule_sheet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rule_sheet_reader, "check_rule_sheet", lambda _: [Finding(("base",), "out-of-range")])
    with pytest.raises(FaultyRuleSheet):
        rule_sheet_reader.read_rule_sheet(kept()["sheet_text"])
    assert verify_book(kept()) == ()


def test_a_frozen_rule_sheet_that_is_not_the_one_of_its_digest_is_noticed() -> None:
    book = kept()
    change = next(entry for entry in book["entries"] if entry["kind"] == "rules.change")
    change["payload"]["sheet"]["notes"] = ["另有规定"]
    book["sheets"][1]["sheet"]["notes"] = ["另有规定"]
    assert [(one.place, one.code) for one in verify_book(rechained(book))] == [("sheets[1].digest", "differs")]


@dataclasses.dataclass(frozen=True, slots=True)
class Wider(Outcome):
    """A line of a score as a later program may know it."""

    motto: str = ""


def test_what_a_book_derives_has_the_fields_of_its_version_however_much_the_engine_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wider(state: MatchState) -> list[Wider]:
        return [
            Wider(**{one.name: getattr(line, one.name) for one in dataclasses.fields(line)}) for line in lines(state)
        ]

    monkeypatch.setattr(book_parts, "lines", wider)
    assert verify_book(kept()) == ()
