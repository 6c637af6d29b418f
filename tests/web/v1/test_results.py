"""Results for programs: what the page of the public shows, never more, cheap to ask again."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from flask import Flask

from scoreboard.presenters.public import results_of
from scoreboard.server.share import Rate, Share
from tests.halls import Hall, play
from tests.programs import Program, code


def fresh(app: Flask, match: str) -> dict[str, Any]:
    app.extensions["public_views"]._kept.clear()
    found: dict[str, Any] = Program(app).get(f"/live/{match}/results.json").get_json()
    return found


def test_a_result_says_what_the_page_of_the_public_shows_and_nothing_else(app: Flask, hall: Hall) -> None:
    before = fresh(app, hall.match)
    assert (before["state"], {row["rank"] for row in before["tables"][0]["rows"]}) == ("before", {None})
    play(hall)
    told = fresh(app, hall.match)
    shown = app.test_client().get(f"/live/{hall.match}/view").get_json()
    assert told == results_of(shown)
    assert told["state"] == "over"
    assert [row["rank"] for row in told["tables"][0]["rows"]] == [1, 2, 3]
    assert set(told) <= set(shown)


def test_whatever_the_page_of_the_public_holds_back_the_result_holds_back_too(app: Flask, hall: Hall) -> None:
    """Both read the one view that is made for the public."""
    hall.do("match.open")
    views = app.extensions["public_views"]
    source, views._source = views._source, None
    shown = dict(source.view(hall.match), state="paused")
    held: dict[str, Any] = {**shown, "tables": [{**shown["tables"][0], "rows": [], "frozen": True}]}

    class Held:
        stream = source.stream

        def view(self, code: str) -> dict[str, Any]:
            return held

    views._source = Held()
    assert fresh(app, hall.match)["tables"] == [
        {"group": 0, "name": "", "state": "running", "frozen": True, "rows": []}
    ]
    rows = Program(app).get(f"/live/{hall.match}/results.csv").get_data().decode("utf-8-sig").split()
    assert rows == ["table,rank,tied,name,note,score,fate"]


def test_an_unchanged_result_is_answered_304_and_a_changed_one_is_not(app: Flask, hall: Hall) -> None:
    answer = Program(app).get(f"/live/{hall.match}/results.json")
    held = {"If-None-Match": answer.headers["ETag"]}
    again = Program(app).get(f"/live/{hall.match}/results.json", headers=held)
    assert (again.status_code, again.get_data()) == (304, b"")
    hall.do("match.open")
    app.extensions["public_views"]._kept.clear()
    assert Program(app).get(f"/live/{hall.match}/results.json", headers=held).status_code == 200
    of_csv = Program(app).get(f"/live/{hall.match}/results.csv", headers=held)
    assert of_csv.status_code == 200


def test_the_csv_has_a_line_for_each_team_and_opens_right_in_a_spreadsheet(app: Flask, hall: Hall) -> None:
    play(hall)
    app.extensions["public_views"]._kept.clear()
    answer = Program(app).get(f"/live/{hall.match}/results.csv")
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert {row["name"] for row in rows} == {"甲队", "乙队", "丙队"}


def test_pages_of_other_sites_may_read_it_without_a_cookie(app: Flask, hall: Hall) -> None:
    for end in ("json", "csv"):
        answer = Program(app).get(f"/live/{hall.match}/results.{end}")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in answer.headers
        asked = Program(app).send("OPTIONS", f"/live/{hall.match}/results.{end}")
        assert asked.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    other = Program(app).get("/token")
    assert "Access-Control-Allow-Origin" not in other.headers


def test_what_is_not_there_is_not_found_and_a_crowd_is_told_to_come_back(app: Flask, hall: Hall) -> None:
    assert code(Program(app).get("/live/nothing/results.json")) == (404, "page-not-found")
    views = app.extensions["public_views"]
    views._asked = Share(Rate(burst=0, a_second=0))
    answer = Program(app).get(f"/live/{hall.match}/results.json")
    assert (*code(answer), answer.headers["Retry-After"]) == (429, "too-many-messages", "5")


@pytest.mark.parametrize("end", ["json", "csv"])
def test_it_holds_no_id_of_a_team_and_no_contestant(app: Flask, hall: Hall, end: str) -> None:
    play(hall)
    app.extensions["public_views"]._kept.clear()
    told = Program(app).get(f"/live/{hall.match}/results.{end}").get_data(as_text=True)
    assert [word for word in ("题干", "解析", "甲一", *hall.teams) if word in told] == []
