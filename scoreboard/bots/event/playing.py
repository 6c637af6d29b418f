"""A stage: drawn by a number that the hall names, its matches prepared and played, who goes on decided by two."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

from scoreboard.bots.desk import Desk
from scoreboard.bots.event.task import Cast
from scoreboard.bots.play import play

_CODE = re.compile(r'class="seat-code[^"]*">\s*([^<]+?)\s*<')


def stage(cast: Cast, page: str) -> None:
    """One stage from its draw to its end; ``page``: its address."""
    matches = draw(cast, page)
    allot(cast, page)
    for match in matches:
        prepare(cast.organiser, cast, match)
    with ThreadPoolExecutor(cast.task.together) as halls:
        for title in halls.map(lambda match: _play(cast, match), matches):
            cast.tell("played", match=title)
    decide(cast, page)


def draw(cast: Cast, page: str) -> list[str]:
    """Fix the secret, name a number, make the matches: their addresses."""
    desk = cast.organiser
    desk.send(desk.open(page).need("/commit"))
    number = cast.task.numbers[cast.draws % len(cast.task.numbers)]
    cast.draws += 1
    cast.speed.pause(5)
    desk.send(desk.open(page).need("/draw"), number=number)
    matches = desk.send(desk.open(page).need("/matches")).links_to("/organiser/matches/")
    cast.tell("drawn", number=number, count=len(matches))
    return matches


def allot(cast: Cast, page: str) -> None:
    """Share the questions of a stage out to its matches; no other match has any of them."""
    desk, place = cast.organiser, page.rpartition("/")[2]
    desk.send(desk.open(f"{cast.home}/questions").need(f"/fill/{place}"))


def prepare(desk: Desk, cast: Cast, match: str) -> None:
    """Stations by lot, and the opening; the questions are there."""
    desk.send(desk.open(f"{match}/draw").need("/draw"))
    cast.codes[match] = _CODE.findall(desk.post(desk.open(f"{match}/tickets").need(f"{match}/tickets"), judges="0"))
    desk.send(desk.open(match).need("/open"))


def _play(cast: Cast, match: str) -> str:
    task = cast.task
    played = play(task.url, cast.codes[match], speed=task.speed, seed=task.seed + sum(map(ord, match)))
    return str(played.screen["match"]["title"])


def decide(cast: Cast, page: str) -> None:
    """Who goes on is proposed; teams that are level on a line draw lots; a second person confirms.  From the last
    stage nobody goes on."""
    desk = cast.organiser
    form = desk.open(page).form("/propose")
    if form is None:
        return
    desk.send(form)
    while lines := open_lines(desk.text(page)):
        chosen = [team for places, teams in lines for team in teams[:places]]
        desk.send(desk.open(page).need("/propose"), settled=chosen, reason=cast.task.lot)
    confirmed = cast.second.send(cast.second.open(page).need("/confirm"))
    cast.tell("advanced", stage=confirmed.at.rpartition("/")[2])


def open_lines(html: str) -> list[tuple[int, list[str]]]:
    """The lines on which teams are level, as the page of a stage shows them: their places, the numbers of the teams."""
    reader = _Lines()
    reader.feed(html)
    reader.close()
    return reader.lines


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[int, list[str]]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "fieldset":
            self._open = "data-places" in given
            if self._open:
                self.lines.append((int(given["data-places"] or 0), []))
        elif tag == "input" and self._open and given.get("name") == "settled":
            self.lines[-1][1].append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "fieldset":
            self._open = False
