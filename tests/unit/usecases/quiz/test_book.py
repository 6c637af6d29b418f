"""The match book: it verifies, every change in it is noticed, and importing it gives the same match."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.errors import Broken, Forbidden, Invalid, Refused
from scoring.engine.quiz.book import sealed, verify_book
from scoring.usecases.competitions import edit_competition
from scoring.usecases.quiz import pools, roster, roster_import, stations
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.records import Competition
from tests.fakes import fake_context
from tests.halls import CHIEF, ORGANISER, SHEET, Hall, in_order, set_up
from tests.sheets import HEAD, ONE
from tests.unit.usecases.quiz.books import PATHS, Book, book, flipped, put, rechained


def test_a_book_verifies_from_itself_alone() -> None:
    assert verify_book(book()) == ()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS))
def test_any_value_changed_anywhere_is_noticed(path: tuple[Any, ...]) -> None:
    changed = book()
    put(changed, path, flipped)
    assert verify_book(changed) != ()


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([path for path in PATHS if len(path) > 1]))
def test_any_value_removed_anywhere_is_noticed(path: tuple[Any, ...]) -> None:
    changed = book()
    target = changed
    for name in path[:-1]:
        target = target[name]
    del target[path[-1]]
    assert verify_book(changed) != ()


def places(changed: Book) -> list[tuple[str, str]]:
    return [(one.place, one.code) for one in verify_book(changed)]


@pytest.mark.parametrize(
    ("path", "change", "place", "code"),
    [
        (("standings", 0, "rank"), lambda _: 2, "standings[0].rank", "differs"),
        (("scores", 0, "total"), lambda _: "140", "scores[0].total", "differs"),
        (("scores", 1, "lines", 0, "points"), lambda _: "20", "scores[1].lines[0].points", "differs"),
        (("result", "phase"), lambda _: "open", "result.phase", "differs"),
        (("questions", 4, "key"), lambda _: ["C"], "questions[4].digest", "differs"),
        (("questions", 4, "stem"), lambda s: s + "？", "questions[4].digest", "differs"),
        (("media", 0, "data"), lambda _: "QUJD", "media[0].sha256", "differs"),
        (("roster", 1, "name"), lambda _: "改名队", "roster[1].name", "differs"),
        (("match", "title"), lambda _: "半决赛", "match.title", "differs"),
        (("sheet_text",), lambda s: s.replace("base = 100", "base = 0"), "sheet_text", "differs"),
        (("sheets", 0, "sheet", "base"), lambda _: "0", "sheets[0].sheet.base", "differs"),
        (("draw", 0, "payload", "lots", 0), lambda lot: lot + 1, "draw[0]", "chain-hash"),
        (("format",), lambda _: "other", "format", "not-a-book"),
    ],
)
def test_the_first_difference_is_named_even_when_the_book_was_sealed_again(
    path: tuple[Any, ...], change: Callable[[Any], Any], place: str, code: str
) -> None:
    changed = book()
    put(changed, path, change)
    assert places(sealed(changed))[0] == (place, code)


def test_a_changed_entry_is_named_by_its_place() -> None:
    changed = book()
    changed["entries"][7]["actor"] = "ticket:other"
    assert places(sealed(changed))[0] == ("entries[7]", "chain-hash")


def test_a_removed_entry_is_named_by_its_place() -> None:
    changed = book()
    del changed["entries"][7]
    assert places(sealed(changed))[0] == ("entries[7]", "chain-gap")


def test_a_verdict_forged_with_all_hashes_made_anew_no_longer_fits_the_scores() -> None:
    changed = book()
    judged = next(entry for entry in changed["entries"] if entry["kind"] == "item.correct")
    judged["payload"]["verdict"] = "wrong"
    assert places(rechained(changed))[0][0].startswith("scores[")


def test_a_draw_that_was_not_made_cannot_be_claimed() -> None:
    hall = set_up(fake_context())
    stations.set_station(hall.ctx, actor=ORGANISER, match_id=hall.match, team_id=hall.teams[0], station=2)
    hall.do("match.open")
    changed = json.loads(json.dumps(match_book(hall.ctx, hall.match, actor=CHIEF), default=str))
    assert verify_book(changed) == ()
    changed["entries"][0]["payload"]["setup"]["drawn"] = True
    assert ("draw.drawn", "differs") in places(rechained(changed))


def test_a_key_forged_in_an_entry_does_not_fit_its_question() -> None:
    changed = book()
    closed = next(entry for entry in changed["entries"] if entry["kind"] == "item.close")
    closed["payload"]["key"] = ["A"]
    assert places(rechained(changed))[0] == (f"entries[{closed['seq'] - 1}].payload.key[0]", "differs")


@pytest.mark.parametrize(
    ("kind", "name", "change"),
    [
        ("press.record", "estimate", lambda ms: ms - 100),
        ("press.record", "arrived", lambda ms: ms - 100),
        ("press.record", "standing", lambda _: "early"),
        ("press.record", "cut", lambda ms: ms + 1),
        ("press.award", "winner", lambda _: None),
        ("press.award", "close_call", lambda _: True),
    ],
)
def test_a_press_forged_with_all_hashes_made_anew_is_not_what_was_measured(
    kind: str, name: str, change: Callable[[Any], Any]
) -> None:
    changed = book()
    forged = [entry for entry in changed["entries"] if entry["kind"] == kind][-1]
    forged["payload"][name] = change(forged["payload"][name])
    found = [place for place, _ in places(rechained(changed)) if f"entries[{forged['seq'] - 1}].payload" in place]
    assert found != []


def test_a_book_from_before_the_bounds_of_a_press_were_kept_verifies_as_far_as_it_tells() -> None:
    changed = book()
    for entry in changed["entries"]:
        if entry["kind"] == "press.record":
            for name in ("cap", "cut"):
                del entry["payload"][name]
    assert verify_book(rechained(changed)) == ()
    awarded = next(entry for entry in changed["entries"] if entry["kind"] == "press.award")
    awarded["payload"]["margin"] = 7
    assert places(rechained(changed))[0] == (f"entries[{awarded['seq'] - 1}].payload.margin", "differs")


def test_a_time_that_runs_backwards_is_noticed() -> None:
    changed = book()
    changed["entries"][9]["at"] = 5
    assert places(rechained(changed))[0] == ("entries[9].at", "time-backwards")


@pytest.mark.parametrize("nonsense", [{}, {"format": "leitai-match-book", "version": 1}, [], None, {"version": 1.5}])
def test_what_is_no_book_is_said_to_be_none(nonsense: Any) -> None:
    assert verify_book(nonsense) != ()


def test_a_file_that_names_no_format_is_said_to_be_no_book_without_an_invented_format() -> None:
    found = verify_book({"a": 1})
    assert [(one.place, one.code, one.found) for one in found] == [("format", "not-a-book", "")]


def test_a_match_goes_on_where_its_book_was_written() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="all")
    other = fake_context()
    copied = Hall(other, hall.match, hall.teams, hall.questions, hall.keys)
    import_book(other, actor=ORGANISER, book=match_book(hall.ctx, hall.match, actor=ORGANISER))
    copied.play_simultaneous("B", "A")
    assert verify_book(match_book(other, hall.match, actor=ORGANISER)) == ()


def test_a_book_tells_every_edition_of_the_rule_sheet() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.play_simultaneous("B", "A")
    text = SHEET.replace("right = 10, wrong = 0, blank", "right = 2.5, wrong = 0, blank")
    done = hall.do("rules.change", CHIEF, reason="更正", sheet={"text": text})
    written = match_book(hall.ctx, hall.match, actor=CHIEF)
    assert [(one["seq"], one["sheet"]["edition"]) for one in written["sheets"]] == [(1, 1), (done.seq, 2)]
    assert [score["total"] for score in written["scores"]] == ["102.5", "100"]
    assert verify_book(written) == ()


def test_a_competition_renamed_later_does_not_break_its_books() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    with hall.ctx.store.read() as uow:
        competition = uow.of(Competition).all()[0].id
    edit_competition(hall.ctx, actor=ORGANISER, competition_id=competition, title="改名")
    assert verify_book(match_book(hall.ctx, hall.match, actor=ORGANISER)) == ()


def test_a_team_that_comes_after_the_draw_with_its_station_in_the_table_breaks_no_book() -> None:
    hall = set_up(fake_context())
    late = [{"team": "丙队", "name": "丙一", "station": "3"}, {"team": "", "name": "丙二", "station": ""}]
    assert roster_import.import_roster(hall.ctx, actor=ORGANISER, match_id=hall.match, rows=late, dry_run=False).done
    pools.choose_questions(hall.ctx, actor=ORGANISER, match_id=hall.match, question_set=hall.questions, divide=in_order)
    hall.do("match.open")
    written = match_book(hall.ctx, hall.match, actor=CHIEF)
    assert [entry["kind"] for entry in written["draw"]] == ["stations.draw", "station.set"]
    assert verify_book(written) == ()


def test_a_team_without_a_station_that_was_taken_out_again_breaks_no_book() -> None:
    hall = set_up(fake_context())
    late = roster.add_team(hall.ctx, actor=ORGANISER, match_id=hall.match, name="丙队")
    stations.set_station(hall.ctx, actor=ORGANISER, match_id=hall.match, team_id=hall.teams[0], station=2)
    roster.remove_team(hall.ctx, actor=ORGANISER, team_id=late.id)
    hall.do("match.open")
    assert verify_book(match_book(hall.ctx, hall.match, actor=CHIEF)) == ()


def test_a_book_is_for_staff_and_of_an_opened_match() -> None:
    hall = set_up(fake_context())
    with pytest.raises(Refused, match="match-not-open"):
        match_book(hall.ctx, hall.match, actor=ORGANISER)
    with pytest.raises(Forbidden, match="role-not-allowed"):
        match_book(hall.ctx, hall.match, actor=hall.seat(0))


@pytest.mark.parametrize(
    "found", ["1E+999999", "1e999999999999999999", "1E-999999", "0." + "3" * 31, "Infinity", "zehn"]
)
def test_points_without_bound_in_a_book_are_named_before_anything_is_counted(found: str) -> None:
    changed = book()
    place = next(no for no, entry in enumerate(changed["entries"]) if entry["kind"] == "points.adjust")
    changed["entries"][place]["payload"]["points"] = found
    assert places(rechained(changed)) == [(f"entries[{place}].payload.points", "shape")]
    with pytest.raises(Broken, match="book-differs") as refused:
        import_book(fake_context(), actor=ORGANISER, book=rechained(changed))
    assert refused.value.fields["place"] == f"entries[{place}].payload.points"


@pytest.mark.parametrize("number", [2**63, -(10**400)])
def test_a_number_that_cannot_be_stored_is_refused_with_its_book(number: int) -> None:
    changed = book()
    changed["questions"][0]["no"] = number
    with pytest.raises(Invalid, match="shape"):
        import_book(fake_context(), actor=ORGANISER, book=sealed(changed))


def test_a_command_that_no_match_knows_is_named_by_its_place() -> None:
    changed = book()
    changed["entries"][7]["kind"] = "points.double"
    assert places(rechained(changed)) == [("entries[7].kind", "unknown-command")]


@pytest.mark.parametrize("found", ["points", "Infinity", "NaN", "1e999999", ["x"], {}, None, True])
def test_a_book_that_cannot_even_be_folded_is_found_out_without_a_crash(found: object) -> None:
    changed = book()
    for entry in changed["entries"]:
        if entry["kind"] == "points.adjust":
            entry["payload"]["points"] = found
        if entry["kind"] == "press.award":
            entry["payload"]["duration"] = found
    assert places(rechained(changed)) != []


BEST_SHEET = HEAD + ONE + "[best_player]\ncount = 2\n"


def test_a_book_holds_the_standing_of_the_contestants_and_a_change_in_it_is_noticed() -> None:
    hall = set_up(fake_context(), sheet=BEST_SHEET)
    hall.do("match.open")
    hall.do("round.begin", round="one")
    hall.do("item.present")
    team = next(one for one in hall.state.teams if one.station == 1)
    player = team.contestants[1].id
    hall.do("player.name", item=1, team=team.id, player=player)
    hall.do("clock.start")
    hall.do("answer.judge", verdict="right")
    read: Book = json.loads(json.dumps(match_book(hall.ctx, hall.match, actor=CHIEF)))
    assert [(one["id"], one["rank"], one["rights"], one["prize"]) for one in read["players"]] == [(player, 1, 1, True)]
    assert verify_book(read) == ()
    read["players"][0]["rank"] = 2
    without = {name: part for name, part in read.items() if name != "players"}
    for changed, place, code in ((read, "players[0].rank", "differs"), (without, "players", "part-missing")):
        assert [(one.place, one.code) for one in verify_book(sealed(changed))] == [(place, code)]
    assert [(one.place, one.code) for one in verify_book(sealed({**book(), "players": []}))] == [
        ("players", "part-unknown")
    ]


def other(value: Any) -> Any:
    """A value of another shape: a number for a list, a list for a table, a table for a text."""
    return 7 if isinstance(value, list) else [7] if isinstance(value, dict) else {"x": 7}


def inner(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values but the book itself, at every depth."""
    for name, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, name)
        yield from inner(part, (*path, name))


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(inner(book()), key=str)))
def test_a_value_of_another_shape_is_refused_by_a_name_and_its_place(path: tuple[Any, ...]) -> None:
    changed = book()
    put(changed, path, other)
    with suppress(TypeError, LookupError, AttributeError):  # what cannot be chained anew is refused for its chain
        changed = rechained(changed)
    found = verify_book(changed)
    assert [one for one in found if one.code == "unreadable" or "Error" in one.found] == []


@pytest.mark.parametrize(
    ("path", "value", "place", "code", "expected"),
    [
        (("match",), [1], "match", "shape", "table"),
        (("match", "questions", 0), "all", "match.questions[0]", "shape", "list"),
        (("roster",), {"a": 1}, "roster", "shape", "list"),
        (("roster", 0, "contestants", 0, "seat"), "1", "roster[0].contestants[0].seat", "shape", "integer"),
        (("questions", 0, "id"), ["x"], "questions[0].id", "shape", "str"),
        (("media", 0, "data"), None, "media[0].data", "shape", "str"),
        (("entries", 0, "payload", "setup"), 5, "entries[0].payload.setup", "shape", "table"),
        (("entries", 3, "payload", "duration"), [5], "entries[3].payload", "facts-unreadable", ""),
        (("entries", 21, "payload", "window"), [5], "entries[21].payload", "facts-unreadable", ""),
    ],
)
def test_the_first_value_of_another_shape_is_named(
    path: tuple[Any, ...], value: Any, place: str, code: str, expected: str
) -> None:
    changed = book()
    put(changed, path, lambda _: value)
    changed = rechained(changed) if path[0] == "entries" else sealed(changed)
    first = verify_book(changed)[0]
    assert (first.place, first.code, first.expected) == (place, code, expected)
