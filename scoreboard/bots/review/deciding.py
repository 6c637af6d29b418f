"""The notice, an objection against it, the decision, the ceremony, the result; the archive of it all."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from scoreboard.bots.desk import Desk
from scoreboard.bots.review.judging import READING, seen
from scoreboard.bots.review.task import Cast
from scoreboard.bots.seat import Refusal, View

SHOWN = 6.0
"""Seconds for which the hall looks at a winner."""


def notice(cast: Cast) -> None:
    """The office names what the shortlists say, in notices of whatever goes together."""
    count = 0
    with cast.desk("office") as office:
        while form := office.open(f"/r/{office.review}/office/notices/new").form("/office/notices"):
            cast.speed.pause(READING)
            office.send(form)
            count += 1
    cast.tell("notice", count=count)


def objection(cast: Cast) -> None:
    """On the next day somebody who is in no way known objects, on the public page."""
    with cast.desk("office") as office:
        address = f"/n/{office.review}/1"
    begun = _list(cast, address)
    cast.until((date.fromisoformat(begun["first"]) + timedelta(days=1)).isoformat())
    words = cast.task.words
    with Desk(cast.task.url) as citizen:
        form = citizen.open(f"{address}/objection").form("/objection")
        assert form is not None
        cast.speed.pause(READING)
        said = {"name": words["objector"], "contact": words["contact"], "text": words["objection"], "about": "1"}
        citizen.send(form, **said)
    cast.tell("objection")


def settle(cast: Cast) -> None:
    """The office looks into every objection and finds nothing in it; the notice runs to its end."""
    with cast.desk("office") as office:
        docket = f"/r/{office.review}/office/objections"
        for path in office.open(docket).links_to("/office/objections/"):
            if (admit := office.open(path).form("/admit")) is not None:
                cast.speed.pause(READING)
                office.send(admit, admit="yes")
            if (close := office.open(path).form("/close")) is not None:
                cast.speed.pause(READING)
                office.send(close, upheld="no", text=cast.task.words["answer"])
        last = max(
            _list(cast, path)["last"] for path in office.open(f"/n/{office.review}").links_to(f"/n/{office.review}/")
        )
    cast.tell("settled", day=last)
    cast.until((date.fromisoformat(last) + timedelta(days=1)).isoformat())


def _list(cast: Cast, address: str) -> Any:
    """The list of a notice, the very bytes whose digest it prints."""
    with Desk(cast.task.url) as citizen:
        return json.loads(citizen.text(f"{address}/list.json"))


def decide(cast: Cast) -> None:
    """Body after body passes the list of each award."""
    count = 0
    with cast.desk("approver") as approver:
        home = f"/r/{approver.review}/decisions"
        for award in cast.task.places:
            while form := _minutes(approver, f"{home}/{award}"):
                cast.speed.pause(READING)
                approver.send(form, verdict="pass", members="9", present="9", yes="9", no="0", abstain="0")
                count += 1
    cast.tell("decide", count=count)


def _minutes(approver: Desk, address: str) -> Any:
    forms = approver.open(address).forms
    return next((one for one in forms if one.method == "post" and "body" in one.values), None)


def ceremony(cast: Cast) -> None:
    """The host shows winner after winner, from the last place on; then the result is published, and some are put
    forward.  Raises ``AssertionError`` where the screen shows something else than the host's page."""
    with cast.desk("host", live=True) as host, cast.desk("display", live=True) as screen:
        for award in [one["award"] for one in seen(host, lambda view: True)["revealable"]]:
            _reveal(cast, host, screen, award)
    with cast.desk("approver") as approver:
        home = f"/r/{approver.review}/decisions"
        for award in cast.task.places:
            if (forward := approver.open(f"{home}/{award}").form("/forward")) is not None:
                approver.send(forward)
        publish = approver.open(home).form("/publish")
        assert publish is not None
        cast.speed.pause(READING)
        approver.send(publish)
        result = approver.text(f"/n/{approver.review}/result")
    cast.tell("published")
    assert all(name in result for name in cast.shown), "the public result lacks somebody whom the screen showed"


def _reveal(cast: Cast, host: Desk, screen: Desk, award: str) -> None:
    host.give({"kind": "reveal.begin", "award": award})
    view = seen(host, lambda now: now["reveal"] is not None and now["reveal"]["award"] == award)
    for shown in range(view["reveal"]["total"]):
        cast.speed.pause(SHOWN)
        host.give({"kind": "reveal.next", "shown": shown})
        there = seen(screen, partial(_shows_more, shown))
    winners = [one["name"] for one in there["reveal"]["shown"]]
    cast.shown.extend(winners)
    host.give({"kind": "reveal.end"})
    seen(screen, lambda now: now["reveal"] is None)
    cast.tell("revealed", award=view["reveal"]["award_name"], names=winners[::-1])


def _shows_more(count: int, view: View) -> bool:
    return view["reveal"] is not None and len(view["reveal"]["shown"]) > count


def archive(cast: Cast) -> None:
    """The organiser fetches the archive and saves it for its owner only: it holds what people wrote."""
    with cast.desk("office") as office:
        review = office.review
    with Desk(cast.task.url) as organiser:
        form = organiser.open("/signin").form("/signin")
        assert form is not None
        organiser.send(form, name=cast.task.account, password=cast.task.password)
        answer = organiser.http.get(f"{cast.task.url}/organiser/reviews/{review}/archive", timeout=300)
        if not answer.ok:
            raise Refusal(str(answer.status_code), answer.text[:500])
    with os.fdopen(os.open(Path(cast.task.archive), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as kept:
        kept.write(answer.content)
