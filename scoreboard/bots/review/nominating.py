"""Units write their nominations, the levels above agree, the study office vets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from scoreboard.bots.desk import Desk
from scoreboard.bots.review.task import TOGETHER, Cast

WRITING, READING = 20.0, 5.0
"""Seconds that a person takes for a form, and to read one."""


def nominate(cast: Cast) -> None:
    """Every unit puts one nomination forward for each award."""
    with ThreadPoolExecutor(TOGETHER) as pool:
        written = sum(pool.map(partial(_write, cast), cast.task.forms))
    cast.tell("nominate", count=written)


def _write(cast: Cast, code: str) -> int:
    texts, written = cast.task.forms[code], 0
    with Desk(cast.task.url, code) as unit:
        for award in texts:
            home = unit.open(unit.home)
            begin = next((one for one in home.forms_to("/drafts") if one.values["award"] == [award]), None)
            if begin is None:
                continue
            draft = unit.send(begin).form_with("revision")
            cast.speed.pause(WRITING)
            typed = {f"f.{name}": text for name, text in texts[award].items() if f"f.{name}" in draft.values}
            submit = unit.send(draft, **typed, then="check").form("/submit")
            assert submit is not None, typed
            unit.send(submit)
            written += 1
    return written


def endorse(cast: Cast) -> None:
    """Level after level agrees, until nothing waits at any of them."""
    levels = cast.task.codes["endorser"]
    agreed: dict[str, set[str]] = {code: set() for code in levels}
    with ThreadPoolExecutor(TOGETHER) as pool:
        while sum(pool.map(lambda code: _agree(cast, code, agreed[code]), levels)):
            pass
    cast.tell("endorse", count=sum(map(len, agreed.values())))


def _agree(cast: Cast, code: str, agreed: set[str]) -> int:
    """How many opinions this level gave now; ``agreed``: to which nominations it has given one."""
    before = len(agreed)
    with Desk(cast.task.url, code) as level:
        for path in level.open(level.home).links_to("/endorser/nominations/"):
            form = None if path in agreed else level.open(path).form("/opinion")
            if form is not None:
                cast.speed.pause(READING)
                level.send(form, verdict="agree", text=cast.task.words["agreed"])
                agreed.add(path)
    return len(agreed) - before


def vet(cast: Cast) -> None:
    """The office passes what waits for it."""
    passed = 0
    with cast.desk("office") as office:
        table = f"/r/{office.review}/office/nominations"
        while rows := office.open(f"{table}?status=vetting").links_to("/office/nominations/"):
            for path in rows:
                form = office.open(path).form("/vet")
                assert form is not None, path
                cast.speed.pause(READING)
                office.send(form, verdict="pass")
                passed += 1
    cast.tell("vet", count=passed)
