"""Tickets as printed cards: a QR code, the short code, whose seat it is; shown once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import segno
from flask import request, url_for

from scoreboard.blueprints.organiser.desk import lang, show
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.seat_names import seat_name
from scoreboard.i18n.titles import USUAL, Titles
from scoreboard.presenters.say import Say
from scoreboard.server import runtime
from scoreboard.server.addresses import is_loopback
from scoreboard.web.venue import addresses
from scoring.usecases.tickets import Issued


def cards_of(
    issued: Sequence[Issued],
    *,
    title: str,
    back: str,
    stations: Mapping[str, int] | None = None,
    left: int = 0,
    titles: Titles = USUAL,
    **place: Any,
) -> str:
    """The page of the cards.  ``title``: what the seats are of; ``back``: the endpoint of the page before, at
    ``place``; ``stations``: each team's station; ``left``: how many seats are still without a card; ``titles``: what
    the rule sheet, or the campaign of a review, calls people."""
    base = request.form.get("base", "")
    base = base if base in addresses() else addresses()[0]
    cards = runtime.offload(_drawn, base, issued, stations or {}, saying(lang(), titles))
    return show(
        "cards.html",
        cards=cards,
        base=base,
        loopback=is_loopback(base),
        title=title,
        back=url_for(f"organiser.{back}", **place),
        left=left,
    )


def _drawn(base: str, issued: Sequence[Issued], stations: Mapping[str, int], words: Say) -> list[dict[str, Any]]:
    """What each card shows; apart from the server's turn, for hundreds of pictures take seconds."""
    return [
        {
            "role": words(f"common.role.{one.ticket.role}"),
            "name": seat_name(one.ticket.role, one.ticket.label, words),
            "organisation": one.ticket.organisation,
            "station": stations.get(one.ticket.team, 0),
            "code": f"{one.code[:3]} {one.code[3:6]} {one.code[6:]}",
            "link": f"{base}/e/{one.code}",
            "qr": segno.make(f"{base}/e/{one.code}", error="m", micro=False).svg_data_uri(border=0, scale=4),
        }
        for one in issued
    ]
