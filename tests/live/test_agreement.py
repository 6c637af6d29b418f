"""What was acknowledged is everywhere at once: on every screen, in every export, in the book."""

from __future__ import annotations

import csv
import io
import json

from tests.live.people import PATIENCE, Person, Server
from tests.live.test_match_live import open_item


def test_what_is_acknowledged_is_in_every_view_and_every_export(server: Server) -> None:
    people = [server.person(who).connect() for who in ("host", "chief", "judge", "display", "team0", "team1")]
    host = people[0]
    open_item(host, "all")
    best = host.view["teams"][1]["id"]
    for points in ("2.5", "-5", "10"):
        done = host.do("points.adjust", team=best, points=points, reason="支持分")
        assert done["ok"], done
        expected = ranking_file(exported(host, "ranking.csv"))
        assert json.loads(exported(host, "book"))["entries"][-1]["seq"] == done["seq"]
        for person in people:
            view = person.sees(done["seq"])
            names = {team["id"]: team["name"] for team in view["teams"]}
            assert [(str(line["rank"]), names[line["team"]], line["score"]) for line in view["ranking"]] == expected
            assert {team["id"]: team["rank"] for team in view["teams"]} == {
                line["team"]: line["rank"] for line in view["ranking"]
            }


def exported(person: Person, name: str) -> bytes:
    """A file of the match, as this person's desk gives it."""
    return person.http.get(f"{person.base}/api/matches/{person.match}/{name}", timeout=PATIENCE).content


def ranking_file(data: bytes) -> list[tuple[str, str, str]]:
    """Rank, team and total of each row."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return [(row["名次"], row["代表队"], row["总分"]) for row in rows]
