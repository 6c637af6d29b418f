"""A match prepared by a program alone, from nothing to ready, with the limits and refusals of the pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.v1 import once as once_module
from scoreboard.live.services import LiveServices
from scoreboard.shared.memory import Memory
from scoring.usecases.quiz import matches, question_sets
from scoring.usecases.quiz.stations import draws_of
from scoring.usecases.records import Competition, Ticket
from tests.fakes import FakeClock
from tests.halls import Hall
from tests.programs import Program, code, program

QUESTIONS = "\n".join(
    ["题型,题干,A,B,C,D,答案", *(f"单选,题干{no}（  ）,甲{no},乙{no},丙{no},丁{no},B" for no in range(1, 121))]
).encode()


def made(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def a_match(setup: Program, title: str = "决赛", **more: Any) -> dict[str, Any]:
    event = made(setup.post("/competitions", {"title": f"竞赛{title}", "ref": "E-1"}))
    body = {"title": title, "template": "quick-league", "ref": "M-1", **more}
    return made(setup.post(f"/competitions/{event['id']}/matches", body))


TEAMS = [
    {"name": "甲队", "organisation": "甲单位", "leader": "张一", "members": ["张一", "张二", "张三"], "ref": "T-1"},
    {"name": "乙队", "members": ["李一", "李二", "李三"], "ref": "T-2", "unknown": 5},
    {"name": "丙队", "members": ["王一", "王二", "王三"]},
]


def test_a_program_prepares_a_match_until_nothing_is_missing_that_keeps_it_from_opening(
    app: Flask, services: wiring.Services
) -> None:
    setup = program(app, "setup", "read")
    match = a_match(setup)
    at = f"/matches/{match['id']}"
    assert (match["ref"], match["state"], match["public"]) == ("M-1", "preparing", f"/live/{match['id']}")
    assert "no-teams" in {one["code"] for one in match["missing"]}
    bank = made(setup.post_bytes("/question-sets?file=bank.csv&name=自编&ref=B-1", QUESTIONS))
    assert (bank["stored"], bank["questions"], bank["faulty"]) == (True, 120, 0)
    entered = made(setup.post(f"{at}/teams", {"teams": TEAMS}))
    assert [(one["name"], one["ref"]) for one in entered["teams"]] == [("甲队", "T-1"), ("乙队", "T-2"), ("丙队", "")]
    drawn = made(setup.post(f"{at}/draw"))
    assert sorted(one["station"] for one in drawn["teams"]) == [1, 2, 3]
    made(setup.post(f"{at}/questions", {"set": bank["set"]}))
    issued = made(setup.post(f"{at}/tickets", {"displays": 2}))["tickets"]
    assert sorted(one["role"] for one in issued) == ["chief", "display", "display", "host", "team", "team", "team"]
    ready = made(setup.get(at))
    assert [one for one in ready["missing"] if one["blocking"]] == []
    assert {len(one["code"]) for one in issued} == {9}
    with services.ctx.store.read() as uow:
        assert len(uow.of(Ticket).all(match=match["id"])) == 7
    event = made(setup.get(f"/competitions/{match['competition']}"))
    assert (event["ref"], [one["ref"] for one in event["matches"]]) == ("E-1", ["M-1"])


def test_a_rule_sheet_that_is_brought_is_checked_and_its_faults_are_listed(app: Flask) -> None:
    setup = program(app, "setup")
    match = a_match(setup)
    before = match["missing"]
    answer = setup.put(f"/matches/{match['id']}/rules", {"rules": 'name = "x"\n[[round]]\nid = "a"\nkind = "none"\n'})
    assert code(answer) == (400, "sheet-faulty")
    faults = answer.get_json()["error"]["fields"]["faults"]
    assert faults
    assert set(faults[0]) == {"place", "text"}
    event = match["competition"]
    assert code(setup.post(f"/competitions/{event}/matches", {"title": "又一场", "rules": "x"}))[0] == 400
    assert code(setup.post(f"/competitions/{event}/matches", {"title": "又一场"})) == (400, "sheet-needed")
    assert made(program(app, "read").get(f"/matches/{match['id']}"))["missing"] == before


def test_teams_with_a_fault_are_entered_not_at_all_and_each_fault_has_its_place(app: Flask) -> None:
    setup = program(app, "setup", "read")
    at = f"/matches/{a_match(setup)['id']}"
    answer = setup.post(f"{at}/teams", {"teams": [TEAMS[0], {**TEAMS[1], "name": "甲队"}]})
    assert code(answer) == (400, "teams-faulty")
    fields = answer.get_json()["error"]["fields"]
    assert [one["place"] for one in fields["faults"]] == ["teams.1"]
    assert "甲队" in fields["faults"][0]["text"]
    assert made(setup.get(at))["teams"] == []
    assert made(setup.post(f"{at}/teams", {"teams": TEAMS, "dry_run": True}))["teams"] == []
    made(setup.post(f"{at}/teams", {"teams": TEAMS}))
    assert code(setup.post(f"{at}/teams", {"teams": TEAMS})) == (400, "teams-faulty")
    assert code(setup.post(f"{at}/teams", {"teams": []})) == (400, "input-wrong")


@pytest.mark.parametrize("carried", ["1e9", "1e2000000000", "-1e2000000000", "1e-2000000000", "NaN", "0.00001"])
def test_a_carried_score_that_is_short_only_with_an_exponent_is_refused_and_never_written_out(
    app: Flask, carried: str
) -> None:
    setup = program(app, "setup", "read")
    at = f"/matches/{a_match(setup)['id']}"
    answer = setup.post(f"{at}/teams", {"teams": [{**TEAMS[0], "carried": carried}]})
    assert code(answer) in ((400, "input-wrong"), (400, "teams-faulty"))
    assert made(setup.get(at))["teams"] == []


def test_stations_that_were_drawn_in_the_hall_are_recorded(app: Flask) -> None:
    setup = program(app, "setup")
    at = f"/matches/{a_match(setup)['id']}"
    ids = [one["id"] for one in made(setup.post(f"{at}/teams", {"teams": TEAMS}))["teams"]]
    made(setup.post(f"{at}/draw"))
    drawn = made(setup.post(f"{at}/draw", {"stations": {ids[0]: 3, ids[1]: 1, ids[2]: 2}, "reason": "现场抽签"}))
    assert {one["id"]: one["station"] for one in drawn["teams"]} == {ids[0]: 3, ids[1]: 1, ids[2]: 2}
    assert code(setup.post(f"{at}/draw", {"stations": {ids[0]: 9}})) == (400, "station-out-of-range")


def test_stations_drawn_in_the_hall_are_recorded_all_of_them_or_none(app: Flask, services: wiring.Services) -> None:
    setup = program(app, "setup", "read")
    match = a_match(setup)["id"]
    at = f"/matches/{match}"
    ids = [one["id"] for one in made(setup.post(f"{at}/teams", {"teams": TEAMS}))["teams"]]
    made(setup.post(f"{at}/draw", {"stations": {ids[0]: 1, ids[1]: 2, ids[2]: 3}}))
    before = made(setup.get(at))["teams"]
    entries = len(draws_of(services.ctx, match))
    for stations, expected in (
        ({ids[0]: 2, ids[1]: 2}, (400, "station-twice")),
        ({ids[0]: 2, ids[1]: 9}, (400, "station-out-of-range")),
        ({ids[0]: 2, "none": 1}, (404, "team-unknown")),
    ):
        assert code(setup.post(f"{at}/draw", {"stations": stations})) == expected
        assert made(setup.get(at))["teams"] == before
    assert len(draws_of(services.ctx, match)) == entries
    drawn = made(setup.post(f"{at}/draw", {"stations": {ids[0]: 2, ids[1]: 3}}))
    assert {one["id"]: one["station"] for one in drawn["teams"]} == {ids[0]: 2, ids[1]: 3, ids[2]: 1}
    assert {entry.payload["team"] for entry in draws_of(services.ctx, match)[entries:]} == set(ids[:2])


def test_a_match_with_a_stage_that_its_rule_sheet_does_not_have_is_not_made(app: Flask) -> None:
    setup = program(app, "setup", "read")
    event = made(setup.post("/competitions", {"title": "竞赛"}))["id"]
    body = {"title": "决赛", "template": "quick-league", "stage": "没有的环节"}
    assert code(setup.post(f"/competitions/{event}/matches", body)) == (400, "no-such-stage")
    assert made(setup.get(f"/competitions/{event}"))["matches"] == []


def test_a_file_of_questions_with_errors_is_reported_as_on_the_page_and_stored_only_on_request(
    app: Flask, services: wiring.Services
) -> None:
    setup = program(app, "setup")
    data = QUESTIONS + "\n单选,没有答案（  ）,甲,乙,丙,丁,\n".encode()
    at = "/question-sets?file=bank.csv&name=自编"
    looked = made(setup.post_bytes(f"{at}&dry_run=1", data))
    assert (looked["stored"], looked["set"], looked["faulty"]) == (False, "", 1)
    assert [one["severity"] for one in looked["findings"]][:1] == ["error"]
    refused = setup.post_bytes(at, data)
    assert code(refused) == (400, "set-faulty")
    assert refused.get_json()["error"]["fields"]["faults"]
    assert question_sets.list_question_sets(services.ctx) == ()
    assert made(setup.post_bytes(f"{at}&without_faulty=1", data))["questions"] == 120
    assert code(setup.post_bytes(at, QUESTIONS)) == (409, "set-exists")
    assert code(setup.post_bytes("/question-sets?file=x.exe&name=y", b"MZ\x00"))[0] == 400
    assert code(setup.post_bytes("/question-sets?name=y", b"x")) == (400, "input-wrong")


def test_only_who_may_store_questions_may_send_a_large_file(app: Flask) -> None:
    large = b"x" * 300_000
    at = "/question-sets?file=bank.csv&name=a"
    for other in (Program(app), Program(app, "leitai_none"), program(app, "read")):
        assert other.post_bytes(at, large).status_code in (401, 403, 413)
    assert program(app, "setup").post_bytes(at, large).status_code == 400  # read, and no table


def test_a_request_under_a_key_is_done_once_and_its_repeat_gets_the_first_answer(
    app: Flask, services: wiring.Services
) -> None:
    setup, key = program(app, "setup"), {"Idempotency-Key": "k1"}
    first = made(setup.post("/competitions", {"title": "竞赛"}, headers=key))
    assert made(setup.post("/competitions", {"title": "竞赛"}, headers=key)) == first
    assert code(setup.post("/competitions", {"title": "别的"}, headers=key)) == (409, "key-used")
    assert code(setup.post("/competitions", {"title": "竞赛"})) == (409, "competition-exists")
    other = program(app, "setup")
    assert code(other.post("/competitions", {"title": "竞赛"}, headers=key)) == (409, "competition-exists")
    with services.ctx.store.read() as uow:
        assert len(uow.of(Competition).all()) == 1


def test_pages_are_told_of_what_was_prepared_and_of_nothing_else(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(LiveServices, "everybody", lambda self: told.append("everybody"))
    setup, key = program(app, "setup", "read"), {"Idempotency-Key": "k1"}
    at = f"/matches/{a_match(setup)['id']}"
    told.clear()
    made(setup.get(at))
    made(setup.post(f"{at}/teams", {"teams": TEAMS, "dry_run": True}))
    made(setup.post_bytes("/question-sets?file=bank.csv&name=自编&dry_run=1", QUESTIONS))
    assert code(setup.post(f"{at}/teams", {"teams": []}))[0] == 400
    assert told == []
    for _ in range(2):
        made(setup.post(f"{at}/teams", {"teams": TEAMS}, headers=key))
    assert told == ["everybody"]


def test_what_was_refused_under_a_key_may_be_mended_under_the_same_key(app: Flask) -> None:
    setup, key = program(app, "setup"), {"Idempotency-Key": "k1"}
    assert code(setup.post("/competitions", {"title": " "}, headers=key)) == (400, "text-needed")
    made(setup.post("/competitions", {"title": "竞赛"}, headers=key))
    assert code(setup.post("/competitions", {"title": "x"}, headers={"Idempotency-Key": "k" * 129})) == (
        400, "key-needed",
    )  # fmt: skip


@pytest.mark.parametrize(("most", "size"), [(2, 10**6), (1000, 200)])
def test_of_many_answers_the_oldest_are_forgotten_and_never_a_request_that_is_being_done(
    app: Flask, services: wiring.Services, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, most: int, size: int
) -> None:
    monkeypatch.setattr(once_module, "MOST", most)
    monkeypatch.setattr(once_module, "MOST_BYTES", size)
    answers = services.shared.table("answers to programs", once_module.Answered)
    answers.put("another working", once_module.Answered("at work"))
    setup = program(app, "setup")
    for number in range(5):
        clock.advance(1)
        made(setup.post("/competitions", {"title": f"竞赛{number}"}, headers={"Idempotency-Key": f"k{number}"}))
    kept = {name.split()[1]: one for name, one in answers.items()}
    assert set(kept) == {"working", "k3", "k4"}
    assert sum(len(one.body or b"") for one in kept.values()) <= size


def test_a_repeat_while_the_first_is_being_done_does_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    setup, key = program(app, "setup"), {"Idempotency-Key": "k1"}
    told = []
    from scoreboard.blueprints.v1 import setup as module

    work = module.competitions.create_competition

    def slow(*args: Any, **kwargs: Any) -> Any:
        told.append(code(setup.post("/competitions", {"title": "竞赛"}, headers=key)))
        return work(*args, **kwargs)

    monkeypatch.setattr(module.competitions, "create_competition", slow)
    made(setup.post("/competitions", {"title": "竞赛"}, headers=key))
    assert told == [(409, "key-at-work")]


def test_codes_of_tickets_are_kept_nowhere_but_in_the_answer(app: Flask, services: wiring.Services, hall: Hall) -> None:
    setup = program(app, "setup")
    answer = setup.post(f"/matches/{hall.match}/tickets", {}, headers={"Idempotency-Key": "k"})
    codes = [one["code"] for one in made(answer)["tickets"]]
    with services.ctx.store.read() as uow:
        kept = str([uow.of(kind).all() for kind in (Ticket,)])
    assert [one for one in codes if one in kept] == []
    assert isinstance(services.shared, Memory)


def test_after_the_opening_nothing_is_prepared_any_more(app: Flask, hall: Hall) -> None:
    setup = program(app, "setup", "read")
    hall.do("match.open")
    at = f"/matches/{hall.match}"
    refused = [
        setup.post(f"{at}/teams", {"teams": TEAMS}),
        setup.post(f"{at}/draw"),
        setup.put(f"{at}/rules", {"rules": matches.rule_sheet_text(hall.ctx, hall.match)}),
        setup.post(f"{at}/questions", {"set": hall.questions}),
    ]
    assert {code(one) for one in refused} == {(409, "match-opened")}
    opened = made(setup.get(at))
    assert (opened["state"], opened["missing"]) == ("opened", [])


def test_a_field_that_is_not_known_is_ignored_and_one_that_does_not_fit_is_named(app: Flask) -> None:
    setup = program(app, "setup")
    made(setup.post("/competitions", {"title": "竞赛", "invented": {"a": 1}}))
    answer = setup.post("/competitions", {"title": 5, "theme": "pink"})
    assert (code(answer), answer.get_json()["error"]["fields"]) == ((400, "input-wrong"), {"places": "title, theme"})
    assert code(setup.send("POST", "/competitions", data=b"{", content_type="application/json"))[0] == 400
    for ref in ("r" * 121, " x", "\x00"):
        assert code(setup.post("/competitions", {"title": "乙", "ref": ref}))[0] == 400, ref
    assert json.loads(setup.post("/competitions", {"title": "乙"}).get_data())["ref"] == ""
