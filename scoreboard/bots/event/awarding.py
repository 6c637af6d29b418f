"""After the final: stages signed, awards named and ordered, the whole signed, holders called up, certificates numbered,
and the papers compared with the book."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import zipfile
from pathlib import Path

from scoreboard.bots.event.task import Cast
from scoreboard.bots.forms import Form
from scoreboard.bots.seat import Refusal

_PLACES = re.compile(r'<h2>([^<]+?) <span class="soft">[^<\d]*(\d+)')
_HOLDER = re.compile(r'name="holder" value="((unit|person):[^"]+)"')


def sign_stages(cast: Cast) -> None:
    """Each stage is signed by two people."""
    page = f"{cast.home}/results"
    while forms := _unsigned(cast, page, whole=False):
        _sign(cast, page, forms[0])


def give_awards(cast: Cast) -> None:
    """Teams that are level on a line draw lots; organisations and people are named."""
    page, desk = f"{cast.home}/awards", cast.organiser
    while (tied := desk.open(page).form("/awards/order")) is not None:
        level = [name for name in tied.values if name.startswith("place")]
        desk.send(tied, reason=cast.task.lot, **{name: str(rank) for rank, name in enumerate(level, start=1)})
    text = desk.text(page)
    places = {html.unescape(award): int(count) for award, count in _PLACES.findall(text)}
    for form in list(desk.open(page).forms_to("/awards/name")):
        award = form.values["award"][0]
        kind = "person" if cast.task.best in award else "unit"
        holders = list(dict.fromkeys(html.unescape(said) for said, of in _HOLDER.findall(text) if of == kind))
        desk.send(form, holder=holders[: places[award]], reason=cast.task.meeting)


def sign(cast: Cast) -> None:
    """The whole result is signed by two people."""
    page = f"{cast.home}/results"
    _sign(cast, page, _unsigned(cast, page, whole=True)[0])
    cast.tell("signed")


def call_up(cast: Cast) -> None:
    """Each award comes onto the screen, and its holders one after the other."""
    page, desk = f"{cast.home}/ceremony", cast.organiser
    for award in [form.values["award"] for form in desk.open(page).forms_to("/ceremony/begin")]:
        begin = next(one for one in desk.open(page).forms_to("/ceremony/begin") if one.values["award"] == award)
        desk.send(begin)
        while (following := desk.open(page).form("/ceremony/next")) is not None:
            cast.speed.pause(4)
            desk.send(following)
        desk.send(desk.open(page).need("/ceremony/end"))
    cast.tell("called")


def number_certificates(cast: Cast) -> None:
    """A certificate for every holder."""
    page = f"{cast.home}/certificates"
    cast.organiser.send(cast.organiser.open(page).need("/certificates/number"))


def keep_book(cast: Cast) -> None:
    """Fetch the event book and save it for its owner only: it holds the answers."""
    with os.fdopen(os.open(Path(cast.task.book), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as kept:
        kept.write(_fetch(cast, "book"))
    cast.tell("kept")


def compare(cast: Cast) -> None:
    """The ranking that leaves the house is that of the ledger."""
    with zipfile.ZipFile(cast.task.book) as book:
        signed = json.loads(book.read("signoffs.json"))[-1]["ranking"]
    rows = list(csv.reader(io.StringIO(_fetch(cast, "papers/ranking.csv").decode("utf-8-sig"), newline="")))
    begins = next(no for no, row in enumerate(rows) if signed[0]["team"] in row)
    for row, line in zip(rows[begins:], signed, strict=False):
        missing = {str(line["rank"]), line["team"], line["unit"], line["score"]} - set(row)
        assert not missing, f"{row} lacks {missing}"
    assert len(rows[begins:]) >= len(signed)


def _unsigned(cast: Cast, page: str, *, whole: bool) -> list[Form]:
    """The forms that propose a result which nobody has proposed yet."""
    forms = cast.organiser.open(page).forms_to("/signoff")
    return [one for one in forms if (one.values["stage"] == [""]) is whole and "again" not in one.values]


def _sign(cast: Cast, page: str, form: Form) -> None:
    cast.organiser.send(form)
    cast.second.send(cast.second.open(page).need("/signoff/confirm"))


def _fetch(cast: Cast, what: str) -> bytes:
    answer = cast.organiser.http.get(f"{cast.task.url}{cast.home}/{what}", timeout=600)
    if not answer.ok:
        raise Refusal(str(answer.status_code), answer.text[:500])
    return answer.content
